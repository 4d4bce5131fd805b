import { estimate, type Pace, type Wait } from '../../../bulk/pace/pace.ts'
import type { PlannedRow } from '../../../bulk/plan/planned-row.ts'
import { countResults, type RowResult, type StopReason } from '../../../bulk/run/run-context.ts'
import type { PlanSummary } from '../../../bulk/survey/summary.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { barText, waitText } from '../../../terminal/views/bulk/bar.ts'
import { summaryView } from '../../../terminal/views/bulk/summary.ts'
import { plain, quote, shellOf } from '../../../text/quote.ts'
import { resultJson } from './json.ts'
import { applyCommand, type BulkCall } from './preview.ts'

/** Reports the progress of a run: as a bar in a terminal, or as a line for each row in a file or a pipe. */
export type Report = Pick<Bar, 'onWait' | 'onInterrupt'> & {
  onStart(row: PlannedRow): void
  onEnd(row: PlannedRow, result: RowResult): Promise<void>
  addProblem(message: string): void
  /**
   * @param isComplete whether all trackers are up to date, and all rows that are no longer in the plan are settled
   * @param mayHaveSent whether something that this run sent may be on GitHub
   */
  finish(stopReason: StopReason, isComplete: boolean, mayHaveSent: boolean): Promise<ExitCode>
  close(): void
}

/** @param paceNow returns the current pace */
export async function createReport(call: BulkCall, summary: PlanSummary, paceNow: () => Pace): Promise<Report> {
  const { app, options, ledger } = call
  const { out, err } = app.terminal
  const isJson = options.json === true
  const bar = await createBar(call, summary.rows, paceNow)
  const states: RowResult['state'][] = []
  const problems: { row: number; message: string }[] = []
  let left = summary.counts.new + summary.counts.reuse
  let areAllLinked = true
  return {
    onWait: bar.onWait,
    onInterrupt: bar.onInterrupt,
    onStart: (row) => bar.onStart(row, states.length, left),
    async onEnd(row, result) {
      states.push(result.state)
      if (result.state !== 'skipped') left -= 1
      if (result.state === 'failed' || result.state === 'unconfirmed')
        problems.push({ row: row.at.row, message: result.failure.message })
      if ('incomplete' in result && result.incomplete) areAllLinked = false
      for (const message of notesOf(result)) problems.push({ row: row.at.row, message })
      if (!isJson && out.isTerminal) return
      out.write(isJson ? jsonLine(resultJson(row, result)) : printRow(row, result))
      await out.waitForDrain()
    },
    addProblem: (message) => void problems.push({ row: 0, message }),
    async finish(stopReason, isComplete, mayHaveSent) {
      bar.close()
      const counts = countResults(states)
      if (isJson) out.write(jsonLine({ ...counts, ledger }))
      const isDone =
        counts.failed + counts.unconfirmed + counts.pending === 0 &&
        isComplete &&
        areAllLinked &&
        stopReason?.by !== 'failure'
      const shown = {
        ...{ counts, problems, ledger },
        resume: isDone ? null : applyCommand(call.plan, options, shellOf(call.app.env)),
        reason: stopReason?.by === 'failure' ? stopReason.failure.message : null,
        isIntended: stopReason?.by === 'person' || stopReason?.by === 'count',
      }
      err.write(summaryView(shown, await err.style(), err.columns))
      if (isDone) return EXIT.done
      // Exit code 130 promises that nothing was sent.
      return stopReason?.by === 'person' && !mayHaveSent ? EXIT.cancelled : EXIT.incomplete
    },
    close: bar.close,
  }
}

type Bar = {
  onStart(row: PlannedRow, done: number, left: number): void
  onWait(wait: Wait | null): void
  onInterrupt(): void
  close(): void
}

/** Outside a terminal, prints only the longer waits. */
async function createBar({ app, limits }: BulkCall, total: number, paceNow: () => Pace): Promise<Bar> {
  const { err } = app.terminal
  const progress = await app.progress('')
  const { symbols } = await err.style()
  let current: { readonly title: string; readonly done: number; readonly left: number } = {
    title: '',
    done: 0,
    left: 0,
  }
  let isWaiting = false
  let isStopping = false
  const text = () => {
    const pace = paceNow()
    const perMinute = Math.min(limits.perMinute, pace.minute.limit, 60_000 / pace.gap)
    const until = new Date(estimate(pace, current.left, app.clock.now().getTime()))
    return barText({ done: current.done, total, now: current.title, perMinute, until }, symbols, err.columns)
  }
  return {
    onStart({ draft: { repo, title } }, done, left) {
      current = { title: `${repo.split('/')[1]} "${title}"`, done, left }
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
      progress.update('Finishing the issue in flight; press Ctrl-C again to stop at once …')
    },
    close: () => progress.stop(),
  }
}

/** The result of a row, its address, its title, and what went wrong, separated by tabs for scripts. */
function printRow({ draft: { repo, title } }: PlannedRow, result: RowResult): string {
  const where = 'url' in result ? result.url : repo
  const why = 'failure' in result ? [quote(result.failure.message, MAX_TEXT)] : []
  return `${[result.state, plain(where), quote(title, MAX_TEXT), ...why].join('\t')}\n`
}

const MAX_TEXT = 400

/** Returns how a post that exists differs from the plan. */
function notesOf(result: RowResult): readonly string[] {
  const isDropped = result.state === 'created' && result.dropped.length > 0
  return [
    ...(isDropped
      ? [`${result.url} exists, but without the labels ${result.dropped.join(', ')}: GitHub dropped them`]
      : []),
    ...('notes' in result ? result.notes : []),
  ]
}
