import type { Difference } from '../../../bulk/ledger/compare.ts'
import { PENDING, type Status } from '../../../bulk/ledger/status.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Problem, Read } from '../../../bulk/rows/problem.ts'
import type { Finding } from '../../../checks/finding.ts'
import type { Target } from '../../../github/target.ts'
import type { Prepared, RowFault } from './prepare.ts'
import { type Tally, tally } from './tally.ts'

/** What would become of a row. */
export type Outlook = 'new' | 'reuse' | 'there' | 'problem'

/** What a repository would get. */
export type RepoSurvey = {
  readonly repo: string
  /** null: GitHub was not asked. */
  readonly target: Target | null
  readonly counts: { readonly [O in Outlook]: number }
  readonly trackers: number
  readonly newLabels: readonly string[]
}

/** Everything that has to be known before a plan is applied. */
export type Survey = {
  readonly rows: number
  readonly counts: { readonly [O in Outlook]: number }
  readonly repos: readonly RepoSurvey[]
  readonly faults: readonly RowFault[]
  /** By what they say; how often, and of which row first. */
  readonly warnings: readonly Warning[]
  readonly mentions: { readonly logins: number; readonly times: number }
  readonly parentKeys: ReadonlySet<string>
  /** Parents of more rows than GitHub takes as their sub-issues. */
  readonly crowded: readonly string[]
  /** Rows that name an issue type. */
  readonly typed: number
  readonly difference: Difference
  /** The first few rows that are new, in their order. */
  readonly first: readonly { readonly repo: string; readonly title: string; readonly outlook: Outlook }[]
}
export type Warning = {
  readonly check: Finding['check']
  readonly message: string
  readonly row: number
  readonly times: number
}

export type Surveying = {
  readonly statuses: ReadonlyMap<string, Status>
  readonly prepare: (row: PlannedRow) => Promise<Prepared>
  readonly targetOf: (repo: string) => Promise<Target | null>
  readonly comparing: { see(row: PlannedRow): void; end(): Difference }
  /** Called for each row as it is read. */
  readonly tell: (
    row: PlannedRow | null,
    outlook: Outlook,
    prepared: Prepared | null,
    problems: readonly Problem[],
  ) => void | Promise<void>
}

/** Looks at every row, and sends nothing. Of those without a fault no more is kept than counts. */
export async function survey(surveying: Surveying, rows: AsyncIterable<Read<PlannedRow>>): Promise<Survey> {
  const sum = tally()
  for await (const read of rows) await take(surveying, sum, read)
  return sum.end(surveying.comparing.end(), await targetsOf(surveying, sum))
}

async function take(surveying: Surveying, sum: Tally, read: Read<PlannedRow>): Promise<void> {
  const { comparing, tell } = surveying
  if (read.ok || read.problems.some(({ at }) => at.row > 0)) sum.counts.rows += 1
  if (!read.ok) {
    sum.faults.push(...read.problems.map((problem) => ({ ...problem, check: null })))
    sum.counts.problem += 1
    await tell(null, 'problem', null, read.problems)
    return
  }
  const row = read.value
  comparing.see(row)
  const { outlook, prepared } = await look(surveying, sum, row)
  sum.note(row, outlook)
  await tell(row, outlook, prepared, prepared?.faults ?? [])
}

/** Whether an earlier run created a row, or found what it reuses. */
export function isThere(statuses: Surveying['statuses'], { key }: PlannedRow): boolean {
  const { state } = statuses.get(key) ?? PENDING
  return state === 'created' || state === 'reused'
}

/** A row that is there needs no look at what it says: it is not sent. */
async function look({ statuses, prepare }: Surveying, sum: Tally, row: PlannedRow) {
  if (isThere(statuses, row)) return { outlook: 'there', prepared: null } as const
  const prepared = await prepare(row)
  sum.take(row, prepared)
  const outlook: Outlook = prepared.faults.length > 0 ? 'problem' : row.reuse === null ? 'new' : 'reuse'
  return { outlook, prepared }
}

async function targetsOf({ targetOf }: Surveying, sum: Tally): Promise<ReadonlyMap<string, Target | null>> {
  const targets = new Map<string, Target | null>()
  for (const repo of sum.repos.keys()) targets.set(repo, await targetOf(repo))
  return targets
}
