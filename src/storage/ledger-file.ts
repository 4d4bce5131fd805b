import type { App, FileIdentity, Log } from '../app.ts'
import { createCopySearch, type OtherLedger, type SentCopy } from '../bulk/ledger/other-ledgers.ts'
import { type LedgerRecord, parseLedger, parsePostUrl, printRecord } from '../bulk/ledger/record.ts'
import { hasPost, reportedTextTest, type Statuses } from '../bulk/ledger/status.ts'
import type { PlannedRow } from '../bulk/plan/planned-row.ts'
import { Failure, UsageError } from '../errors.ts'
import { pageHosts } from '../github/endpoints.ts'
import { hashOf } from '../system/hash.ts'
import { flagWords, shellOf } from '../text/shell.ts'
import type { PlanInput } from './plan-file.ts'

/** The path of the ledger in which `--undo` records what it closes. */
export function undoLedgerPath(path: string): string {
  return `${path}.undo.jsonl`
}

export async function readLedgerFile(app: App, path: string): Promise<readonly LedgerRecord[]> {
  const { records } = parseLedger((await app.files.log(path).read()).split('\n'), path)
  checkHosts(app, records, path)
  return records
}

/** A ledger that only this run writes to. */
export type OpenLedger = {
  readonly records: readonly LedgerRecord[]
  append(record: LedgerRecord): Promise<void>
}

/** Locks the ledger while `use` runs. @throws Failure (file) if another run is using it. */
export async function withLedger<T>(
  app: Pick<App, 'files' | 'env'>,
  path: string,
  use: (ledger: OpenLedger) => Promise<T>,
): Promise<T> {
  const release = await app.files.lock(path)
  const log = app.files.log(path)
  try {
    const records = await readAndRepair(log, path)
    checkHosts(app, records, path)
    return await use({ records, append: appendTo(log) })
  } finally {
    await log.close()
    await release()
  }
}

/** @throws Failure (validation) if a post is not on the GitHub server that we send requests to. */
function checkHosts({ env }: Pick<App, 'env'>, records: readonly LedgerRecord[], path: string): void {
  const hosts = pageHosts(env)
  for (const record of records) {
    if (!('url' in record) || record.url === undefined) continue
    const { host } = parsePostUrl(record.url)
    if (hosts.includes(host)) continue
    throw new Failure('validation', `${path}: it has posts on ${host}, not on ${hosts[0]}`, {
      hint: 'pass another file to --ledger',
    })
  }
}

/** Returns a function that appends records. It first removes a record that was written only in part, for example on a full disk. */
function appendTo(log: Log): OpenLedger['append'] {
  let isTorn = false
  return async (record) => {
    if (isTorn) await log.cutTail()
    isTorn = true
    await log.append(printRecord(record))
    isTorn = false
  }
}

/** Reads a ledger, and repairs its end if a run died while it was writing. */
async function readAndRepair(log: Log, path: string): Promise<readonly LedgerRecord[]> {
  const { records, tail } = parseLedger((await log.read()).split('\n'), path)
  if (tail === 'torn') await log.cutTail()
  // The last record is complete, and only its newline is missing.
  if (tail === 'whole') await log.append('\n')
  return records
}

type LedgerApp = Pick<App, 'files' | 'stateFolder'>
type LedgerOptions = { readonly ledger?: string; readonly apply?: true }

/** The path of a plan's ledger. @throws UsageError if it is not certain which file is the ledger */
export async function ledgerPath(app: LedgerApp, plan: string, { ledger, apply }: LedgerOptions): Promise<string> {
  if (ledger !== undefined) return ledger
  const identity = plan === '-' ? null : await app.files.identityOf(plan)
  if (identity !== null && !identity.isStream) return sharedLedgerPath(app, plan, identity)
  if (apply !== true) return defaultLedgerPath('plan')
  throw new UsageError(`A plan from ${identity === null ? 'standard input' : 'a pipe'} needs --ledger FILE`, {
    hint: 'use the same file in each run',
  })
}

/** The path of a ledger that is next to its plan. */
export function defaultLedgerPath(plan: string): string {
  return `${plan}.ledger.jsonl`
}

/**
 * Returns the same ledger for all names of a plan, because with two ledgers, the rows of the plan would be created twice. The
 * ledger is next to the file itself, not to a symbolic link. If a ledger already exists next to another name, that ledger is used.
 */
