import type { Finding } from './finding.ts'
import { type CheckInput, lineOfText, publishedText } from './input.ts'
import { type MayHold, mayHoldSecret, SOURCE } from './secrets/quick-look.ts'

/** It would let a comment in the text switch the check off; only `--allow secrets` does that, and is recorded. */
const COMMENTS = '@secretlint/secretlint-rule-filter-comments'

/** What a rule of the preset finds, in plain words. */
const KINDS: Readonly<Record<string, string>> = {
  '1password': 'a 1Password service account token',
  anthropic: 'an Anthropic API key',
  aws: 'an AWS credential',
  basicauth: 'a password inside an address',
  'database-connection-string': 'a password inside a database address',
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

const NONE: readonly Finding[] = []

/** Names the kind and the line of a secret, never the secret. Most texts hold none, and once the rules are there they say so at once. */
export function secrets(input: CheckInput): readonly Finding[] | Promise<readonly Finding[]> {
  const content = publishedText(input.draft)
  return scanner?.mayHold(content) === false ? NONE : findingsIn(input, content)
}

async function findingsIn(input: CheckInput, content: string): Promise<readonly Finding[]> {
  const found = new Map<string, Finding>()
  for (const { ruleId, line } of await secretsIn(content)) {
    const finding = secretFinding(ruleId, lineOfText(input, line))
    found.set(`${finding.line} ${finding.message}`, finding)
  }
  return [...found.values()]
}

function secretFinding(ruleId: string, line: number): Finding {
  return {
    check: 'secrets',
    severity: 'block',
    message: `this line holds what looks like ${KINDS[ruleId.replace(/^.*secretlint-rule-/, '')] ?? 'a secret'}`,
    line,
    fix: 'Take it out. If it is real, revoke it too: whoever could read this file may have it.',
  }
}

type Secret = { readonly ruleId: string; readonly line: number }
type Scanner = { readonly mayHold: MayHold; readonly secretsIn: (content: string) => Promise<readonly Secret[]> }

let loading: Promise<Scanner> | undefined
let scanner: Scanner | undefined

/** The rules alone say that there is no secret sooner than all of secretlint does. */
async function secretsIn(content: string): Promise<readonly Secret[]> {
  loading ??= load()
  scanner = await loading
  return scanner.mayHold(content) ? scanner.secretsIn(content) : []
}

/** The rules are a large module, and only a draft that is about to be published needs them. */
async function load(): Promise<Scanner> {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const own = preset.rules.filter(({ meta }) => meta.id !== COMMENTS)
  const rules = own.map((rule) => ({ id: rule.meta.id, rule }))
  return {
    mayHold: mayHoldSecret(own),
    secretsIn: async (content) => {
      const { messages } = await lintSource({
        source: { content, ...SOURCE },
        options: { config: { rules }, maskSecrets: true, noPhysicFilePath: true },
      })
      return messages.map(({ ruleId, loc }) => ({ ruleId, line: loc.start.line }))
    },
  }
}
