import { type CheckInput, type Finding, lineOfText, publishedText } from './check.ts'
import { internalNames, privateTraces } from './private.ts'
import { detectSecrets } from './secrets/detect.ts'

/** Reports the kind and the line of a secret, but never the secret itself. */
export async function secrets(input: Pick<CheckInput, 'draft' | 'lines'>): Promise<readonly Finding[]> {
  const findings = new Map<string, Finding>()
  for (const secret of await detectSecrets(publishedText(input.draft))) {
    const finding = secretFinding(secret.kind, lineOfText(input, secret.line))
    findings.set(`${finding.line} ${finding.message}`, finding)
  }
  return [...findings.values(), ...privateTraces(input), ...internalNames(input)]
}

function secretFinding(kind: string, line: number): Finding {
  return {
    check: 'secrets',
    code: 'secret',
    severity: 'block',
    message: `this line seems to contain ${kind}`,
    line,
    fix: 'Remove it. If it is real, revoke it too: anyone who could read this file may have it.',
  }
}