async function sharedLedgerPath(app: LedgerApp, plan: string, identity: FileIdentity): Promise<string> {
  const { path, siblings } = identity
  const candidates = [...new Set([path, ...siblings, plan].map(defaultLedgerPath))]
  const existingLedgers: string[] = []
  for (const ledger of candidates) if (await app.files.exists(ledger)) existingLedgers.push(ledger)
  const [first, second] = existingLedgers
  if (second !== undefined)
    throw new UsageError(`${plan} has several names, and more than one has a ledger: ${existingLedgers.join(', ')}`, {
      hint: 'Name the right one with --ledger in each run',
    })
  return first ?? (await recordedLedger(app, identity)) ?? defaultLedgerPath([path, ...siblings].toSorted()[0] ?? path)
}

const MAX_PATH_BYTES = 10_000

/** The recorded ledger of a plan that has a hard link in another folder. The ledger may be next to that link, where we cannot find it. */
async function recordedLedger(app: LedgerApp, { id, hasNamesElsewhere }: FileIdentity): Promise<string | null> {
  if (id === null || !hasNamesElsewhere || !(await app.files.exists(indexEntry(app, id)))) return null
  const ledger = await app.files.readText(indexEntry(app, id), MAX_PATH_BYTES)
  return (await app.files.exists(ledger)) ? ledger : null
}

/**
 * Records the path of a plan's ledger, by the plan's device and inode, so that it is found through hard links that are added
 * later.
 * @throws UsageError if the plan already has a hard link in another folder, and the path cannot be recorded, or another ledger is
 * in use
 */
export async function recordLedger(app: LedgerApp, plan: string, ledger: string): Promise<void> {
  const { id, hasNamesElsewhere } = await app.files.identityOf(plan)
  if (id === null) return
  try {
    await app.files.makeFolder(indexFolder(app))
    const path = await app.files.realPath(ledger)
    const isFirst = await app.files.create(indexEntry(app, id), path)
    if (!isFirst && hasNamesElsewhere) await refuseOtherLedger(app, plan, id, path)
    if (!isFirst) await replaceLedgerPath(app, id, path)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (hasNamesElsewhere)
      throw new UsageError(`${plan} has another name in another folder (a hard link). Nothing was sent`, {
        hint: 'Name its ledger with --ledger FILE in each run',
      })
  }
}

/** Keeps the earlier path under another id: it may be the ledger of a removed plan, whose inode a new plan has now. */
async function replaceLedgerPath(app: LedgerApp, id: string, path: string): Promise<void> {
  const earlierPath = await app.files.readText(indexEntry(app, id), MAX_PATH_BYTES)
  if (earlierPath === path) return
  await recordByPath(app, earlierPath)
  await app.files.replace(indexEntry(app, id), path)
}

