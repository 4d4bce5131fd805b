import { type CheckName, type Finding, isPrivacyCheck } from '../checks/check.ts'
import { hasSecret } from '../checks/secrets/detect.ts'
import type { Draft } from '../drafts/draft.ts'
import { Failure } from '../errors.ts'
import { plain, quote } from '../text/quote.ts'
import type { Context } from './context.ts'
import { hasAllowedSecret } from './destination.ts'

const MAX_MESSAGE_LENGTH = 800

/** Whether a flag or the draft requests an override of this check. */
export function isOverrideRequested({ allow }: Context, draft: Pick<Draft, 'allow'>, check: CheckName): boolean {
  return allow.includes(check) || draft.allow.includes(check)
}

/** Shows the findings of a check that block a draft, before the person decides about them. */
export function showEvidence({ terminal }: Context['app'], findings: readonly Finding[], name: CheckName): void {
  for (const { check, severity, line, message } of findings)
    if (check === name && severity === 'block')
      terminal.err.write(plain(`line ${line}: ${quote(message, MAX_MESSAGE_LENGTH)}\n`))
}

/**
 * Asks the person to confirm each requested override of a privacy check that blocks the draft, and shows its findings first. Asks about
 * one more check if it finds something only now: `private-repo` does not run while another privacy check blocks the draft.
 * @param checkAgain returns the findings if these checks are overridden
 * @returns the findings after the last answer
 */
export async function confirmOverrides(
  context: Context,
  draft: Pick<Draft, 'allow'>,
  original: readonly Finding[],
  checkAgain: (confirmed: readonly CheckName[]) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const { app, overridePrompter } = context
  if (overridePrompter === null) return original
  const asked = new Set<CheckName>()
  const confirmed: CheckName[] = []
  let findings = original
  for (;;) {
    const check = requestedOverrides(context, draft, findings).find((requested) => !asked.has(requested))
    if (check === undefined) return findings
    asked.add(check)
    showEvidence(app, findings, check)
    const message = `Is the check "${check}" wrong here, and may everyone read this text?`
    if (!(await overridePrompter.confirm({ message, preset: false }))) continue
    confirmed.push(check)
    findings = await checkAgain(confirmed)
  }
}

/** The privacy checks that block the draft, and that a flag or the draft requests to override. */
function requestedOverrides(
  context: Context,
  draft: Pick<Draft, 'allow'>,
  findings: readonly Finding[],
): readonly CheckName[] {
  const blocking = findings.filter(({ check, severity }) => severity === 'block' && isPrivacyCheck(check))
  return [...new Set(blocking.map(({ check }) => check))].filter((check) => isOverrideRequested(context, draft, check))
}

/**
 * Looks for secrets in the address of a prefilled page, because a browser remembers it and a terminal shows it. Does nothing if
 * the author has overridden the check for secrets.
 * @throws Failure (validation) that does not show the address.
 */
export async function refuseSecretInAddress(url: string, warnings: readonly Finding[]): Promise<void> {
  if (hasAllowedSecret(warnings) || !(await hasSecret([...new URL(url).searchParams].flat()))) return
  throw new Failure(
    'validation',
    "GitHub's page was not opened, because its address would contain what looks like a secret, such as a token or a password",
    { hint: 'remove it from the draft, and revoke it if it is real' },
  )
}
