import { otherReadings, removeDisguises, spacedReadings } from '../readings.ts'
import { MAY_HAVE_CODE } from './codes.ts'
import { secretsInFixedFormats } from './fixed-formats.ts'
import { knownTokens } from './known-shapes.ts'
import { type FoundSecret, namedSecrets } from './named.ts'
import { isPlaceholder } from './value.ts'

/** A secret in a text. Lines count from 1. Never print the value. */
export type Secret = { readonly kind: string; readonly value: string; readonly line: number }

const UNUSED_RULES = new Set([
  // With this rule, a comment in the text could turn the check off. Only a person may override the check.
  '@secretlint/secretlint-rule-filter-comments',
  // Our own patterns also find passwords with punctuation, and passwords in the addresses of any service. They skip samples.
  '@secretlint/secretlint-rule-basicauth',
  '@secretlint/secretlint-rule-database-connection-string',
])

/** The kind of secret that each rule of the preset detects. */
const KINDS: Readonly<Record<string, string>> = {
  '1password': 'a 1Password service account token',
  anthropic: 'an Anthropic API key',
  aws: 'an AWS credential',
  gcp: 'a Google Cloud private key',
  github: 'a GitHub token',
  linear: 'a Linear API key',
  npm: 'an npm token',
  openai: 'an OpenAI API key',
  privatekey: 'a private key',
  sendgrid: 'a SendGrid API key',
  shopify: 'a Shopify token',
  slack: 'a Slack token',
}

/**
 * Finds the secrets in a text: tokens and keys of a known shape, passwords in addresses and commands, and random values or
 * passwords after a name such as `api_key`.
 */
export async function detectSecrets(text: string): Promise<readonly Secret[]> {
  const content = removeDisguises(text)
  const readings = [...otherReadings(content), ...spacedReadings(text)].filter(mayHaveSecret)
  if (readings.length === 0 && !mayHaveSecret(content)) return []
  const contentSecrets = detectWithOwnPatterns(content)
  if (mayMatchSecretlint(content)) addNew(contentSecrets, await runSecretlint(content))
  addNew(contentSecrets, namedSecrets(content))
  const secrets = withLines(content, contentSecrets)
  for (const reading of readings) {
    const readingSecrets = detectWithOwnPatterns(reading)
    addNew(readingSecrets, namedSecrets(reading))
    for (const secret of withLines(reading, readingSecrets)) if (!isAmong(secrets, secret)) secrets.push(secret)
  }
  return secrets.sort((a, b) => a.line - b.line)
}

/** Whether a secret was already found. In another reading of the text, its value may be longer or shorter. */
function isAmong(secrets: readonly Secret[], { line, value }: Secret): boolean {
  return secrets.some(
    (other) =>
      other.value === value || (other.line === line && (other.value.includes(value) || value.includes(other.value))),
  )
}

function detectWithOwnPatterns(text: string): FoundSecret[] {
  return [...knownTokens(text), ...secretsInFixedFormats(text)]
}

/** Whether one of these texts contains a secret. This is the last check before anything is sent, searched for or opened. */
export async function hasSecret(texts: readonly string[]): Promise<boolean> {
  for (const text of texts) if ((await detectSecrets(text)).length > 0) return true
  return false
}

/** A cheap test. Every secret that `detectSecrets` can find is a long run of characters, or follows a clue such as `pass` or `://`. */
export function mayHaveSecret(text: string): boolean {
  return LONG_RUN.test(text) || MAY_HAVE_SECRET.test(text) || MAY_HAVE_CODE.test(text)
}

const LONG_RUN = /(?<![\w+/=.~%@:-])[\w+/=.~%@:-]{16}/
const MAY_HAVE_SECRET =
  /pass|pw|phrase|mnemonic|(?:seed|recovery|secret)[ _-]?words|credential|(?:log|sign)(?:ged|ed)?[ -]?in|zugang|:\/\/|BEGIN|(?<!\S)-[a-z]{0,5}[upwa]|(?<![\w-])-u[ =]|--(?:proxy-)?user[ =]|@tcp\(|net use|Ident|kennwort|contraseña|senha|wachtwoord|hasło|пароль|lösenord|adgangskode|şifre|parola|密码|密碼|口令|パスワード|비밀번호/i

/** A cheap test for the fixed parts of the secrets that secretlint finds. Its rules take longer than all of our own patterns. */
export function mayMatchSecretlint(text: string): boolean {
  return SECRETLINT_ANCHOR.test(text)
}

const SECRETLINT_ANCHOR =
  /gh[opsur]_\w{36}|github_pat_|sk-[\w-]{40}|npm_\w{36}|_authToken=|x-oauth-basic|(?:SECRET|[Ss]ecret)_?(?:ACCESS|[Aa]ccess)_?(?:KEY|[Kk]ey)|xox[abopr]-|xapp-|hooks\.slack\.com|HOOKS|SG\.\w|shp(?:at|ca|pa|ss)_|lin_api_|ops_ey|PRIVATE KEY/

/** Adds each of the others that overlaps none of the secrets. */
function addNew(secrets: FoundSecret[], others: Iterable<FoundSecret>): void {
  for (const other of others) if (!secrets.some((secret) => overlaps(secret, other))) secrets.push(other)
}

/** Loads the rules on demand, because they are large and few texts need them. */
async function runSecretlint(content: string): Promise<readonly FoundSecret[]> {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const rules = preset.rules
    .filter(({ meta }) => !UNUSED_RULES.has(meta.id))
    .map((rule) => ({ id: rule.meta.id, rule }))
  // An empty path keeps the rules from reading any file.
  const source = { content, contentType: 'text', filePath: '', ext: '.md' } as const
  const { messages } = await lintSource({ source, options: { config: { rules }, noPhysicFilePath: true } })
  return messages.flatMap(({ ruleId, range: [offset] }) => {
    const value = secretAt(content, offset)
    return value === null
      ? []
      : [{ kind: KINDS[ruleId.replace(/^.*secretlint-rule-/, '')] ?? 'a secret', value, offset }]
  })
}

/**
 * The value of the secret that a rule of secretlint reported at this offset; null: the value is only a sample. Some rules report where
 * the name of the secret begins, so this takes the first value on the rest of the line that is not a sample.
 */
function secretAt(content: string, offset: number): string | null {
  const end = content.indexOf('\n', offset)
  const line = content.slice(offset, end === -1 ? undefined : end)
  for (const [run] of line.matchAll(/[\w+/=.~%@:-]{16,4096}/g)) if (!isPlaceholder(run)) return run
  return null
}

function overlaps(a: FoundSecret, b: FoundSecret): boolean {
  return a.offset < b.offset + b.value.length && b.offset < a.offset + a.value.length
}

/** Sorts the secrets by offset, and replaces the offset with the line. Counts the lines of the text only once. */
function withLines(text: string, secrets: readonly FoundSecret[]): Secret[] {
  let line = 1
  let previous = 0
  return [...secrets]
    .sort((a, b) => a.offset - b.offset)
    .map(({ kind, value, offset }) => {
      line += text.slice(previous, offset).split('\n').length - 1
      previous = offset
      return { kind, value, line }
    })
}
