import type { App } from '../../../app.ts'
import { attemptsOf } from '../../../bulk/ledger/read.ts'
import { type Status, statusOf } from '../../../bulk/ledger/status.ts'
import { type CloseResult, type CreatedPost, closeAll } from '../../../bulk/run/close.ts'
import { createPacer } from '../../../bulk/run/pacer.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import { type OpenLedger, readLedgerFile, undoLedgerOf, withLedger } from '../../../storage/ledger-file.ts'
import { askForNumber, prompterFor } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { countOf } from '../../../text/count.ts'
import { plain } from '../../../text/quote.ts'
import { limitsFrom } from './call.ts'
import type { BulkOptions } from './command.ts'

/**
 * `issue bulk --undo LEDGER`: closes what a plan created, as not planned. Issues are not deleted, because only an owner may
 * do that and because people may have written there. It has a ledger of its own, so that it can be resumed.
 */
export async function undoPlan(app: App, path: string, options: BulkOptions): Promise<ExitCode> {
  const records = await readLedgerFile(app, path)
  if (records.length === 0) throw new Failure('file', `${path}: ledger not found, or empty`)
  const created = createdIn(statusOf(records), records)
  const own = options.ledger ?? undoLedgerOf(path)
  // Locks the plan's ledger, so that nobody applies the plan at the same time.
  return withLedger(app, path, () => undoWith(app, { created, path, own, options }))
}

type PostsToClose = {
  readonly created: readonly CreatedPost[]
  readonly path: string
  readonly own: string
  readonly options: BulkOptions
}

function undoWith(app: App, { created, path, own, options }: PostsToClose): Promise<ExitCode> {
  return withLedger(app, own, async (ledger) => {
    const closed = statusOf(ledger.records, 'close')
    const left = created.filter(({ key }) => closed.get(key)?.state !== 'done')
    if (options.dryRun === true) return printPosts(app, left)
    if (left.length > 0) await confirm(app, left, options)
    return close(app, { left, skipped: created.length - left.length, path, own, options }, ledger)
  })
}

/** @throws Failure if an earlier run may have created a post that its ledger does not confirm. */
function createdIn(
  statuses: ReadonlyMap<string, Status>,
  records: Parameters<typeof attemptsOf>[0],
): readonly CreatedPost[] {
  const kinds = new Map([...records].flatMap((one) => (one.record === 'sending' ? [[one.key, one.kind] as const] : [])))
  const unknown = [...statuses].filter(([, { state }]) => state === 'sent-unknown').map(([key]) => key)
  if (unknown.length > 0)
    throw new Failure(
      'validation',
      `${countOf(unknown.length, 'row', 'rows')} may exist on GitHub (${unknown.slice(0, 3).join(', ')}): run the plan with --apply first, which checks`,
    )
  return [...statuses].flatMap(([key, status]) =>
    status.state === 'created' ? [{ key, ...status, kind: kinds.get(key) ?? 'issue' }] : [],
  )
}

function printPosts({ terminal }: App, left: readonly CreatedPost[]): ExitCode {
  terminal.err.write(`Nothing is sent. These would be closed, as not planned:\n`)
  for (const { url } of left) terminal.out.write(`${plain(url)}\n`)
  return EXIT.done
}

async function confirm(app: App, left: readonly CreatedPost[], options: BulkOptions): Promise<void> {
  const repos = new Set(left.map(({ repo }) => repo))
  app.terminal.err.write(
    plain(
      `${countOf(left.length, 'post', 'posts')} that this plan created will be closed as not planned, in ${[...repos].join(', ')}. Reused issues stay open.\n`,
    ),
  )
  if (options.yes === true) return
  const prompter = await prompterFor(app, options)
  if (prompter === null) throw new UsageError('Nothing was sent. Not running interactively: add --yes to close them.')
  await askForNumber(prompter, left.length, 'close')
}

type Undoing = {
  readonly left: readonly CreatedPost[]
  readonly skipped: number
  readonly path: string
  readonly own: string
  readonly options: BulkOptions
}

async function close(
  app: App,
  { left, skipped, path, own, options }: Undoing,
  { records, append }: OpenLedger,
): Promise<ExitCode> {
  const { clock, terminal } = app
  const stop = new AbortController()
  const progress = await app.progress('Closing …')
  const removeListener = app.onInterrupt(() => stop.abort())
  try {
    const { github } = await app.github()
    await append({ record: 'run', at: clock.now().toISOString(), version: 1, plan: path, file: path })
    const pacer = createPacer(attemptsOf(records), limitsFrom(options), {
      clock,
      stop: stop.signal,
      onWait: () => undefined,
    })
    const running = { github, clock, pacer, newId: app.newId, append, stop: stop.signal }
    const ends = await closeAll(running, left, (one, end) => {
      progress.update(`Closing ${plain(one.url)}`)
      if (options.json === true)
        terminal.out.write(jsonLine({ key: one.key, repo: one.repo, number: one.number, url: one.url, ...end }))
      else if (end.state === 'closed') terminal.out.write(`${plain(one.url)}\n`)
    })
    progress.stop()
    return reportResults(app, ends, { skipped, path, own, options })
  } finally {
    removeListener()
    progress.stop()
  }
}

function reportResults(
  { terminal }: App,
  ends: readonly CloseResult[],
  { skipped, path, own, options }: Omit<Undoing, 'left'>,
): ExitCode {
  const count = (state: CloseResult['state']) => ends.filter((end) => end.state === state).length
  const counts = { closed: count('closed'), skipped, failed: count('failed'), pending: count('pending') }
  if (options.json === true) terminal.out.write(jsonLine({ ...counts, ledger: own }))
  for (const end of ends) if (end.state === 'failed') terminal.err.write(`mcp-comms: ${plain(end.why)}\n`)
  const left = counts.failed + counts.pending
  const again = left === 0 ? '' : ` Resume with: mcp-comms issue bulk --undo ${path}`
  terminal.err.write(plain(`${counts.closed} closed, ${skipped} closed before, ${left} left.${again}\n`))
  return left === 0 ? EXIT.done : EXIT.incomplete
}
