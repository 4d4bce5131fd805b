import { type CheckName, type Finding, isOverridable } from '../../checks/check.ts'
import { EXPLANATIONS } from '../../checks/explain.ts'
import { type Draft, withAllowed } from '../../drafts/draft.ts'
import type { Context } from '../../preflight/context.ts'
import { isBlocking } from '../../preflight/preflight.ts'
import type { Prompter } from '../../terminal/questions.ts'
import { ALONE } from '../../terminal/sequence.ts'
import { indented, textWidth } from '../../terminal/style.ts'
import { plain, quote } from '../../text/quote.ts'
import { DRAFT_PARTS, type DraftPart, editDraft } from './edit-draft.ts'
import { isReportable } from './offer-report.ts'

/** What a person does about a draft that a check has stopped. */
export type AfterStop =
  | { readonly kind: 'changed'; readonly draft: Draft }
  | { readonly kind: 'report' }
  | { readonly kind: 'stop' }

type Way =
  | { readonly kind: 'edit'; readonly part: DraftPart }
  | { readonly kind: 'explain' | 'report' | 'stop' }
  | { readonly kind: 'override'; readonly check: CheckName }

/** Lets the person decide what to do about the findings that stop a draft, here and now. */
export async function askAfterStop(
  { app }: Pick<Context, 'app'>,
  prompter: Prompter,
  draft: Draft,
  findings: readonly Finding[],
): Promise<AfterStop> {
  const blocking = findings.filter(isBlocking)
  for (;;) {
    const way = await prompter.select<Way>({ message: 'What do you want to do?', choices: waysFor(draft, blocking) })
    switch (way.kind) {
      case 'edit': {
        const notes = blocking.map(({ check, message }) => `${check}: ${quote(message, MAX_NOTE)}`)
        return { kind: 'changed', draft: await editDraft({ app, prompter }, draft, way.part, notes) }
      }
      case 'override': {
        const reason = await prompter.at(ALONE).input({
          message: `Why is "${way.check}" wrong here?`,
          validate: (text) => (text.trim() === '' ? 'Write a few words; they are kept in the draft only.' : null),
        })
        if (reason.kind === 'back') break
        return { kind: 'changed', draft: withAllowed(draft, way.check, reason.value.trim()) }
      }
      case 'explain':
        explain(app.terminal.err, blocking)
        break
      case 'report':
      case 'stop':
        return { kind: way.kind }
      default:
        return way satisfies never
    }
  }
}

const MAX_NOTE = 300

function waysFor(draft: Draft, blocking: readonly Finding[]) {
  const checks = [...new Set(blocking.map(({ check }) => check))].filter(
    (check) => isOverridable(check) && !draft.allow.includes(check),
  )
  return [
    ...(isReportable(blocking)
      ? [{ value: { kind: 'report' } as const, label: 'Report it in private', hint: 'it becomes a private report' }]
      : []),
    ...DRAFT_PARTS.map(({ value, label, hint }) => ({ value: { kind: 'edit', part: value } as const, label, hint })),
    { value: { kind: 'explain' } as const, label: 'Explain it', hint: 'what was found, and why that stops it' },
    ...checks.map((check) => ({
      value: { kind: 'override', check } as const,
      label: `Override "${check}"`,
      hint: 'with a reason, if it is wrong here',
    })),
    { value: { kind: 'stop' } as const, label: 'Stop', hint: 'nothing is sent; the draft is kept' },
  ]
}

function explain(err: Context['app']['terminal']['err'], blocking: readonly Finding[]): void {
  const width = textWidth(err.columns)
  const rows = [...new Set(blocking.map(({ check }) => check))].flatMap((check) => [
    indented(`${check}: ${EXPLANATIONS[check]}`, width, 2),
    ...blocking
      .filter((finding) => finding.check === check)
      .map(({ line, message, fix }) =>
        indented(`line ${line}: ${quote(message, MAX_NOTE)}. ${quote(fix, MAX_NOTE)}`, width, 4),
      ),
  ])
  err.write(plain(`\n${rows.join('\n')}\n\n`))
}
