import { hasDerivedKey, inUnicodeForms, keysInRepo, type PlannedRow } from '../plan/planned-row.ts'
import { hasBody, hasHash, hasTitle } from '../plan/row-spellings.ts'
import { createSendingFinder, hasSameTarget, hasSentTitle, sendingsOfPosts } from './other-keys.ts'
import type { LedgerRecord, RecordOf } from './record.ts'
import { type Status, statusesOf } from './status.ts'

export type OtherLedger = { readonly path: string; readonly records: readonly LedgerRecord[] }
/** What another plan has sent for a row. `path`: its ledger. `url`: the address of its post; null: it is unknown whether the post exists. */
export type SentCopy = { readonly path: string; readonly url: string | null }

/**
 * Returns a function that finds what other plans have sent for a row. For a row without a key, a sent row with the same title counts.
 * For a row with a key, the sent row must also have the same key or body, because another plan may use a key or a title by chance.
 */
export function createCopySearch(
  ledgers: readonly OtherLedger[],
): (row: PlannedRow, ownStatus: Status | undefined) => SentCopy | null {
  const copies = new Map<RecordOf<'sending'>, SentCopy>()
  for (const { path, records } of ledgers) {
    const statuses = statusesOf(records)
    for (const [key, sent] of sendingsOfPosts(records, statuses)) {
      const status = statuses.get(key)
      copies.set(sent, { path, url: status?.state === 'created' ? status.url : null })
    }
  }
  const findSent = createSendingFinder(copies.keys())
  return (row, ownStatus) => {
    // The run itself looks up what this plan has sent. The other ledger may be a copy of this plan's ledger.
    const ownMarker = ownStatus?.state === 'unconfirmed' ? ownStatus.sent.marker : null
    const sent = findSent(row).find((candidate) => candidate.marker !== ownMarker && isCopy(candidate, row))
    return (sent && copies.get(sent)) ?? null
  }
}

function isCopy(sent: RecordOf<'sending'>, row: PlannedRow): boolean {
  if (!hasSameTarget(sent, row)) return false
  if (hasDerivedKey(row)) return keysInRepo(row, row.draft.repo).includes(sent.key) || hasSentTitle(sent, row)
  if (hasHash(row, sent.row, [sent.repo])) return true
  const { key, parts } = sent
  if (parts === undefined || !hasTitle(row, parts.title)) return false
  return inUnicodeForms(row.key).includes(key) || (parts.body !== null && hasBody(row, parts.body))
}
