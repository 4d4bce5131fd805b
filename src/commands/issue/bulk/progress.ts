import type { PlanSummary } from '../../../bulk/inspect/summary.ts'
import { estimate, type Pace, type Wait } from '../../../bulk/pace/pace.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import { countResults, type RowResult, type StopReason } from '../../../bulk/run/run-context.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { barText, waitText } from '../../../terminal/views/bulk/bar.ts'
import { summaryView } from '../../../terminal/views/bulk/summary.ts'
import { plain, quote } from '../../../text/quote.ts'
import { shellOf } from '../../../text/shell.ts'
import { resultJson } from './json.ts'
import { applyCommand, type BulkSession } from './session.ts'

/** Shows the progress of a run as a bar in a terminal. With `--json`, or if stdout is not a terminal, prints a line for each row. */
export type ProgressReport = Pick<Bar, 'onWait' | 'onInterrupt'> & {
  onStart(row: PlannedRow): void
  onEnd(row: PlannedRow, result: RowResult): Promise<void>
  addProblem(message: string): void
  /**
   * Prints the summary of the run.
   * @param run.isComplete whether all trackers are up to date, and all rows that are no longer in the plan are settled
   * @param run.mayHaveSent whether something that this run sent may be on GitHub
   */
  finish(
    stopReason: StopReason,
    run: { readonly isComplete: boolean; readonly mayHaveSent: boolean },
  ): Promise<ExitCode>
  close(): void
}

export async function createProgressReport(
  session: BulkSession,
  summary: PlanSummary,
  paceNow: () => Pace,
): Promise<ProgressReport> {
  const { app, options, ledger } = session
  const { out } = app.terminal
  const isJson = options.json === true
  const bar = await createBar(session, summary.rowCount, paceNow)
  const states: RowResult['state'][] = []
  const problems: { row: number; message: string }[] = []
  let remaining = summary.counts.new + summary.counts.reuse
  let isEveryPostComplete = true
  /** Counts the rows that were not read again, because a failure ended the run, as pending. */
  const withUnreadRows = (counts: ReturnType<typeof countResults>, stopReason: StopReason) => {
    const unreadCount = stopReason?.by === 'failure' ? Math.max(0, summary.rowCount - states.length) : 0
    return { ...counts, pending: counts.pending + unreadCount }
  }
  return {
    onWait: bar.onWait,
    onInterrupt: bar.onInterrupt,
    onStart: (row) => bar.onStart(row, states.length, remaining),
    async onEnd(row, result) {
      states.push(result.state)
      if (result.state !== 'skipped') remaining -= 1
      if (result.state === 'failed' || result.state === 'unconfirmed')
        problems.push({ row: row.at.row, message: result.failure.message })
      if ('incomplete' in result && result.incomplete) isEveryPostComplete = false
      for (const message of notesOf(result)) problems.push({ row: row.at.row, message })
      if (!isJson && out.isTerminal) return
      out.write(isJson ? jsonLine(resultJson(row, result)) : rowLine(row, result))
      await out.waitForDrain()
    },
    addProblem: (message) => void problems.push({ row: 0, message }),
    async finish(stopReason, { isComplete, mayHaveSent }) {
      bar.close()
      const counts = withUnreadRows(countResults(states), stopReason)
      if (isJson) out.write(jsonLine({ ...counts, ledger }))
      const isDone =
        counts.failed + counts.unconfirmed + counts.pending === 0 &&
        isComplete &&
        isEveryPostComplete &&
        stopReason?.by !== 'failure'
      await showSummary(session, { counts, problems, isDone, stopReason })
      if (isDone) return EXIT.done
      // Exit code 130 promises that nothing was published. The post of an earlier run counts too, if it exists or may exist.
      const hasSent = mayHaveSent || counts.created + counts.unconfirmed > 0
      return stopReason?.by === 'person' && !hasSent ? EXIT.cancelled : EXIT.incomplete
    },
    close: bar.close,
  }
}

type RunSummary = {
  readonly counts: ReturnType<typeof countResults>
  readonly problems: readonly { readonly row: number; readonly message: string }[]
  readonly isDone: boolean
  readonly stopReason: StopReason
}

async function showSummary(
  { app, options, plan, ledger }: BulkSession,
  { counts, problems, isDone, stopReason }: RunSummary,
): Promise<void> {
  const { err } = app.terminal
  const facts = {
    counts,
    problems,
    ledger,
    resume: isDone ? null : applyCommand(plan, options, shellOf(app.env)),
    reason: stopReason?.by === 'failure' ? stopReason.failure.message : null,
    wasStoppedOnPurpose: stopReason?.by === 'person' || stopReason?.by === 'count',
  }
  err.write(summaryView(facts, await err.style(), err.columns))
}

type Bar = {
  onStart(row: PlannedRow, done: number, remaining: number): void
  onWait(wait: Wait | null): void
  onInterrupt(): void
  close(): void
}

/** If stderr is not a terminal, the bar only prints a line when a wait begins. */
async function createBar({ app, limits }: BulkSession, total: number, paceNow: () => Pace): Promise<Bar> {
  const { err } = app.terminal
  const progress = await app.progress('')
  const { symbols } = await err.style()
  let current: { readonly title: string; readonly done: number; readonly remaining: number } = {
    title: '',
    done: 0,
    remaining: 0,
  }
  let isWaiting = false
  let isStopping = false
  const text = () => {
    const pace = paceNow()
    const perMinute = Math.min(limits.perMinute, pace.minute.limit, 60_000 / pace.gap)
    const until = new Date(estimate(pace, current.remaining, app.clock.now().getTime()))
    return barText({ done: current.done, total, title: current.title, perMinute, until }, symbols, err.columns)
  }
  return {
    onStart({ draft: { repo, title } }, done, remaining) {
      current = { title: `${repo.split('/')[1]} "${title}"`, done, remaining }
      if (err.isTerminal && !isStopping) progress.update(text())
    },
    onWait(wait) {
      if (wait !== null && err.isTerminal) progress.update(`${text()}\n${waitText(wait, app.clock.now(), limits)}`)
      else if (err.isTerminal) progress.update(text())
      else if (wait !== null && !isWaiting) err.write(`${waitText(wait, app.clock.now(), limits)}\n`)
      isWaiting = wait !== null
    },
    onInterrupt() {
      isStopping = true
      progress.update('Finishing the post in flight; press Ctrl-C again to stop at once …')
    },
    close: () => progress.stop(),
  }
}

/** The line of a row for scripts: values separated by tabs. */
function rowLine({ draft: { repo, title } }: PlannedRow, result: RowResult): string {
  const address = 'url' in result ? result.url : repo
  const reason = 'failure' in result ? [quote(result.failure.message, MAX_TEXT_LENGTH)] : []
  return `${[result.state, plain(address), quote(title, MAX_TEXT_LENGTH), ...reason].join('\t')}\n`
}

const MAX_TEXT_LENGTH = 400

/** How a post that exists differs from the plan. */
function notesOf(result: RowResult): readonly string[] {
  const notes = 'notes' in result ? result.notes : []
  if (result.state !== 'created' || result.dropped.length === 0) return notes
  const labels = result.dropped.length === 1 ? 'label' : 'labels'
  const note = `${result.url} exists, but without the ${labels} ${result.dropped.join(', ')}, which GitHub dropped`
  return [note, ...notes]
}
