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
  const sendingsByName = sendingsOfPosts(records, statuses)
  const candidates: { readonly at: RowPosition; readonly sendings: readonly RecordOf<'sending'>[] }[] = []
  return {
    add(row: PlannedRow) {
      if (sendingsByName.size === 0 || row.reuse !== null || mayHavePost(statuses.get(row.key))) return
      const { repo, kind } = row.draft
      const titles = titlesOf(row).map((title) => titleName(hashOf(title), repo, kind))
      const names = [...keysInRepo(row, repo), ...titles]
      const sendings = names.flatMap((name) => sendingsByName.get(name) ?? []).filter((sent) => hasOtherKey(sent, row))
      if (sendings.length > 0) candidates.push({ at: row.at, sendings })
    },
    /** @param isInPlan whether the plan still has a row with this key. Then the other row is another post. */
    finish: (isInPlan: (key: string) => boolean): readonly RekeyedRow[] =>
      candidates.flatMap(({ at, sendings }) => {
        const former = sendings.find(({ key }) => !isInPlan(key))
        return former === undefined ? [] : [{ at, formerKey: former.key }]
      }),
  }
}

function titleName(titleHash: string, repo: string, kind: string): string {
  return `${titleHash} ${kind} ${repo.toLowerCase()}`
}

/**
 * What was sent for each row that has a post, by its key, and by its title with its destination. Leaves out posts that were found
 * without their row: see `Orphan`.
 */
function sendingsOfPosts(records: readonly LedgerRecord[], statuses: Statuses) {
  const orphans = new Set(records.flatMap((record) => (isOrphan(record) ? [record.key] : [])))
  const sendings = new Map<string, RecordOf<'sending'>>()
  for (const record of records)
    if (record.record === 'sending' && record.act === 'create' && !orphans.has(record.key))
      sendings.set(record.key, record)
  const byName = new Map<string, RecordOf<'sending'>[]>()
  for (const sent of sendings.values())
    if (statuses.get(sent.key)?.state === 'created') for (const name of namesOf(sent)) addTo(byName, name, sent)
  return byName
}

function isOrphan(record: LedgerRecord): record is RecordOf<'done'> {
  return record.record === 'done' && record.act === 'create' && record.orphan === true
}

function namesOf({ key, parts, repo, kind }: RecordOf<'sending'>): readonly string[] {
  return parts === undefined ? [key] : [key, titleName(parts.title, repo, kind)]
}

function addTo<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const list = lists.get(name)
  if (list === undefined) lists.set(name, [item])
  else list.push(item)
}
