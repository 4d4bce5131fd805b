import type { App } from '../../../app.ts'
import { type LedgerRecord, parsePostUrl } from '../../../bulk/ledger/record.ts'
import { closedPostTest, statusesOf } from '../../../bulk/ledger/status.ts'
import { limitsFrom } from '../../../bulk/pace/limits.ts'
import { attemptsOf, createPacer } from '../../../bulk/pace/pace.ts'
import { type CloseResult, type CreatedPost, closeAll } from '../../../bulk/run/close.ts'
import { createOrphanLookUp, type UnconfirmedPost, unconfirmedPosts } from '../../../bulk/run/unconfirmed-rows.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import { clockWithGitHubTime } from '../../../github/time.ts'
import { type OpenLedger, readLedgerFile, undoLedgerPath, withLedger } from '../../../storage/ledger-file.ts'
import { watchInterrupts } from '../../../system/interrupt.ts'
import { requireTypedNumber } from '../../../terminal/confirm.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { prompterFor } from '../../../terminal/terminal.ts'
import { minuteText } from '../../../text/day.ts'
import { countOf, plain } from '../../../text/quote.ts'
import { flagWords, type Shell, shellOf } from '../../../text/shell.ts'
import type { IssueBulkOptions } from './command.ts'

/**
 * `issue bulk --undo LEDGER`: closes what a plan created. Issues are not deleted, because only an administrator may
 * do that and because people may have written there. The undo has a ledger of its own, so that it can be resumed.
 */
export async function undoPlan(app: App, planLedger: string, options: IssueBulkOptions): Promise<ExitCode> {
  if ((await readLedgerFile(app, planLedger)).length === 0)
    throw new Failure('file', `${planLedger}: ledger not found, or empty`, {
      hint: 'name the ledger of the run, as in --undo plan.yaml.ledger.jsonl',
    })
  const undoLedger = options.ledger ?? undoLedgerPath(planLedger)
  if ((await app.files.realPath(undoLedger)) === (await app.files.realPath(planLedger)))
    throw new UsageError(`${undoLedger} is the ledger of the plan, and --undo needs one of its own`, {
      hint: `leave out --ledger to use ${undoLedgerPath(planLedger)}`,
    })
  // Locks the plan's ledger, so that nobody applies the plan at the same time.
  return withLedger(app, planLedger, async (openLedger) => {
    const unconfirmed =
      options.dryRun === true ? unconfirmedPosts(openLedger.records) : await settleUnconfirmed(app, openLedger)
    for (const { key, sent } of unconfirmed)
      app.terminal.err.write(
        `${plain(`The row "${key}" was sent to ${sent.repo} at ${minuteText(new Date(sent.at))}, and is still unconfirmed. It may still appear, and is not closed now.`)}\n`,
      )
    const records = options.dryRun === true ? openLedger.records : await readLedgerFile(app, planLedger)
    const created = createdPosts(records)
    return undoPosts(app, { created, unconfirmedCount: unconfirmed.length, planLedger, undoLedger, options })
  })
}

/** Looks up the posts whose outcome the plan's ledger leaves open. @returns those that are still unconfirmed */
async function settleUnconfirmed(app: App, { records, append }: OpenLedger): Promise<readonly UnconfirmedPost[]> {
  const posts = unconfirmedPosts(records)
  if (posts.length === 0) return []
  const { github } = await app.github()
  const lookUp = createOrphanLookUp({ github, clock: clockWithGitHubTime(github, app.clock), append })
  const unconfirmed: UnconfirmedPost[] = []
  for (const post of posts) {
    const { outcome } = await lookUp(post)
    if (outcome === 'unconfirmed') unconfirmed.push(post)
  }
  return unconfirmed
}

type PostsToClose = {
  readonly created: readonly CreatedPost[]
  /** The number of rows that were sent and may still appear on GitHub. */
  readonly unconfirmedCount: number
  readonly planLedger: string
  readonly undoLedger: string
  readonly options: IssueBulkOptions
}

function undoPosts(app: App, { created, ...shared }: PostsToClose): Promise<ExitCode> {
  const { undoLedger, options } = shared
  return withLedger(app, undoLedger, async (openLedger) => {
    const isClosed = closedPostTest(openLedger.records)
    const remaining = created.filter(({ key, url }) => !isClosed(key, url))
    const run = { ...shared, remaining, skippedCount: created.length - remaining.length }
    if (options.dryRun === true) return printPosts(app, remaining, run)
    if (remaining.length === 0) return reportResults(app, [], run)
    await confirmClosing(app, remaining, options)
    return closePosts(app, run, openLedger)
  })
}

function createdPosts(records: readonly LedgerRecord[]): readonly CreatedPost[] {
  const markers = new Map<string, string>()
  for (const record of records)
    if (record.record === 'sending' && record.act === 'create') markers.set(record.key, record.marker)
  return [...statusesOf(records)].flatMap(([key, status]) => {
    if (status.state !== 'created') return []
    // Takes the repository and the number from the address, because the issue may have been transferred.
    return [{ key, ...status, ...parsePostUrl(status.url), marker: markers.get(key) ?? null }]
  })
}

