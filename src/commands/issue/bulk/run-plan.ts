import { attemptsOf } from '../../../bulk/ledger/attempts.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import { applyRows, type StopReason } from '../../../bulk/run/apply.ts'
import { createPacer } from '../../../bulk/run/pacer.ts'
import type { Ready } from '../../../bulk/run/ready.ts'
import type { RunContext } from '../../../bulk/run/running.ts'
import { collectTrackers, type TrackerCollection } from '../../../bulk/run/trackers.ts'
import { type ExitCode, Failure } from '../../../errors.ts'
import type { GitHub } from '../../../github/connect.ts'
import type { BulkContext } from './context.ts'
import type { OpenLedger } from './ledger-file.ts'
import type { Looked } from './look.ts'
import { readyOf, rowsOf } from './ready-rows.ts'
import { type Report, reporting } from './report.ts'

export type Run = { readonly context: BulkContext; readonly github: GitHub; readonly looked: Looked }

/** Sends what a plan asks for, and tells how it goes. */
export async function run(
  { context, github, looked }: Run,
  { records, append: write }: OpenLedger,
  stopAfter: number | null,
): Promise<ExitCode> {
  const { app, options, input, limits } = context
  const { clock } = app
  const stop = new AbortController()
  const { append, mayHaveSent } = watched(write)
  const report = await reporting(context, looked.survey, () => pacer.pace())
  const pacer = createPacer(attemptsOf(records), limits, { clock, stop: stop.signal, onWait: report.waits })
  const ignore = app.onInterrupt(() => {
    stop.abort()
    report.stops()
  })
  try {
    await append({
      record: 'run',
      at: clock.now().toISOString(),
      version: 1,
      plan: looked.survey.difference.plan,
      file: input.name,
      rows: looked.survey.rows,
    })
    const running: RunContext = { github, clock, pacer, newId: app.newId, append, stop: stop.signal }
    const trackers = collectTrackers()
    const stopping = await applyRows(
      {
        ...running,
        statuses: looked.statuses,
        issue: context.places.issue,
        parentKeys: looked.survey.parentKeys,
        prepare: confirmedOnly(looked, input.name),
        onStart: (row) => report.begins(row),
        onEnd: async (row, end) => {
          trackers.add(row, end)
          await report.ends(row, end)
        },
        stopAfter,
        failFast: options.failFast === true,
      },
      rowsOf(input),
    ).catch(asStopping)
    const isEdited = await editTrackers(running, trackers, stopping, report)
    return await report.end(stopping, isEdited, mayHaveSent())
  } finally {
    ignore()
    report.close()
  }
}

/** No more is sent than was shown: somebody may have changed the plan meanwhile. */
function confirmedOnly({ preparing, survey }: Looked, plan: string): (row: PlannedRow) => Promise<Ready> {
  let left = survey.counts.new
  return (row) => {
    if (row.reuse === null) left -= 1
    if (left < 0) throw new Failure('file', `${plan} has grown since it was shown; run the command again`)
    return readyOf(preparing, row)
  }
}

/** A plan that cannot be read to its end: what was created till then is told all the same. */
function asStopping(error: unknown): StopReason {
  if (error instanceof Failure) return { by: 'failure', failure: error }
  throw error
}

/** Whether this run has sent something that GitHub did not refuse. */
function watched(write: OpenLedger['append']) {
  let sent = 0
  const append: OpenLedger['append'] = async (record) => {
    await write(record)
    if (record.record === 'sending') sent += 1
    else if (record.record === 'refused') sent -= 1
  }
  return { append, mayHaveSent: () => sent > 0 }
}

/** Their lists are brought up to date at the end of a run, unless it is the next one's turn. */
async function editTrackers(
  running: RunContext,
  trackers: TrackerCollection,
  stopping: StopReason,
  report: Report,
): Promise<boolean> {
  if (stopping !== null && stopping.by !== 'count') return !trackers.hasAny()
  const faults = await trackers.updateAll(running)
  for (const fault of faults) report.says(fault)
  return faults.length === 0
}
