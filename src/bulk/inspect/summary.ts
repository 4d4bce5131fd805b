import type { Finding } from '../../checks/check.ts'
import type { Target } from '../../github/target.ts'
import { mayTriage } from '../../preflight/destination.ts'
import { issueRef } from '../../text/github-names.ts'
import { mentionsIn } from '../../text/mentions.ts'
import { getOrCreate } from '../../text/words.ts'
import type { Difference } from '../ledger/compare.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Problem, RowPosition } from '../rows/row.ts'
import {
  type CheckedRow,
  planProblemAt,
  type RowProblem,
  rekeyedProblem,
  retitledProblem,
  tooManyChildrenProblems,
} from './problems.ts'

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

/** Nobody reads more warnings than this. Later ones about copies are kept too, because a run stops for them. */
const MAX_WARNINGS = 1_000
/** The preview lists at most this many rows. */
const MAX_LISTED_ROWS = 20

const ZERO_COUNTS: OutlookCounts = { new: 0, reuse: 0, there: 0, problem: 0 }
type RepoCounts = {
  repo: string
  trackerCount: number
  newLabels: Map<string, string>
  triageParts: Set<TriagePart>
} & { [O in Outlook]: number }

/** Collects the rows of a plan as they are inspected, and sums them up at the end. */
export class SummaryBuilder {
  readonly #counts = { ...ZERO_COUNTS }
  readonly #repos = new Map<string, RepoCounts>()
  readonly #problems: RowProblem[] = []
  readonly #warnings = new Map<string, Warning>()
  /** By login: how often the rows mention it. */
  readonly #mentions = new Map<string, number>()
  readonly #parentKeys = new Set<string>()
  /** By parent: the positions of the rows that become its sub-issues. */
  readonly #children = new Map<string, RowPosition[]>()
  /** By key: the issue that a row reuses. */
  readonly #reusedIssues = new Map<string, string>()
  readonly #firstRows: ListedRow[] = []
  #rowCount = 0
  #rowCountWithType = 0

  repos(): Iterable<string> {
    return this.#repos.keys()
  }

  parents(): readonly string[] {
    return [...this.#children.keys()]
  }

  addUnreadable(rowProblems: readonly Problem[]): void {
    for (const { at, message } of rowProblems) this.#problems.push(planProblemAt(at, message))
    // A wrong column, for instance, is a problem in the plan, not in a row.
    if (rowProblems.every(({ at }) => at.row === 0)) return
    this.#rowCount += 1
    this.#counts.problem += 1
  }

  /** @param mayExist whether the row was sent without a response: if its post exists, its parent already counts it. */
  addRow(row: PlannedRow, outlook: Outlook, { mayExist }: { readonly mayExist: boolean }): void {
    this.#rowCount += 1
    this.#counts[outlook] += 1
    const repoCounts = this.#countsFor(row)
    repoCounts[outlook] += 1
    if (row.isTracker) repoCounts.trackerCount += 1
    if (row.parentKey !== null) this.#parentKeys.add(row.parentKey)
    this.#countChild(row, outlook, { mayExist })
    if (this.#firstRows.length < MAX_LISTED_ROWS)
      this.#firstRows.push({ repo: row.draft.repo, title: row.draft.title || (row.reuse ?? ''), outlook })
  }

  addChecked(row: PlannedRow, checked: CheckedRow): void {
    for (const problem of checked.problems) this.#problems.push(problem)
    if (checked.draft.type !== null && row.reuse === null) this.#rowCountWithType += 1
    const { newLabels, triageParts } = this.#countsFor(row)
    for (const part of triagePartsOf(row, checked)) triageParts.add(part)
    for (const label of checked.newLabels)
      newLabels.set(label.toLowerCase(), newLabels.get(label.toLowerCase()) ?? label)
    for (const warning of checked.warnings) addWarning(this.#warnings, warning, row.at.row)
    if (row.reuse === null) countMentions(this.#mentions, checked.draft.body)
  }

  /** @param subIssueCounts how many sub-issues each of `parents()` already has. */
  finish(
    difference: Difference,
    targets: ReadonlyMap<string, Target | null>,
    subIssueCounts: ReadonlyMap<string, number>,
  ): PlanSummary {
    for (const [parent, positions] of this.#children)
      for (const problem of tooManyChildrenProblems(parent, positions, subIssueCounts.get(parent) ?? 0))
        this.#problems.push(problem)
    for (const row of difference.rekeyed) this.#problems.push(rekeyedProblem(row))
    for (const row of difference.retitled) this.#problems.push(retitledProblem(row))
    const mentionCounts = [...this.#mentions.values()]
    return {
      rowCount: this.#rowCount,
      counts: this.#counts,
      repos: [...this.#repos].map(([name, counts]) => repoSummary(counts, targets.get(name) ?? null)),
      problems: this.#problems,
      warnings: [...this.#warnings.values()],
      mentions: { logins: mentionCounts.length, times: mentionCounts.reduce((sum, times) => sum + times, 0) },
      parentKeys: this.#parentKeys,
      rowCountWithType: this.#rowCountWithType,
      difference,
      firstRows: this.#firstRows,
    }
  }

  #countsFor({ draft: { repo } }: PlannedRow): RepoCounts {
    return getOrCreate(this.#repos, repo.toLowerCase(), () => ({
      ...ZERO_COUNTS,
      repo,
      trackerCount: 0,
      newLabels: new Map(),
      triageParts: new Set(),
    }))
  }

  #countChild(row: PlannedRow, outlook: Outlook, { mayExist }: { readonly mayExist: boolean }): void {
    const reusedIssue = outlook === 'reuse' || outlook === 'there' ? issueName(row.reuse, row) : null
    if (reusedIssue !== null) this.#reusedIssues.set(row.key, reusedIssue)
    const parent = parentOf(row, this.#reusedIssues)
    if (parent !== null && (outlook === 'new' || outlook === 'reuse') && !mayExist)
      getOrCreate(this.#children, parent, () => []).push(row.at)
  }
}

function repoSummary(
  { repo, trackerCount, newLabels, triageParts, ...outlooks }: RepoCounts,
  target: Target | null,
): RepoSummary {
  // If it is not known what the person may do, we do not say that GitHub will drop anything.
  const keepsAll = target === null || target.permission === null || mayTriage(target)
  return {
    repo,
    target,
    counts: outlooks,
    trackerCount,
    newLabels: [...newLabels.values()],
    droppedParts: keepsAll ? [] : [...triageParts],
  }
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
  const warning = { check, message, row: earlier?.row ?? row, times: (earlier?.times ?? 0) + 1 }
  warnings.set(key, code === undefined ? warning : { ...warning, code })
}
