import type { Finding } from './check.ts'
import { type CheckInput, lineOfText, publishedText } from './check.ts'

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

/** Names the kind and the line of a secret, never the secret. */
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
    message: `this line holds what looks like ${KINDS[ruleId.replace(/^.*secretlint-rule-/, '')] ?? 'a secret'}`,
    line,
    fix: 'Take it out. If it is real, revoke it too: whoever could read this file may have it.',
  }
}

/** The rules are a large module, and only a draft that is about to be published needs them. */
async function detectSecrets(content: string) {
  const [{ lintSource }, preset] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const rules = preset.rules.filter(({ meta }) => meta.id !== COMMENTS).map((rule) => ({ id: rule.meta.id, rule }))
  // Without a path, no rule can look for a file.
  const source = { content, contentType: 'text', filePath: '', ext: '.md' } as const
  const options = { config: { rules }, maskSecrets: true, noPhysicFilePath: true }
  return (await lintSource({ source, options })).messages
}
