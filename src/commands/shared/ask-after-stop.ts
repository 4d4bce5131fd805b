import { type CheckName, type Finding, isOverridable } from '../../checks/check.ts'
import { EXPLANATIONS } from '../../checks/explain.ts'
import { type Draft, withOverride } from '../../drafts/draft.ts'
import { CancelledError } from '../../errors.ts'
import { isBlocking } from '../../preflight/preflight.ts'
import type { Blocker } from '../../preflight/sep.ts'
import type { Answer } from '../../terminal/questions.ts'
import { SINGLE_QUESTION } from '../../terminal/sequence.ts'
import { textWidth, wrapText } from '../../terminal/style.ts'
import type { Screen } from '../../terminal/terminal.ts'
import { plain, quote } from '../../text/quote.ts'
import { DRAFT_PARTS, type DraftPart, type EditSession, editDraft, printTyped } from './edit-draft.ts'
import { isReportable } from './offer-report.ts'

export type StopDecision =
  | { readonly kind: 'changed'; readonly draft: Draft }
  | { readonly kind: 'report' }
  | { readonly kind: 'stop' }

type Choice =
  | { readonly kind: 'edit'; readonly part: DraftPart }
  | { readonly kind: 'explain' | 'report' | 'stop' }
  | { readonly kind: 'override'; readonly check: CheckName }

/**
 * Asks what to do about the findings that stop a draft, until the person edits the draft, overrides a check, reports the problem
 * privately, or gives up.
 * @param otherBlockers problems other than findings that stop the draft, such as lint errors
 */
export async function askAfterStop(
  session: EditSession,
  draft: Draft,
  findings: readonly Finding[],
  otherBlockers: readonly Blocker[] = [],
): Promise<StopDecision> {
  const { app, prompter } = session
  const blockingFindings = findings.filter(isBlocking)
  const blockers = [...blockingFindings.map(blockerOf), ...otherBlockers]
  for (;;) {
    const choice = await prompter.select<Choice>({
      message: 'What do you want to do?',
      choices: choicesFor(draft, blockingFindings),
    })
    switch (choice.kind) {
      case 'edit': {
        const notes = blockers
          .slice(0, MAX_NOTES)
          .map(({ name, message }) => `${name}: ${quote(message, MAX_NOTE_LENGTH)}`)
        return { kind: 'changed', draft: await editDraft(session, draft, choice.part, notes) }
      }
      case 'override': {
        const reason = await askReason(session, choice.check)
        if (reason.kind === 'back') {
          printTyped(app, reason.unfinished)
          break
        }
        return { kind: 'changed', draft: withOverride(draft, choice.check, reason.value.trim()) }
      }
      case 'explain':
        explain(app.terminal.err, blockers)
        break
      case 'report':
      case 'stop':
        return { kind: choice.kind }
      default:
        return choice satisfies never
    }
  }
}

async function askReason({ app, prompter }: EditSession, check: CheckName): Promise<Answer<string>> {
  try {
    return await prompter.at(SINGLE_QUESTION).input({
      message: `Why is "${check}" wrong here?`,
      validate: (text) =>
        text.trim() === '' ? 'Write a few words; they are kept on this computer, and not posted.' : null,
    })
  } catch (error) {
    if (error instanceof CancelledError) printTyped(app, error.unfinished)
    throw error
  }
}

const MAX_NOTE_LENGTH = 300
const MAX_NOTES = 30

function blockerOf({ check, line, message, fix }: Finding): Blocker {
  return { name: check, line, message, fix, explanation: EXPLANATIONS[check] }
}

function choicesFor(draft: Draft, blockingFindings: readonly Finding[]) {
  const checks = [...new Set(blockingFindings.map(({ check }) => check))].filter(
    (check) => isOverridable(check) && !draft.allow.includes(check),
  )
  return [
    ...(isReportable(blockingFindings)
      ? [
          {
            value: { kind: 'report' } as const,
            label: 'Report it privately',
            hint: 'the draft becomes a private report',
          },
        ]
      : []),
    ...DRAFT_PARTS.map(({ value, label, hint }) => ({ value: { kind: 'edit', part: value } as const, label, hint })),
    { value: { kind: 'explain' } as const, label: 'Learn why', hint: 'what was found, and why that stops the draft' },
    ...checks.map((check) => ({
      value: { kind: 'override', check } as const,
      label: `Override "${check}"`,
      hint: 'with a reason, if it is wrong here',
    })),
    { value: { kind: 'stop' } as const, label: 'Stop', hint: 'nothing is sent; the draft is kept' },
  ]
}

function explain(err: Screen, blockers: readonly Blocker[]): void {
  const width = textWidth(err.columns)
  const explanations = new Map(blockers.map(({ name, explanation }) => [name, explanation]))
  const rows = [...explanations].flatMap(([name, explanation]) => [
    wrapText(`${name}: ${explanation}`, width, 2),
    ...blockers.filter((blocker) => blocker.name === name).map((blocker) => wrapText(blockerLine(blocker), width, 4)),
  ])
  err.write(plain(`\n${rows.join('\n')}\n\n`))
}

function blockerLine({ line, message, fix }: Blocker): string {
  const parts = [message, fix].filter((part) => part !== '').map((part) => quote(part, MAX_NOTE_LENGTH))
  return `line ${line}: ${parts.join('. ')}`
}
