import type { Finding } from './check.ts'
import { type CheckInput, lineOfText, publishedText } from './check.ts'

/** We leave this rule out, because a comment in the text could then turn the check off. Only `--allow secrets` may, and the draft records that. */
const COMMENTS = '@secretlint/secretlint-rule-filter-comments'

/** The kind of secret that each rule of the preset detects. */
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

/** Reports the kind and the line of a secret, but never the secret itself. */
export async function secrets(input: CheckInput): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>()
  for (const { ruleId, loc } of await detectSecrets(publishedText(input.draft))) {
    const finding = secretFinding(ruleId, lineOfText(input, loc.start.line))
    findings.set(`${finding.line} ${finding.message}`, finding)
  }
  return [...findings.values()]
}

function secretFinding(ruleId: string, line: number): Finding {
  return {
    check: 'secrets',
    severity: 'block',
    message: `this line seems to contain ${KINDS[ruleId.replace(/^.*secretlint-rule-/, '')] ?? 'a secret'}`,
    line,
    fix: 'Remove it. If it is real, revoke it too: anyone who could read this file may have it.',
  }
}

/** Loads the rules on demand: they are large, and only a draft that is about to be published needs them. */
async function detectSecrets(content: string) {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const rules = preset.rules.filter(({ meta }) => meta.id !== COMMENTS).map((rule) => ({ id: rule.meta.id, rule }))
  // An empty path keeps the rules from reading any file.
  const source = { content, contentType: 'text', filePath: '', ext: '.md' } as const
  const options = { config: { rules }, maskSecrets: true, noPhysicFilePath: true }
  return (await lintSource({ source, options })).messages
}
