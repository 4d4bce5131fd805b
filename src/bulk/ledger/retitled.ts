import { slugOf } from '../../text/file-names.ts'
import { getOrCreate } from '../../text/words.ts'
import { hasDerivedKey, type PlannedRow } from '../plan/planned-row.ts'
import { bodyHashesOf, hasBody, hasTitle } from '../plan/row-spellings.ts'
import type { RowPosition } from '../rows/row.ts'
import { hasSameTarget } from './other-keys.ts'
import { isOrphan, type LedgerRecord, type RecordOf } from './record.ts'
import { mayHavePost, type Statuses } from './status.ts'

/** A row that seems to have a post under an earlier title, and so under another key. */
export type RetitledRow = { readonly at: RowPosition; readonly formerKey: string; readonly url: string }

type Sending = RecordOf<'sending'>
type SentRow = Pick<Sending, 'key' | 'repo' | 'kind'> & {
  readonly url: string
  readonly parts: NonNullable<Sending['parts']>
}
type Candidate = RetitledRow & {
  /** The hash of the body that both rows have. null: neither has a body. */
  readonly body: string | null
  readonly hasSameNumberAndSimilarTitle: boolean
}

/**
 * Finds new rows that seem to be rows of an earlier version of the plan, because they have the same body. In addition, either no other
 * row has that body, or the new row has the same number and a similar title. A row counts only if its key was made from its title.
 * With any other key, its author has said which row it is.
 */
export function createRetitledSearch(records: readonly LedgerRecord[], statuses: Statuses) {
  const { byBody, byRowNumber } = indexByBodyAndRow(createdRows(records, statuses))
  const lastRun = records.findLast((record) => record.record === 'run')
  /** How many rows of the plan have each body that was sent. */
  const counts = new Map<string, number>()
  const candidates: Candidate[] = []
  let rowCount = 0
  return {
    add(row: PlannedRow) {
      rowCount += 1
      const bodies = bodyHashesOf(row).filter((hash) => byBody.has(hash))
      for (const body of bodies) counts.set(body, (counts.get(body) ?? 0) + 1)
      if (mayHavePost(statuses.get(row.key)) || row.reuse !== null || !isKeyOfTitle(row)) return
      // If a body was sent several times, only the number shows which row it was.
      const withSameBody = bodies.map((body) => byBody.get(body) ?? []).filter(({ length }) => length === 1)
      const similar = new Set([...withSameBody.flat(), ...(byRowNumber.get(row.at.row) ?? [])])
      for (const sent of similar) if (differsOnlyInTitle(sent, row)) candidates.push(candidateOf(sent, row))
    },
    /** @param isInPlan whether the plan still has a row with this key. If it does, a new row is another post. */
    finish(isInPlan: (key: string) => boolean): readonly RetitledRow[] {
      // If rows were removed, the others have moved.
      const isShorter = rowCount < (lastRun?.rows ?? 0)
      return candidates
        .filter(({ formerKey }) => !isInPlan(formerKey))
        .filter(
          ({ body, hasSameNumberAndSimilarTitle }) =>
            (body !== null && counts.get(body) === 1) || (hasSameNumberAndSimilarTitle && !isShorter),
        )
        .map(({ at, formerKey, url }) => ({ at, formerKey, url }))
    },
  }
}

function indexByBodyAndRow(rows: Iterable<SentRow>) {
  const byBody = new Map<string, SentRow[]>()
  const byRowNumber = new Map<number, SentRow[]>()
  for (const sent of rows) {
    getOrCreate(byRowNumber, sent.parts.row, () => []).push(sent)
    if (sent.parts.body !== null) getOrCreate(byBody, sent.parts.body, () => []).push(sent)
  }
  return { byBody, byRowNumber }
}

function differsOnlyInTitle(sent: SentRow, row: PlannedRow): boolean {
  const { body, title } = sent.parts
  return hasSameTarget(sent, row) && hasBody(row, body) && !hasTitle(row, title)
}

function candidateOf({ key: formerKey, url, parts: { body, row } }: SentRow, { at, key }: PlannedRow): Candidate {
  return { at, formerKey, url, body, hasSameNumberAndSimilarTitle: row === at.row && isSimilar(formerKey, key) }
}

/** Leaves out rows without a record of their texts, as older versions sent them, and posts that were found without their rows: see `Orphan`. */
function createdRows(records: readonly LedgerRecord[], statuses: Statuses): Iterable<SentRow> {
  const orphans = new Set(records.flatMap((record) => (isOrphan(record) ? [record.key] : [])))
  const created = new Map<string, SentRow>()
  for (const record of records) {
    if (record.record !== 'sending' || record.act !== 'create' || orphans.has(record.key)) continue
    const { key, parts, repo, kind } = record
    const status = statuses.get(key)
    if (status?.state === 'created' && parts !== undefined)
      created.set(key, { key, url: status.url, parts, repo, kind })
  }
  return created.values()
}

const MAX_SLUG_LENGTH = 50

/** Whether the key of a row was derived from its title, or made from it by `issue plan`. */
function isKeyOfTitle(row: PlannedRow): boolean {
  return (
    hasDerivedKey(row) || (row.key !== '' && row.key.replace(HASH, '') === slugOf(row.draft.title, MAX_SLUG_LENGTH))
  )
}

/** The hash at the end of a key that was made from a title. */
const HASH = /-(?:[0-9a-f]{20}|[0-9a-f]{8})$/

/** Whether two keys were made from titles that share at least half of their words, and all words with a digit, such as a version. */
function isSimilar(one: string, other: string): boolean {
  const words = wordsOf(one)
  const others = wordsOf(other)
  const hasSameNumbers = [...words, ...others].every(
    (word) => !/\d/.test(word) || (words.has(word) && others.has(word)),
  )
  return hasSameNumbers && 2 * countSharedWords(one, other) >= Math.max(words.size, others.size)
}

/** How many words two keys that were made from titles share. */
export function countSharedWords(one: string, other: string): number {
  const words = wordsOf(one)
  return [...wordsOf(other)].filter((word) => words.has(word)).length
}

function wordsOf(key: string): ReadonlySet<string> {
  return new Set(key.replace(HASH, '').split('-'))
}