/** Records the path of a ledger that `--ledger` names, so that a later run without the flag creates nothing a second time. */
export async function recordNamedLedger(app: LedgerApp, ledger: string): Promise<void> {
  try {
    await app.files.makeFolder(indexFolder(app))
    await recordByPath(app, await app.files.realPath(ledger))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

async function recordByPath(app: LedgerApp, path: string): Promise<void> {
  await app.files.create(indexEntry(app, `named-${hashOf(path)}`), path)
}

/**
 * Refuses a plan that would create a row although, according to the ledger of another plan on this computer, a row with its title or
 * text became a private report. Also refuses a plan that would create a row that another plan has sent: see `createCopySearch`. Such a
 * plan was probably renamed, moved or copied, or its ledger was named with `--ledger`.
 * @param ownStatuses the states of the rows in the ledger of this plan
 * @throws UsageError that names the other ledger
 */
export async function refuseRowsSentBefore(
  app: App,
  input: PlanInput,
  ledger: string,
  ownStatuses: Statuses,
): Promise<void> {
  const otherLedgers: OtherLedger[] = []
  for await (const other of ledgersOfOtherPlans(app, ledger)) otherLedgers.push(other)
  if (otherLedgers.length === 0) return
  const findReport = createReportSearch(otherLedgers)
  const findCopy = createCopySearch(otherLedgers)
  for await (const parsed of input.rows()) {
    if (!parsed.ok || parsed.value.reuse !== null || hasPost(ownStatuses.get(parsed.value.key))) continue
    const { value: row } = parsed
    const name = `${row.at.row === 0 ? 'the tracker' : `row ${row.at.row}`} of ${input.name}`
    const report = findReport(row)
    if (report !== undefined)
      throw new UsageError(`${name} became a private report, as ${report.path} says, so this run sent nothing`, {
        hint: `Remove the row. Only if nothing in it has to stay private, add ${ledgerFlag(app, ledger)}`,
      })
    const copy = findCopy(row, ownStatuses.get(row.key))
    if (copy !== null)
      throw new UsageError(`${name} was already sent, as ${copy.path} says, so this run sent nothing`, {
        hint: sentBeforeHint(app, copy, { ledger, isStarted: ownStatuses.size > 0 }),
      })
  }
}

function createReportSearch(otherLedgers: readonly OtherLedger[]) {
  const ledgers = otherLedgers.map(({ path, records }) => ({ path, isReported: reportedTextTest(records) }))
  return (row: PlannedRow) => ledgers.find(({ isReported }) => isReported(row))
}

type OwnLedger = { readonly ledger: string; readonly isStarted: boolean }

function ledgerFlag({ env }: Pick<App, 'env'>, path: string): string {
  return flagWords([['--ledger', path]], shellOf(env)).join(' ')
}

/** If the plan has a ledger with rows of its own, the other ledger cannot replace it, because it does not have these rows. */
function sentBeforeHint({ env }: App, { path, url }: SentCopy, { ledger, isStarted }: OwnLedger): string {
  const flagForOwnLedger = ledgerFlag({ env }, ledger)
  if (!isStarted)
    return `If that is the ledger of this plan, or of a copy of it, add ${ledgerFlag({ env }, path)}, or move that file to ${ledger}. To create every row again: ${flagForOwnLedger}`
  const reuse = url === null ? '' : `, or add "reuse: ${url}" to the row`
  return `If it is the same post, remove the row${reuse}. To create the post again, add "allow: duplicate" to the row, and ${flagForOwnLedger} to the command`
}

/** The recorded ledgers of other plans. Leaves out those that are gone or cannot be read. */
async function* ledgersOfOtherPlans(app: App, ledger: string): AsyncGenerator<OtherLedger> {
  const ownPath = await app.files.realPath(ledger)
  for (const path of await recordedPaths(app)) {
    try {
      if (path !== ownPath && (await app.files.exists(path))) yield { path, records: await readLedgerFile(app, path) }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
}

/**
 * When a run first wrote to the ledger that `--ledger` names. For a new ledger, a time after every post. null: an earlier run used the
 * ledger, but it is empty or gone, so it was lost.
 */
export async function startOfLedger(app: App, ledger: string, records: readonly LedgerRecord[]): Promise<Date | null> {
  const [first] = records
  // A second earlier, because GitHub omits the milliseconds of the time when a post was created.
  if (first !== undefined) return new Date(Date.parse(first.at) - 1_000)
  return (await recordedPaths(app)).has(await app.files.realPath(ledger)) ? null : AFTER_EVERY_POST
}

/** The latest date that JavaScript has. */
const AFTER_EVERY_POST = new Date(8.64e15)

async function recordedPaths(app: LedgerApp): Promise<ReadonlySet<string>> {
  const paths = new Set<string>()
  for (const id of await app.files.list(indexFolder(app))) {
    try {
      paths.add(await app.files.readText(indexEntry(app, id), MAX_PATH_BYTES))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
    }
  }
  return paths
}

/** Another run may have started under another name of the plan after this run looked for its ledger. @throws UsageError */
async function refuseOtherLedger(app: LedgerApp, plan: string, id: string, path: string): Promise<void> {
  const otherPath = await app.files.readText(indexEntry(app, id), MAX_PATH_BYTES)
  if (otherPath === path || !((await app.files.exists(otherPath)) || (await app.files.exists(`${otherPath}.lock`))))
    return
  throw new UsageError(`${plan} has another name (a hard link), and a ledger there: ${otherPath}. Nothing was sent`, {
    hint: 'Run the same command again',
  })
}

/** The folder of the index. Each file in it has the path of a ledger, and the id of a plan or of a named ledger as its name. */
function indexFolder({ stateFolder }: LedgerApp): string {
  return `${stateFolder()}/ledgers`
}

function indexEntry(app: LedgerApp, id: string): string {
  return `${indexFolder(app)}/${id}`
}
