import type { Finding } from '../../../checks/finding.ts'
import { type Facts, type Resemblance, wordsOf } from '../../../checks/input.ts'
import type { CheckName } from '../../../checks/names.ts'
import { SAYS_LITTLE } from '../../../checks/placeholders.ts'
import { runChecks } from '../../../checks/run.ts'
import type { Placement, PlacementRequest } from '../../../classifier/placement.ts'
import type { Draft } from '../../../drafts/draft.ts'
import type { AnswerField } from '../../../forms/form.ts'
import type { OpenIssue } from '../../../github/target.ts'
import type { Policy } from '../../../policy/schema.ts'
import { intendedAnswers } from '../../../preflight/findings.ts'

export type RowChecking = {
  readonly policy: Policy
  readonly answer: (asked: PlacementRequest) => Placement
  /** Checks that the whole plan overrides. */
  readonly allow: readonly string[]
}

type Checked = {
  readonly draft: Draft
  /** Of the plan file. */
  readonly line: number
  readonly form: readonly AnswerField[]
  readonly facts: Facts
}

/** What is asked of a row's text. */
export function askedOf(policy: Policy, { draft, form }: Pick<Checked, 'draft' | 'form'>): PlacementRequest {
  return { known: intendedAnswers(policy, draft), text: wordsOf({ draft, form }) }
}

/** The checks of a single post, for one of many. */
export async function checkRow(
  { policy, answer, allow }: RowChecking,
  { draft, line, form, facts }: Checked,
): Promise<readonly Finding[]> {
  const placement = answer(askedOf(policy, { draft, form }))
  const lines = { title: line, body: line }
  const findings = await runChecks({ draft, lines, form, policy, placement, facts }, { allow })
  return findings.map((finding) => (isAdvice(finding, facts) ? { ...finding, severity: 'warn' } : finding))
}

/** Who writes a plan names each repository on purpose, and work that is shared out reads like the idea it comes from. */
const ADVICE: ReadonlySet<CheckName> = new Set<CheckName>(['wrong-channel', 'wrong-repo'])

/** A plan does not have to say that no AI helped, unless one runs this. */
function isAdvice({ check, message }: Finding, { agent }: Facts): boolean {
  return ADVICE.has(check) || message === SAYS_LITTLE || (check === 'ai-disclosure' && agent === null)
}

/** Open issues of the same title. */
export function sameTitled({ title }: Draft, open: readonly OpenIssue[]): readonly Resemblance[] {
  const wanted = folded(title)
  return open
    .filter((issue) => folded(issue.title) === wanted)
    .map(({ number, title: theirs, url }) => ({ kind: 'issue', number, title: theirs, url, closed: false }))
}

function folded(title: string): string {
  return title.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
