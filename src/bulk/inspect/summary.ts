import type { Finding } from '../../checks/check.ts'
import type { Target } from '../../github/target.ts'
import { mayTriage } from '../../preflight/destination.ts'
import { issueRef } from '../../text/github-names.ts'
import { mentionsIn } from '../../text/mentions.ts'
import { getOrCreate } from '../../text/words.ts'
import type { Difference } from '../ledger/compare.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Problem, RowPosition } from '../rows/row.ts'
import type { CheckedRow } from './check-row.ts'
import { otherKeyProblem, planProblemAt, type RowProblem, retitledProblem, tooManyChildren } from './problems.ts'

/** What would happen to a row. `there`: its post already exists. `--json` prints these words. */
export type Outlook = 'new' | 'reuse' | 'there' | 'problem'
export type OutlookCounts = { readonly [O in Outlook]: number }

export type PlanSummary = {
  readonly rowCount: number
  readonly counts: OutlookCounts
  readonly repos: readonly RepoSummary[]
  readonly problems: readonly RowProblem[]
  readonly warnings: readonly Warning[]
  readonly mentions: { readonly logins: number; readonly times: number }
  readonly parentKeys: ReadonlySet<string>
  /** How many rows name an issue type. Leaves out rows that reuse an issue, and rows whose post already exists. */
  readonly rowCountWithType: number
  readonly difference: Difference
  /** The first rows of the plan. The preview lists some of them. */
  readonly firstRows: readonly ListedRow[]
}

type ListedRow = { readonly repo: string; readonly title: string; readonly outlook: Outlook }

export type RepoSummary = {
  readonly repo: string
  /** null: GitHub was not asked, or the repository could not be read. */
  readonly target: Target | null
  readonly counts: OutlookCounts
  readonly trackerCount: number
  readonly newLabels: readonly string[]
  /** What new rows have that GitHub will drop, because the person has no triage rights. */
  readonly droppedParts: readonly TriagePart[]
}
/** What only people with triage rights can set. */
export type TriagePart = 'labels' | 'assignees' | 'milestones' | 'parents'

/** All warnings of one check with the same message. `row`: the first row that has it. `times`: how often it occurs. */
export type Warning = Pick<Finding, 'check' | 'code'> & {
  readonly message: string
  readonly row: number
  readonly times: number
}

/** Nobody reads more warnings than this. Keeps also later ones about copies, because a run stops for them. */
const MAX_WARNINGS = 1_000
/** The preview lists at most this many rows. */
const MAX_LISTED = 20

const NO_OUTLOOKS: OutlookCounts = { new: 0, reuse: 0, there: 0, problem: 0 }
type RepoCounts = {
  repo: string
  trackerCount: number
  newLabels: Map<string, string>
  triageParts: Set<TriagePart>
} & { [O in Outlook]: number }

