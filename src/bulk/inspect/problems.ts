import type { Finding } from '../../checks/check.ts'
import type { Draft } from '../../drafts/draft.ts'
import { describeProblem, type PublicationProblem } from '../../publish/post-input.ts'
import { excerpt, listNames } from '../../text/quote.ts'
import { getOrCreate } from '../../text/words.ts'
import type { RekeyedRow } from '../ledger/other-keys.ts'
import type { RetitledRow } from '../ledger/retitled.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Problem, RowPosition } from '../rows/row.ts'
import type { ReadyRow } from '../run/run-context.ts'

export type RowProblem = Problem & {
  /** The check that found the problem; null: no check did. */
  readonly check: Finding['check'] | null
  /** What GitHub would refuse; null: the problem is of another kind. */
  readonly refusal: PublicationProblem | null
  /** The repository of the row; null: the row could not be read, or the problem does not depend on its repository. */
  readonly repo: string | null
  /** The key of the row; null: as for `repo`. */
  readonly key: string | null
}

export type CheckedRow = {
  readonly draft: Draft
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly Finding[]
  readonly newLabels: readonly string[]
  /** Whether the repository of the row's post, existing or new, is private. null: unknown. */
  readonly isPrivate: boolean | null
  /** null: GitHub was not asked, or a problem stops the row. */
  readonly ready: ReadyRow | null
}

/** The result for a row that must not be sent, or of which only the links were checked. */
export function notReady(
  draft: Draft,
  problems: readonly RowProblem[],
  isPrivate: CheckedRow['isPrivate'] = null,
): CheckedRow {
  return { draft, problems, warnings: [], newLabels: [], isPrivate, ready: null }
}

export function stoppedBy(
  findings: readonly Finding[],
  row: PlannedRow,
  draft: Draft,
  isPrivate: CheckedRow['isPrivate'] = null,
): CheckedRow {
  const problems = findings.map((finding) => problemOf(row, finding))
  return notReady(draft, problems, isPrivate)
}

export function problemAt(
  { at, key, draft: { repo } }: PlannedRow,
  message: string,
  { check = null, refusal = null }: Partial<Pick<RowProblem, 'check' | 'refusal'>> = {},
): RowProblem {
  return { at, message, check, refusal, repo, key }
}

export function problemOf(row: PlannedRow, { check, message, fix }: Finding): RowProblem {
  return problemAt(row, `${check}: ${message}. ${fix}`, { check })
}

/** GitHub's limit for the sub-issues of one issue, open or closed. https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/adding-sub-issues */
const MAX_CHILDREN = 100

/** A problem for each row that exceeds its parent's limit. GitHub would refuse the row after its siblings were created. */
export function tooManyChildrenProblems(
  parent: string,
  positions: readonly RowPosition[],
  existing: number,
): readonly RowProblem[] {
  const room = Math.max(0, MAX_CHILDREN - existing)
  const existingText = existing === 0 ? '' : ` and "${excerpt(parent)}" already has ${existing} (closed ones count),`
  const roomText = room === 0 ? 'there is no room for more' : `only ${room} of the plan's ${positions.length} fit`
  const message = `parent: GitHub accepts at most ${MAX_CHILDREN} sub-issues of an issue,${existingText} so ${roomText}; give the others another parent`
  return positions.slice(room).map((at) => planProblemAt(at, message))
}

export function rekeyedProblem({ at, formerKey, isTaken, hasOtherAccents, hasOtherBody }: RekeyedRow): RowProblem {
  const keyPhrase = `the key "${formerKey}"${isTaken ? ' (and a new key to the row that has this one now)' : ''}`
  if (hasOtherAccents)
    return planProblemAt(
      at,
      `it was already sent with its key, whose accents were stored in another way (Unicode NFC or NFD). Give it ${keyPhrase}, so that it is not sent again. If it is another post, give it another title and key`,
    )
  if (hasOtherBody)
    return planProblemAt(
      at,
      `a row with the same title and another body was already sent with the key "${formerKey}". If both rows are the same post, give this row ${keyPhrase}, so that it is not sent again. If they are different posts, give this row another title`,
    )
  return planProblemAt(
    at,
    `it was already sent with another key. Give it ${keyPhrase}, so that it is not sent again. If it is another post, give it another title`,
  )
}

export function retitledProblem({ at, formerKey, url }: RetitledRow): RowProblem {
  return planProblemAt(
    at,
    `it seems to be the row "${excerpt(formerKey)}", which exists as ${url} and is no longer in the plan. If only its title has changed, give it the key "${formerKey}", so that it is not sent again. If it is another post, give it a key of its own`,
  )
}

/** A problem that no check found, and that does not depend on a repository. */
export function planProblemAt(at: RowPosition, message: string): RowProblem {
  return { at, message, check: null, refusal: null, repo: null, key: null }
}

const MAX_REPOS = 4

/**
 * Gives problems about the same unknown name, such as a label, one message that covers their repositories. The
 * preview prints equal messages only once.
 */
export function withSharedMessages(problems: readonly RowProblem[]): readonly RowProblem[] {
  const reposByRefusal = new Map<string, Set<string>>()
  for (const { refusal, repo } of problems) {
    if (refusal?.code !== 'unknown-name' || repo === null) continue
    getOrCreate(reposByRefusal, JSON.stringify(refusal), () => new Set()).add(repo)
  }
  return problems.map((problem) => {
    const repos = reposByRefusal.get(JSON.stringify(problem.refusal))
    if (problem.refusal === null || repos === undefined) return problem
    return { ...problem, message: describeProblem(problem.refusal, listNames([...repos], MAX_REPOS)) }
  })
}