function printPosts(
  { terminal: { out, err } }: App,
  posts: readonly CreatedPost[],
  { skippedCount, undoLedger, options }: Pick<UndoRun, 'skippedCount' | 'undoLedger' | 'options'>,
): ExitCode {
  const sentence =
    posts.length === 0 ? 'Nothing is sent: nothing is left to close.' : 'Nothing is sent. These would be closed:'
  err.write(`${sentence}\n`)
  const isJson = options.json === true
  for (const post of posts) out.write(isJson ? resultLine(post, { state: 'pending' }) : `${plain(post.url)}\n`)
  if (isJson)
    out.write(jsonLine({ closed: 0, skipped: skippedCount, failed: 0, pending: posts.length, ledger: undoLedger }))
  return EXIT.done
}

function resultLine({ key, repo, number, url }: CreatedPost, result: CloseResult): string {
  return jsonLine({ key, repo, number, url, why: null, ...result })
}

async function confirmClosing(app: App, posts: readonly CreatedPost[], options: IssueBulkOptions): Promise<void> {
  const repos = new Set(posts.map(({ repo }) => repo))
  app.terminal.err.write(
    plain(
      `${countOf(posts.length, 'post')} that this plan created will be closed, in ${[...repos].join(', ')}. Reused issues stay open.\n`,
    ),
  )
  if (options.yes === true) return
  const prompter = await prompterFor(app, options)
  if (prompter === null)
    throw new UsageError('Nothing was sent. Not running interactively', { hint: 'add --yes to close them' })
  await requireTypedNumber(prompter, posts.length, 'close')
}

type UndoRun = Omit<PostsToClose, 'created'> & {
  readonly remaining: readonly CreatedPost[]
  readonly skippedCount: number
}

async function closePosts(
  app: App,
  { remaining, skippedCount, unconfirmedCount, planLedger, undoLedger, options }: UndoRun,
  { records, append }: OpenLedger,
): Promise<ExitCode> {
  const { terminal } = app
  const progress = await app.progress('Closing …')
  const interrupts = watchInterrupts(app.onInterrupt, () =>
    progress.update('Finishing the post in flight; press Ctrl-C again to stop at once …'),
  )
  const { stop, abandon } = interrupts
  try {
    const { github } = await app.github()
    const clock = clockWithGitHubTime(github, app.clock)
    await append({ record: 'run', at: clock.now().toISOString(), version: 1, plan: planLedger, file: planLedger })
    const pacer = createPacer(attemptsOf(records), limitsFrom(options), { clock, stop, onWait: () => undefined })
    const run = { github, clock, pacer, newId: app.newId, append, stop, abandon }
    const results = await closeAll(run, remaining, (post, result) => {
      progress.update(`Closing ${plain(post.url)}`)
      if (options.json === true) terminal.out.write(resultLine(post, result))
      else if (result.state === 'closed') terminal.out.write(`${plain(post.url)}\n`)
    })
    progress.stop()
    return reportResults(app, results, { skippedCount, unconfirmedCount, planLedger, undoLedger, options })
  } finally {
    interrupts.close()
    progress.stop()
  }
}

function reportResults(
  { terminal, env }: App,
  results: readonly CloseResult[],
  { skippedCount, unconfirmedCount, planLedger, undoLedger, options }: Omit<UndoRun, 'remaining'>,
): ExitCode {
  const count = (state: CloseResult['state']) => results.filter((result) => result.state === state).length
  const counts = { closed: count('closed'), skipped: skippedCount, failed: count('failed'), pending: count('pending') }
  if (options.json === true) terminal.out.write(jsonLine({ ...counts, ledger: undoLedger }))
  for (const result of results) if (result.state === 'failed') terminal.err.write(`mcp-comms: ${plain(result.why)}\n`)
  const leftCount = counts.failed + counts.pending + unconfirmedCount
  const resumeText = leftCount === 0 ? '' : ` Resume with: ${undoCommand(planLedger, options, shellOf(env))}`
  const parts = [
    [counts.closed, 'closed'],
    [skippedCount, 'closed before'],
    [leftCount, 'left'],
  ] as const
  const texts = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  const summary = texts.length === 0 ? 'There was nothing to close' : texts.join(', ')
  terminal.err.write(plain(`${summary}.${resumeText}\n`))
  return leftCount === 0 ? EXIT.done : EXIT.incomplete
}

function undoCommand(planLedger: string, { ledger, pace, policy }: IssueBulkOptions, shell: Shell): string {
  const flags = flagWords(
    [
      ['--undo', planLedger],
      ['--ledger', ledger],
      ['--pace', pace],
      ['--policy', policy],
    ],
    shell,
  )
  return ['mcp-comms issue bulk', ...flags].join(' ')
}