export function createSummaryBuilder() {
  const counts = { ...NO_OUTLOOKS }
  const repos = new Map<string, RepoCounts>()
  const problems: RowProblem[] = []
  const warnings = new Map<string, Warning>()
  const mentions = new Map<string, number>()
  const parentKeys = new Set<string>()
  const children = new Map<string, RowPosition[]>()
  // By key: the issue that a row reuses.
  const reusedIssues = new Map<string, string>()
  const firstRows: ListedRow[] = []
  let rowCount = 0
  let rowCountWithType = 0
  const countsFor = ({ draft: { repo } }: PlannedRow) =>
    getOrCreate(repos, repo.toLowerCase(), () => ({
      ...NO_OUTLOOKS,
      repo,
      trackerCount: 0,
      newLabels: new Map(),
      triageParts: new Set(),
    }))
  const countChild = (row: PlannedRow, outlook: Outlook, mayExist: boolean) => {
    const reusedIssue = outlook === 'reuse' || outlook === 'there' ? issueName(row.reuse, row) : null
    if (reusedIssue !== null) reusedIssues.set(row.key, reusedIssue)
    const parent = parentOf(row, reusedIssues)
    if (parent !== null && (outlook === 'new' || outlook === 'reuse') && !mayExist)
      getOrCreate(children, parent, () => []).push(row.at)
  }
  return {
    repos: () => repos.keys(),
    addUnreadable(rowProblems: readonly Problem[]) {
      for (const { at, message } of rowProblems) problems.push(planProblemAt(at, message))
      // A wrong column, for instance, is a problem in the plan, not in a row.
      if (rowProblems.every(({ at }) => at.row === 0)) return
      rowCount += 1
      counts.problem += 1
    },
    /** @param mayExist whether the row was sent without a response: if its post exists, its parent already counts it. */
    addRow(row: PlannedRow, outlook: Outlook, mayExist: boolean) {
      rowCount += 1
      counts[outlook] += 1
      const repoCounts = countsFor(row)
      repoCounts[outlook] += 1
      if (row.isTracker) repoCounts.trackerCount += 1
      if (row.parentKey !== null) parentKeys.add(row.parentKey)
      countChild(row, outlook, mayExist)
      if (firstRows.length < MAX_LISTED)
        firstRows.push({ repo: row.draft.repo, title: row.draft.title || (row.reuse ?? ''), outlook })
    },
    addChecked(row: PlannedRow, checked: CheckedRow) {
      for (const problem of checked.problems) problems.push(problem)
      if (checked.draft.type !== null && row.reuse === null) rowCountWithType += 1
      const { newLabels, triageParts } = countsFor(row)
      for (const part of triagePartsOf(row, checked)) triageParts.add(part)
      for (const label of checked.newLabels)
        newLabels.set(label.toLowerCase(), newLabels.get(label.toLowerCase()) ?? label)
      for (const warning of checked.warnings) addWarning(warnings, warning, row.at.row)
      if (row.reuse === null) countMentions(mentions, checked.draft.body)
    },
    parents: () => [...children.keys()],
    /** @param subIssueCounts how many sub-issues each of `parents()` already has. */
    finish(
      difference: Difference,
      targets: ReadonlyMap<string, Target | null>,
      subIssueCounts: ReadonlyMap<string, number>,
    ): PlanSummary {
      for (const [parent, positions] of children)
        for (const problem of tooManyChildren(parent, positions, subIssueCounts.get(parent) ?? 0))
          problems.push(problem)
      for (const row of difference.rekeyed) problems.push(otherKeyProblem(row))
      for (const row of difference.retitled) problems.push(retitledProblem(row))
      return {
        rowCount,
        counts,
        repos: [...repos].map(([name, { repo, trackerCount, newLabels, triageParts, ...outlooks }]) => ({
          repo,
          trackerCount,
          counts: outlooks,
          newLabels: [...newLabels.values()],
          ...droppedFrom(triageParts, targets.get(name) ?? null),
        })),
        problems,
        warnings: [...warnings.values()],
        mentions: { logins: mentions.size, times: [...mentions.values()].reduce((sum, times) => sum + times, 0) },
        parentKeys,
        rowCountWithType,
        difference,
        firstRows,
      }
    },
  }
}

/** What GitHub will drop from the new rows of a repository: nothing, if it is not known what the person may do. */
function droppedFrom(
  triageParts: ReadonlySet<TriagePart>,
  target: Target | null,
): Pick<RepoSummary, 'target' | 'droppedParts'> {
  const keepsAll = target === null || target.permission === null || mayTriage(target)
  return { target, droppedParts: keepsAll ? [] : [...triageParts] }
}

function triagePartsOf({ parentKey, reuse }: PlannedRow, { draft }: CheckedRow): readonly TriagePart[] {
  if (reuse !== null) return []
  const { labels, assignees, milestone, parent } = draft
  return [
    ...(labels.length > 0 ? (['labels'] as const) : []),
    ...(assignees.length > 0 ? (['assignees'] as const) : []),
    ...(milestone !== null ? (['milestones'] as const) : []),
    ...(parent !== null || parentKey !== null ? (['parents'] as const) : []),
  ]
}

/** The parent of a row: an issue as `issueName` writes it, or the key of another row that has or will have a post of its own. */
function parentOf(row: PlannedRow, reusedIssues: ReadonlyMap<string, string>): string | null {
  const { parentKey, draft } = row
  return parentKey === null ? issueName(draft.parent, row) : (reusedIssues.get(parentKey) ?? parentKey)
}

/** An issue as `owner/name#12` in lower case. null: the text is null, or names no issue. */
function issueName(text: string | null, { draft: { repo } }: PlannedRow): string | null {
  const ref = text === null ? null : issueRef(text, repo)
  return ref && `${ref.repo}#${ref.number}`.toLowerCase()
}

function countMentions(mentions: Map<string, number>, body: string): void {
  // Most bodies mention nobody.
  if (!body.includes('@')) return
  for (const login of mentionsIn(body)) mentions.set(login, (mentions.get(login) ?? 0) + 1)
}

function addWarning(warnings: Map<string, Warning>, { check, code, message }: Finding, row: number): void {
  const key = `${check} ${message}`
  const earlier = warnings.get(key)
  if (earlier === undefined && warnings.size >= MAX_WARNINGS && code !== 'own-copy') return
  const found = { check, message, row: earlier?.row ?? row, times: (earlier?.times ?? 0) + 1 }
  warnings.set(key, code === undefined ? found : { ...found, code })
}
