import { hashOf } from '../../system/hash.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { hasDerivedKey, keysInRepo, type PlannedRow, partsOf, titlesOf } from '../plan/planned-row.ts'
import type { RowPosition } from '../rows/row.ts'
import type { LedgerRecord, RecordOf } from './record.ts'
import { mayHavePost, type Statuses } from './status.ts'

/** A row whose post was created while the row had another key. */
export type RekeyedRow = { readonly at: RowPosition; readonly formerKey: string }

/**
 * Whether a row is probably the one that was sent under another key: it has got a key since, has lost it, or has a new one. If both
 * keys are explicit, its body must be the same too.
 */
export function hasOtherKey(sent: RecordOf<'sending'>, row: PlannedRow): boolean {
  const { draft } = row
  if (!isSameRepo(sent.repo, draft.repo) || sent.kind !== draft.kind) return false
  if (keysInRepo(row, draft.repo).includes(sent.key)) return !hasDerivedKey(row)
  const { parts } = sent
  if (parts === undefined || !titlesOf(row).map(hashOf).includes(parts.title)) return false
  return hasDerivedKey(row) || parts.body === partsOf(row).body
}

/** Finds the rows that would be created again because their keys have changed. */
export function createOtherKeySearch(records: readonly LedgerRecord[], statuses: Statuses) {
  const sendingsByKey = sendingsOfPosts(records, statuses)
  const sendingsByName = byName(sendingsByKey.values())
  /** The keys that other rows have now, according to their titles. */
  const reassignedKeys = new Set<string>()
  const candidates: { readonly at: RowPosition; readonly sendings: readonly RecordOf<'sending'>[] }[] = []
  return {
    add(row: PlannedRow) {
      const sent = sendingsByKey.get(row.key)?.parts
      if (sent !== undefined && !titlesOf(row).map(hashOf).includes(sent.title)) reassignedKeys.add(row.key)
      if (sendingsByKey.size === 0 || row.reuse !== null || mayHavePost(statuses.get(row.key))) return
      const { repo, kind } = row.draft
      const titles = titlesOf(row).map((title) => titleName(hashOf(title), repo, kind))
      const names = [...keysInRepo(row, repo), ...titles]
      const sendings = names.flatMap((name) => sendingsByName.get(name) ?? []).filter((sent) => hasOtherKey(sent, row))
      if (sendings.length > 0) candidates.push({ at: row.at, sendings })
    },
    /** @param isInPlan whether the plan still has a row with this key. Then the other row is another post. */
    finish: (isInPlan: (key: string) => boolean): readonly RekeyedRow[] =>
      candidates.flatMap(({ at, sendings }) => {
        const former = sendings.find(({ key }) => !isInPlan(key) || reassignedKeys.has(key))
        return former === undefined ? [] : [{ at, formerKey: former.key }]
      }),
  }
}

function titleName(titleHash: string, repo: string, kind: string): string {
  return `${titleHash} ${kind} ${repo.toLowerCase()}`
}

/** What was sent for each row that has a post, by its key. Leaves out posts that were found without their row: see `Orphan`. */
function sendingsOfPosts(records: readonly LedgerRecord[], statuses: Statuses) {
  const orphans = new Set(records.flatMap((record) => (isOrphan(record) ? [record.key] : [])))
  const sendings = new Map<string, RecordOf<'sending'>>()
  for (const record of records)
    if (record.record === 'sending' && record.act === 'create' && !orphans.has(record.key))
      if (statuses.get(record.key)?.state === 'created') sendings.set(record.key, record)
  return sendings
}

function isOrphan(record: LedgerRecord): record is RecordOf<'done'> {
  return record.record === 'done' && record.act === 'create' && record.orphan === true
}

/** By key, and by title and destination. */
function byName(sendings: Iterable<RecordOf<'sending'>>): ReadonlyMap<string, readonly RecordOf<'sending'>[]> {
  const lists = new Map<string, RecordOf<'sending'>[]>()
  for (const sent of sendings) {
    const { key, parts, repo, kind } = sent
    for (const name of parts === undefined ? [key] : [key, titleName(parts.title, repo, kind)]) {
      const list = lists.get(name)
      if (list === undefined) lists.set(name, [sent])
      else list.push(sent)
    }
  }
  return lists
}
