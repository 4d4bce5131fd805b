import type { Pace } from '../../../bulk/pace/pace.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import { countResults, type RowResult, type StopReason } from '../../../bulk/run/apply.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { jsonLine } from '../../../terminal/json.ts'
import { summaryView } from '../../../terminal/views/bulk/summary.ts'
import { plain, quote } from '../../../text/quote.ts'
import { type Bar, barOf } from './bar.ts'
import type { BulkContext } from './context.ts'
import { applyCommand } from './goes-on.ts'
import { endJson } from './row-json.ts'
import type { Survey } from './survey.ts'

/** Tells how a run goes: a bar for a person who waits, a line for each row for everybody else. */
export type Report = Pick<Bar, 'waits' | 'stops'> & {
  begins(row: PlannedRow): void
  ends(row: PlannedRow, end: RowResult): Promise<void>
  says(text: string): void
  /** `mayHaveSent`: something of this run is on GitHub, or may be. */
  end(stopping: StopReason, isEdited: boolean, mayHaveSent: boolean): Promise<ExitCode>
  close(): void
}

export async function reporting(context: BulkContext, survey: Survey, paceNow: () => Pace): Promise<Report> {
  const { app, options, ledger } = context
  const { out, err } = app.terminal
  const isJson = options.json === true
  const bar = await barOf(context, survey.rows, paceNow)
  const ends: RowResult['state'][] = []
  const failures: { row: number; message: string }[] = []
  let left = survey.counts.new + survey.counts.reuse
  let isLinked = true
  return {
    waits: bar.waits,
    stops: bar.stops,
    begins: (row) => bar.begins(row, ends.length, left),
    async ends(row, end) {
      ends.push(end.state)
      if (end.state !== 'skipped') left -= 1
      if (end.state === 'failed') failures.push({ row: row.at.row, message: end.failure.message })
      if ('incomplete' in end && end.incomplete) isLinked = false
      for (const message of notesOf(end)) failures.push({ row: row.at.row, message })
      if (!isJson && out.isTerminal) return
      out.write(isJson ? jsonLine(endJson(row, end)) : lineOf(row, end))
      await out.drained()
    },
    says: (text) => void failures.push({ row: 0, message: text }),
    async end(stopping, isEdited, mayHaveSent) {
      bar.ends()
      const counts = countResults(ends)
      if (isJson) out.write(jsonLine({ ...counts, ledger }))
      const isDone = counts.failed + counts.pending === 0 && isEdited && isLinked && stopping?.by !== 'failure'
      const again = isDone ? null : applyCommand(context.plan, options)
      const reason = stopping?.by === 'failure' ? stopping.failure.message : null
      const shown = { counts, failures, ledger, again, reason, isAsked: isAskedFor(stopping) }
      err.write(summaryView(shown, await err.style(), err.columns))
      if (isDone) return EXIT.done
      // 130 promises that nothing was sent.
      return stopping?.by === 'person' && !mayHaveSent ? EXIT.cancelled : EXIT.incomplete
    },
    close: () => bar.ends(),
  }
}

function isAskedFor(stopping: StopReason): boolean {
  return stopping?.by === 'person' || stopping?.by === 'count'
}

/** What became of a row, where it is, its title, and what went wrong; parted by tabs, for scripts. */
function lineOf({ draft: { repo, title } }: PlannedRow, end: RowResult): string {
  const where = 'url' in end ? end.url : repo
  const why = end.state === 'failed' ? [quote(end.failure.message, LONGEST)] : []
  return `${[end.state, plain(where), quote(title, LONGEST), ...why].join('\t')}\n`
}

const LONGEST = 400

/** What is not as the plan has it, though the post is there. */
function notesOf(end: RowResult): readonly string[] {
  const dropped = end.state === 'created' && end.dropped.length > 0
  return [
    ...(dropped ? [`${end.url} is there without the labels ${end.dropped.join(', ')}: GitHub dropped them`] : []),
    ...('notes' in end ? end.notes : []),
  ]
}
