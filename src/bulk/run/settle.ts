import { Failure } from '../../errors.ts'
import type { Unsettled } from '../../github/look-up.ts'
import { minuteText } from '../../text/day.ts'
import { excerpt } from '../../text/quote.ts'
import type { Orphan } from '../ledger/orphans.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import { statusOf } from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import { type ReadyRow, type RunContext, timestamp } from './running.ts'
import { lookUpsUntilFailing, sentPostOf, unsettledBy } from './unknown-rows.ts'

/** A write of an earlier run whose outcome is unknown. */
export type UnknownWrite = { readonly key: string; readonly sent: RecordOf<'sending'>; readonly since: string }

/** The posts that were sent and never confirmed, as a ledger has it. */
export function unknownWrites(records: readonly LedgerRecord[]): readonly UnknownWrite[] {
  return [...statusOf(records)].flatMap(([key, status]) =>
    status.state === 'sent-unknown' ? [{ key, sent: status.sent, since: status.since }] : [],
  )
}

export type Settled =
  | { readonly outcome: 'found'; readonly url: string; readonly number: number }
  /** It did not arrive, and cannot any more. */
  | { readonly outcome: 'missing' }
  /** It may still arrive. */
  | Unsettled

/** What settling needs of a run. */
type Settling = Pick<RunContext, 'github' | 'clock' | 'append'>

/** Looks up a post whose row is no longer in the plan, and records what it finds. @throws GitHubFailure */
async function settleOrphan(running: Settling, write: UnknownWrite): Promise<Settled> {
  const settled = await lookUpWrite(running, write)
  const about = { at: timestamp(running), key: write.key, act: 'create' } as const
  if (settled.outcome === 'found') {
    const { number, url } = settled
    await running.append({ record: 'done', ...about, number, url, orphan: true })
  } else if (settled.outcome === 'missing') await running.append({ record: 'missing', ...about })
  return settled
}

async function lookUpWrite({ github }: Settling, write: UnknownWrite): Promise<Settled> {
  const result = await github.lookUpPost(await sentPostOf(github, write))
  return result.outcome === 'found' ? { outcome: 'found', url: result.value.url, number: result.value.number } : result
}

/** Looks up several posts. Those that cannot be looked up stay unconfirmed. */
export function orphanLookUps(running: Settling): (write: UnknownWrite) => Promise<Settled> {
  const lookUps = lookUpsUntilFailing<Settled>(unsettledBy)
  return (write) => lookUps(() => settleOrphan(running, write))
}

export type SettledOrphans = {
  /** Why a row is not created, by its key. */
  readonly heldRows: ReadonlyMap<string, string>
  /** What a person has to know about rows that are no longer in the plan. */
  readonly notes: readonly string[]
  readonly areAllSettled: boolean
}

/** Settles every row that is no longer in the plan, before anything is sent. */
export async function settleOrphans(running: Settling, orphans: readonly Orphan[]): Promise<SettledOrphans> {
  const heldRows = new Map<string, string>()
  const notes: string[] = []
  let areAllSettled = true
  const lookUp = orphanLookUps(running)
  for (const orphan of orphans) {
    const isNew = orphan.url === null
    const settled = isNew ? await lookUp(orphan) : { outcome: 'found' as const, url: orphan.url }
    if (settled.outcome === 'missing') continue
    if (settled.outcome === 'unconfirmed') areAllSettled = false
    const url = settled.outcome === 'found' ? settled.url : null
    for (const heir of orphan.heirs) heldRows.set(heir, messageForHeir(orphan, url))
    if (orphan.heirs.length === 0 && isNew) notes.push(noteOn(orphan, url))
  }
  return { heldRows, notes, areAllSettled }
}

function messageForHeir({ key, sent: { at } }: Orphan, url: string | null): string {
  const earlier = `the row "${excerpt(key)}", which was sent at ${minuteText(new Date(at))} and is no longer in the plan`
  return url === null
    ? `not created, because it seems to be ${earlier}. That one is still unconfirmed: run the command again later, or give this row a key of its own if it is another post`
    : `not created, because it seems to be ${earlier}. That one exists: ${url}. Add "reuse: ${url}" to this row, or give it a key of its own if it is another post`
}

function noteOn({ key, sent: { at, repo } }: Orphan, url: string | null): string {
  const row = `The row "${excerpt(key)}" is no longer in the plan. It was sent to ${repo} at ${minuteText(new Date(at))}`
  return url === null ? `${row}, and is still unconfirmed: run the command again later` : `${row}, and exists: ${url}`
}

/** Does not let the rows pass that may exist already under another key. */
export function withoutHeldRows(
  { heldRows }: SettledOrphans,
  prepare: (row: PlannedRow) => Promise<ReadyRow>,
): (row: PlannedRow) => Promise<ReadyRow> {
  return async (row) => {
    const why = heldRows.get(row.key)
    if (why !== undefined) throw new Failure('validation', why)
    return prepare(row)
  }
}
