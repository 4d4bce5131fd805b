import { type CheckName, type Finding, isPrivacyCheck } from '../checks/check.ts'
import type { Draft } from '../drafts/draft.ts'
import { plain, quote } from '../text/quote.ts'
import type { Context } from './context.ts'

const MAX_TEXT_LENGTH = 800

/** Was an override of this check asked for, by a flag or in the draft? */
export function isRequested({ allow }: Context, draft: Pick<Draft, 'allow'>, check: CheckName): boolean {
  return allow.includes(check) || draft.allow.includes(check)
}

/** Shows what a check has found that stops a draft, before the person decides about it. */
export function showEvidence({ terminal }: Context['app'], findings: readonly Finding[], name: CheckName): void {
  for (const { check, severity, line, message } of findings)
    if (check === name && severity === 'block')
      terminal.err.write(plain(`line ${line}: ${quote(message, MAX_TEXT_LENGTH)}\n`))
}

/**
 * Shows what the checks about privacy have found, and asks the person about each override that was requested.
 * @returns the checks that they have overridden.
 */
export async function confirmOverrides(
  context: Context,
  draft: Pick<Draft, 'allow'>,
  findings: readonly Finding[],
): Promise<readonly CheckName[]> {
  const { app, overrider } = context
  if (overrider === null) return []
  const stopped = findings.filter(({ check, severity }) => severity === 'block' && isPrivacyCheck(check))
  const confirmed: CheckName[] = []
  for (const check of new Set(stopped.map((finding) => finding.check))) {
    if (!isRequested(context, draft, check)) continue
    showEvidence(app, stopped, check)
    const message = `Is the check "${check}" wrong here, and may everybody read this text?`
    if (await overrider.confirm({ message, preset: false })) confirmed.push(check)
  }
  return confirmed
}
