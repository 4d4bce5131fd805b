import { comparing } from '../../../bulk/ledger/compare.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { type Status, statusOf } from '../../../bulk/ledger/status.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Read } from '../../../bulk/rows/problem.ts'
import type { BulkContext } from './context.ts'
import { type Preparing, prepare } from './prepare.ts'
import { type Survey, type Surveying, survey } from './survey.ts'

/** What the rows are held against, and what came of it. */
export type Looked = {
  readonly statuses: ReadonlyMap<string, Status>
  readonly preparing: Preparing
  readonly survey: Survey
}

/** Looks at every row of a plan, in the light of what its ledger tells. Nothing is sent. */
export async function look(
  context: BulkContext,
  records: readonly LedgerRecord[],
  tell: Surveying['tell'],
): Promise<Looked> {
  const { app, checking, github, places, agent, options, input, ledger } = context
  const statuses = statusOf(records)
  const preparing: Preparing = {
    app,
    checking,
    github,
    places,
    agent,
    aiDisclosure: options.aiDisclosure ?? null,
    createLabels: options.createLabels === true,
    isBegun: ({ key }) => statuses.has(key),
  }
  const progress = await app.progress('Looking at every row …')
  try {
    const surveyed = await survey(
      {
        statuses,
        prepare: (row) => prepare(preparing, row),
        targetOf: async (repo) => (await knownAt(places, repo))?.target ?? null,
        comparing: comparing(records, ledger, input.name),
        tell,
      },
      prefetching(input.rows(), places),
    )
    return { statuses, preparing, survey: surveyed }
  } finally {
    progress.stop()
  }
}

/** So far ahead of the row that is looked at. */
const ROWS_AHEAD = 64

/** Asks for the repositories of the next rows meanwhile, because asking for one after the other takes as many times as long. */
async function* prefetching(
  rows: AsyncIterable<Read<PlannedRow>>,
  places: BulkContext['places'],
): AsyncGenerator<Read<PlannedRow>> {
  const next: Read<PlannedRow>[] = []
  for await (const read of rows) {
    // Where it fails, the row that needs it says so.
    if (read.ok) places.at(read.value.draft.repo).catch(() => undefined)
    next.push(read)
    if (next.length > ROWS_AHEAD) yield* next.splice(0, 1)
  }
  yield* next
}

/** A repository that could not be asked is told as a fault of its rows. */
async function knownAt(places: BulkContext['places'], repo: string) {
  try {
    return (await places.at(repo)).onGitHub
  } catch {
    return null
  }
}
