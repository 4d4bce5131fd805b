import type { App } from '../../../app.ts'
import { type LedgerRecord, type RecordOf, reposIn } from '../../../bulk/ledger/record.ts'
import { reportedRowTest, statusesOf } from '../../../bulk/ledger/status.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import { hasSecret } from '../../../checks/secrets/detect.ts'
import { Failure, UsageError } from '../../../errors.ts'
import { resolveRepo } from '../../../policy/repositories.ts'
import { openPlan } from '../../../storage/plan-file.ts'
import { baseName, folderPrefixOf } from '../../../text/file-names.ts'
import type { IssueBulkOptions } from './command.ts'

export type LedgerPlan = {
  /** By key: the title of the row or, if it has none, the issue that it reuses. Leaves out rows whose title or key may contain a secret. */
  readonly titles: ReadonlyMap<string, string>
  /**
   * The keys of the rows that no run has started, in the order of the plan; `row-12` instead of a key that may contain a secret.
   * null: `plan` is null, or some rows of the plan cannot be read.
   */
  readonly unstarted: readonly string[] | null
  /** The rows that became private reports, as `row-12`. No other field contains them. */
  readonly reported: readonly string[]
  /** The keys of all other rows of the plan. null: as for `unstarted`. */
  readonly keys: ReadonlySet<string> | null
  /** The path of the plan, and the repository for rows that name none. null: no plan with a row of the ledger was found. */
  readonly plan: { readonly path: string; readonly repo: string | null } | null
}

const NO_PLAN: LedgerPlan = { titles: new Map(), unstarted: null, reported: [], keys: null, plan: null }
/** The ending of a ledger that is named after its plan, as in `release.yaml.ledger.jsonl`. */
const LEDGER_ENDING = /(?<=[^/\\])\.ledger\.jsonl$/

/** Reads the plan of a ledger, because the ledger has neither titles nor the rows that no run has started. */
export async function readLedgerPlan(
  app: App,
  ledger: string,
  records: readonly LedgerRecord[],
  options: Pick<IssueBulkOptions, 'format' | 'repo' | 'column' | 'skipUnknown'>,
): Promise<LedgerPlan> {
  const lastRun = records.findLast((record) => record.record === 'run')
  const path = await firstExisting(app, planPathsOf(ledger, lastRun))
  if (path === null) return NO_PLAN
  const startedRowKeys = startedKeys(records)
  const namedRepo = options.repo === undefined ? null : resolveRepo(app.builtInPolicy(), options.repo)
  const becameReport = reportedRowTest(records, statusesOf(records))
  const read = (repo: string | null) => readRows(app, path, { ...options, repo }, becameReport)
  const { rows: allRows, isComplete, repo } = await readWithRepo(read, namedRepo ?? lastRun?.repo ?? null, records)
  // A plan without a row of the ledger is another plan, or was applied with another --repo.
  if (!allRows.some(({ key, isReported }) => isReported || startedRowKeys.has(key))) return NO_PLAN
  const rows = allRows.filter(({ isReported }) => !isReported)
  const safeRows = await withoutSecrets(rows)
  const unstartedRows = rows.filter(({ key }) => !startedRowKeys.has(key))
  return {
    titles: new Map(safeRows.map(({ key, title }) => [key, title])),
    unstarted: isComplete ? shownKeys(unstartedRows, new Set(safeRows)) : null,
    reported: allRows.filter(({ isReported }) => isReported).map(numberedKey),
    keys: isComplete ? new Set(rows.map(({ key }) => key)) : null,
    plan: { path, repo },
  }
}

/**
 * The paths where the plan may be: the path of the ledger without its ending, and the recorded file name in the folder of the ledger. A
 * recorded folder is ignored, because somebody else may have written the ledger.
 */
function planPathsOf(ledger: string, lastRun: RecordOf<'run'> | undefined): readonly string[] {
  const name = baseName(lastRun?.file ?? '')
  return [
    ...(LEDGER_ENDING.test(ledger) ? [ledger.replace(LEDGER_ENDING, '')] : []),
    ...(name === '' ? [] : [folderPrefixOf(ledger) + name]),
  ]
}

async function firstExisting({ files }: App, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) if (await files.exists(path)) return path
  return null
}

/** The keys of the rows that a run has started. */
function startedKeys(records: readonly LedgerRecord[]): ReadonlySet<string> {
  return new Set(records.flatMap((record) => ('key' in record ? record.key : [])))
}

/**
 * Reads the plan. If its rows need a default repository, and none is known, tries the repository that all posts were sent to, because an
 * older version of this program did not record `--repo`.
 */
async function readWithRepo(
  read: (repo: string | null) => Promise<PlanRows>,
  defaultRepo: string | null,
  records: readonly LedgerRecord[],
): Promise<PlanRows> {
  const plan = await read(defaultRepo)
  const onlyRepo = onlyRepoIn(records)
  if (plan.isComplete || defaultRepo !== null || onlyRepo === null) return plan
  const planForRepo = await read(onlyRepo)
  const startedRowKeys = startedKeys(records)
  const wasSentThere = planForRepo.rows.some(({ key, usesDefaultRepo }) => usesDefaultRepo && startedRowKeys.has(key))
  return wasSentThere ? planForRepo : plan
}

/** The repository that all posts were sent to; null: there are none, or they were sent to several. */
function onlyRepoIn(records: readonly LedgerRecord[]): string | null {
  const [repo, ...others] = reposIn(records.filter(({ record }) => record === 'sending'))
  return repo === undefined || others.length > 0 ? null : repo
}

type TitledRow = {
  readonly key: string
  readonly title: string
  readonly row: number
  readonly isReported: boolean
  readonly usesDefaultRepo: boolean
}

type PlanRows = {
  readonly rows: readonly TitledRow[]
  /** Whether every row could be read. */
  readonly isComplete: boolean
  /** The repository for rows that name none. */
  readonly repo: string | null
}

async function readRows(
  app: App,
  path: string,
  { repo, ...options }: Pick<IssueBulkOptions, 'format' | 'column' | 'skipUnknown'> & { repo: string | null },
  becameReport: (row: PlannedRow) => boolean,
): Promise<PlanRows> {
  const rows: TitledRow[] = []
  let isComplete = true
  try {
    const input = await openPlan(app, path, { format: options.format, repo, columns: options })
    for await (const row of input.rows())
      if (row.ok) rows.push(titledRow(row.value, becameReport(row.value)))
      else isComplete = false
  } catch (error) {
    if (!(error instanceof Failure || error instanceof UsageError)) throw error
    isComplete = false
  }
  return { rows, isComplete, repo }
}

function titledRow({ key, at, draft, reuse, usesDefaultRepo }: PlannedRow, isReported: boolean): TitledRow {
  const title = draft.title || (reuse ?? '')
  return { key, title, row: at.row, isReported, usesDefaultRepo: usesDefaultRepo === true }
}

async function withoutSecrets(rows: readonly TitledRow[]): Promise<readonly TitledRow[]> {
  const safe: TitledRow[] = []
  for (const row of rows) if (!(await hasSecret([row.title, row.key]))) safe.push(row)
  return safe
}

/** A key may be derived from a title, so a row whose title is not shown is named by its number. */
function shownKeys(rows: readonly TitledRow[], safeRows: ReadonlySet<TitledRow>): readonly string[] {
  return rows.map((row) => (safeRows.has(row) ? row.key : numberedKey(row)))
}

function numberedKey({ row }: TitledRow): string {
  return `row-${row}`
}
