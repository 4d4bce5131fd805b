import { comparing } from '../../../bulk/ledger/compare.ts'
import type { LedgerRecord } from '../../../bulk/ledger/record.ts'
import { type Status, statusOf } from '../../../bulk/ledger/status.ts'
import type { Lot } from '../../../bulk/plan/plan.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Asked } from '../../../classifier/answered.ts'
import type { Policy } from '../../../policy/schema.ts'
import { answersAhead } from './ahead.ts'
import { askedOf } from './check-row.ts'
import type { BulkContext } from './context.ts'
import { type Preparing, prepare, withDisclosed } from './prepare.ts'
import { isThere, type Survey, type Surveying, survey } from './survey.ts'

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
  const aiDisclosure = options.aiDisclosure ?? null
  const ask = (row: PlannedRow) => (isThere(statuses, row) ? null : askedAhead(checking.policy, row, aiDisclosure))
  const ahead = answersAhead(ask, checking.answer)
  const preparing: Preparing = {
    app,
    checking: { ...checking, answer: ahead.answer },
    github,
    places,
    agent,
    aiDisclosure,
    createLabels: options.createLabels === true,
    isBegun: ({ key }) => statuses.has(key),
  }
  const progress = await app.progress('Looking at every row …')
  try {
    const surveyed = await survey(
      {
        statuses,
        foresee: (lot) => {
          askAhead(places, lot)
          ahead.foresee(lot)
        },
        prepare: (row) => prepare(preparing, row),
        targetOf: async (repo) => (await knownAt(places, repo))?.target ?? null,
        comparing: comparing(records, ledger, input.name),
        tell,
      },
      input.lots(),
    )
    return { statuses, preparing, survey: surveyed }
  } finally {
    progress.stop()
  }
}

/** What the checks will ask of a row's text, where it can be told before its repository is known. */
function askedAhead(policy: Policy, { draft, reuse }: PlannedRow, aiDisclosure: string | null): Asked | null {
  if (reuse !== null || draft.template !== null) return null
  return askedOf(policy, { draft: withDisclosed({ aiDisclosure }, draft), form: [] })
}

/** Repositories that are asked one after the other take as many times as long. What fails is told of the row that needs it. */
function askAhead(places: BulkContext['places'], lot: Lot): void {
  for (const read of lot) if (read.ok) places.at(read.value.draft.repo).catch(() => undefined)
}

/** A repository that could not be asked is told as a fault of its rows. */
async function knownAt(places: BulkContext['places'], repo: string) {
  try {
    return (await places.at(repo)).onGitHub
  } catch {
    return null
  }
}
