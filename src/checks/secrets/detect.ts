import { addressPasswords, knownTokens, privateKeys, userPasswords } from './known-shapes.ts'
import { type Found, namedSecrets } from './named.ts'
import { isPlaceholder } from './value.ts'

/** A secret in a text. Lines count from 1. Never print the value. */
export type Secret = { readonly kind: string; readonly value: string; readonly line: number }

/** We leave this rule out, because a comment in the text could then turn the check off. Only `--allow secrets` may, and the draft records that. */
const COMMENTS = '@secretlint/secretlint-rule-filter-comments'
const WITHOUT = new Set([
  COMMENTS,
  // Ours also finds passwords with punctuation and the addresses of any service, and passes over samples.
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

/** Finds the secrets of a text: by their shape, and by "a name like a key, and a value like one". */
export async function detectSecrets(text: string): Promise<readonly Secret[]> {
  const content = unquote(text)
  if (!mayHaveSecret(content)) return []
  const found = [
    ...knownTokens(content),
    ...privateKeys(content),
    ...addressPasswords(content),
    ...userPasswords(content),
  ]
  if (mayInterestSecretlint(content)) addNew(found, await secretlint(content))
  addNew(found, namedSecrets(content))
  return withLines(content, found)
}

/** Does one of these strings contain a secret? This is the last check before anything is sent, searched for or opened. */
export async function hasSecret(texts: readonly string[]): Promise<boolean> {
  for (const text of texts) if ((await detectSecrets(text)).length > 0) return true
  return false
}

/** Every secret has a long run without a space, or is a password. Most texts have neither, and need no closer look. */
export function mayHaveSecret(text: string): boolean {
  return MAY_HAVE_SECRET.test(text)
}

const MAY_HAVE_SECRET = /[\w+/=.~%@:-]{16}|pass|pwd|:\/\/|-----BEGIN|(?:-u|--user)[ =]|@tcp\(/i

/** Has the text the fixed part of anything that the rules of secretlint look for? They cost more than all of our own. */
export function mayInterestSecretlint(text: string): boolean {
  return SECRETLINT_ANCHOR.test(text)
}

const SECRETLINT_ANCHOR =
  /gh[opsur]_\w{36}|github_pat_|sk-[\w-]{40}|npm_\w{36}|_authToken=|x-oauth-basic|(?:SECRET|[Ss]ecret)_?(?:ACCESS|[Aa]ccess)_?(?:KEY|[Kk]ey)|xox[abopr]-|xapp-|hooks\.slack\.com|HOOKS|SG\.\w|shp(?:at|ca|pa|ss)_|lin_api_|ops_ey|PRIVATE KEY/

function addNew(found: Found[], others: Iterable<Found>): void {
  for (const other of others) if (!found.some((known) => overlaps(known, other))) found.push(other)
}

/** Reads a text as its reader will: without the marks of quotations, escapes and invisible characters. Keeps its lines. */
function unquote(text: string): string {
  return text
    .replaceAll(/^(?:[ \t]{0,3}>[ \t]?)+/gm, '')
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF\r]/g, '')
    .replaceAll(/\\([_*~-])/g, '$1')
    .replaceAll(/&(?:quot|#34|#39|apos);/g, '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]+/g, '')
}

/** Loads the rules on demand: they are large, and only a text that may have such a secret needs them. */
async function secretlint(content: string): Promise<readonly Found[]> {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const rules = preset.rules.filter(({ meta }) => !WITHOUT.has(meta.id)).map((rule) => ({ id: rule.meta.id, rule }))
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

/** Some rules report where the name of the secret begins, and all of them report samples: looks for a real value on the line. */
function secretAt(content: string, offset: number): string | null {
  const end = content.indexOf('\n', offset)
  const line = content.slice(offset, end === -1 ? undefined : end)
  for (const [run] of line.matchAll(/[\w+/=.~%@:-]{16,4096}/g)) if (!isPlaceholder(run)) return run
  return null
}

function overlaps(a: Found, b: Found): boolean {
  return a.offset < b.offset + b.value.length && b.offset < a.offset + a.value.length
}

function withLines(text: string, found: readonly Found[]): readonly Secret[] {
  let line = 1
  let at = 0
  return [...found]
    .sort((a, b) => a.offset - b.offset)
    .map(({ kind, value, offset }) => {
      line += text.slice(at, offset).split('\n').length - 1
      at = offset
      return { kind, value, line }
    })
}

const MIN_MASKED = 6

/**
 * Replaces the secrets in a message that quotes the text, also where the quotation begins or ends within one, so that they
 * never reach a terminal or a log.
 */
export function maskSecrets(message: string, secrets: readonly Secret[]): string {
  const values = secrets.map(({ value }) => value.toLowerCase())
  if (values.length === 0) return message
  const whole = values.reduce((masked, value) => replaceIgnoringCase(masked, value), message)
  return whole.replaceAll(/[^\s"'`,;:=…]+/g, (word) =>
    word.length >= MIN_MASKED && values.some((value) => value.includes(word.toLowerCase())) ? MASK : word,
  )
}

const MASK = '***'

function replaceIgnoringCase(text: string, value: string): string {
  const lower = text.toLowerCase()
  const parts: string[] = []
  let from = 0
  for (let at = lower.indexOf(value); at !== -1; at = lower.indexOf(value, from)) {
    parts.push(text.slice(from, at), MASK)
    from = at + value.length
  }
  return [...parts, text.slice(from)].join('')
}
