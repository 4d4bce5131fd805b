import type { Target } from '../../github/target.ts'
import { hashOf } from '../../system/hash.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { getOrCreate } from '../../text/words.ts'
import { hasDerivedKey, inUnicodeForms, keysInRepo, type PlannedRow, titlesOf } from '../plan/planned-row.ts'
import { hasBody, hasHash, hashesOf, hasTitle } from '../plan/row-spellings.ts'
import type { RowPosition } from '../rows/row.ts'
import { isOrphan, type LedgerRecord, type RecordOf } from './record.ts'
import { hasPost, mayHaveBeenCreated, reusesIssue, type Statuses } from './status.ts'

/** A row whose post was created while the row had another key. */
export type RekeyedRow = {
  readonly at: RowPosition
  readonly formerKey: string
  /** Whether another row has that key now. */
  readonly isTaken: boolean
  /** Whether both keys look the same. */
  readonly hasOtherAccents: boolean
  /** Whether its body has changed too, so that it may also be another post with the same title. */
  readonly hasOtherBody: boolean
}

/**
 * Whether a row may be one that was sent under another key. Its author may have added, removed or changed the key, and edited the body.
 * `issue plan` also gives a task a new key if its title now occurs twice in the list.
 */
export function mayBeRekeyed(sent: RecordOf<'sending'>, row: PlannedRow): boolean {
  if (!hasSameTarget(sent, row)) return false
  if (isKeyWithOtherAccents(sent.key, row)) return true
  if (reposOf(row).some((repo) => keysInRepo(row, repo).includes(sent.key))) return !hasDerivedKey(row)
  return hasSentTitle(sent, row)
}

/** Whether a row is of the kind that was sent, and goes to the same repository, which may have been renamed since. */
export function hasSameTarget({ repo, kind }: Pick<RecordOf<'sending'>, 'repo' | 'kind'>, row: PlannedRow): boolean {
  return kind === row.draft.kind && reposOf(row).some((name) => isSameRepo(repo, name))
}

/** The current and the former names of the repository of a row. */
function reposOf({ draft: { repo }, formerRepos = [] }: PlannedRow): readonly string[] {
  return [repo, ...formerRepos]
}

/** Whether a key is that of the row in the other Unicode form of accents, which looks the same. */
export function isKeyWithOtherAccents(key: string, row: Pick<PlannedRow, 'key'>): boolean {
  return key !== row.key && inUnicodeForms(row.key).includes(key)
}

/** Whether a row has the title that was sent. Older versions recorded no title, so the hash of the whole row has to be the same. */
export function hasSentTitle({ parts, repo, row: hash }: RecordOf<'sending'>, row: PlannedRow): boolean {
  return parts === undefined ? hasHash(row, hash, [repo]) : hasTitle(row, parts.title)
}

/** Whether a record with the key of a row is of that row, which may have been edited since. */
export function isOfRow(record: RecordOf<'sending' | 'reused'>, row: PlannedRow): boolean {
  // No other row has a key that comes from the title of this one.
  if (hasDerivedKey(row)) return true
  if (record.record === 'reused') return reusesIssue(row, record.url) === true
  return hasSameTarget(record, row) && hasSentTitle(record, row)
}

/** Finds the rows that would be created again because their keys have changed. */
export function createRekeyedSearch(records: readonly LedgerRecord[], statuses: Statuses) {
  const sendingsByKey = sendingsOfPosts(records, statuses)
  const findSent = createSendingFinder(sendingsByKey.values())
  const orphanKeys = new Set(records.flatMap((record) => (isOrphan(record) ? [record.key] : [])))
  /** The keys whose rows now have a different title from the one that was sent, so they are other rows. */
  const reassignedKeys = new Set<string>()
  /** The keys whose rows now have a different body from the one that was sent: the row was edited, or another row has the key now. */
  const editedKeys = new Set<string>()
  const candidates: {
    readonly row: Pick<PlannedRow, 'at' | 'key'>
    readonly formerKeys: readonly string[]
    /** The former keys under which the same body was sent. */
    readonly keysOfBody: ReadonlySet<string>
  }[] = []
  return {
    add(row: PlannedRow) {
      const status = statuses.get(row.key)
      const sentWithKey = sendingsByKey.get(row.key)
      const isSent = sentWithKey !== undefined && (hasDerivedKey(row) || hasSentTitle(sentWithKey, row))
      if (sentWithKey !== undefined && !isSent) reassignedKeys.add(row.key)
      if (sentWithKey !== undefined && !hasSentBody(sentWithKey, row)) editedKeys.add(row.key)
      if (isSent || row.reuse !== null || hasPost(status)) return
      const sendings = findSent(row).filter((sent) => mayBeRekeyed(sent, row))
      if (sendings.length === 0) return
      const keysOfBody = new Set(sendings.filter((sent) => hasSentBody(sent, row)).map(({ key }) => key))
      const formerKeys = [...keysOfBody, ...sendings.map(({ key }) => key)]
      candidates.push({ row: { at: row.at, key: row.key }, formerKeys, keysOfBody })
    },
    /** @param isInPlan whether the plan still has a row with this key. If it does, a new row is another post. */
    finish: (isInPlan: (key: string) => boolean): readonly RekeyedRow[] => {
      // A row that is no longer in the plan, and whose post is or was unconfirmed, may be an `Orphan`.
      const isGone = (key: string) => !isInPlan(key) && statuses.get(key)?.state === 'created' && !orphanKeys.has(key)
      return candidates.flatMap(({ row: { at, key: rowKey }, formerKeys, keysOfBody }) => {
        const formerKey = formerKeys.find(
          (key) => isGone(key) || reassignedKeys.has(key) || (editedKeys.has(key) && keysOfBody.has(key)),
        )
        if (formerKey === undefined) return []
        const hasOtherAccents = isKeyWithOtherAccents(formerKey, { key: rowKey })
        const hasOtherBody = !keysOfBody.has(formerKey)
        return [{ at, formerKey, isTaken: isInPlan(formerKey), hasOtherAccents, hasOtherBody }]
      })
    },
  }
}

/** Whether a row has the body that was sent. Without a record of it, the row was found by the hash of all its texts. */
function hasSentBody({ parts }: RecordOf<'sending'>, row: PlannedRow): boolean {
  return parts === undefined || hasBody(row, parts.body)
}

/** The id of a title in the index of `createSendingFinder`. */
function titleId(titleHash: string, repo: string, kind: string): string {
  return `${titleHash} ${kind} ${repo.toLowerCase()}`
}

/** What was last sent for each row that has a post, or may have one, by its key. */
export function sendingsOfPosts(records: readonly LedgerRecord[], statuses: Statuses) {
  const sendings = new Map<string, RecordOf<'sending'>>()
  for (const record of records)
    if (record.record === 'sending' && record.act === 'create' && mayHaveBeenCreated(statuses.get(record.key)))
      sendings.set(record.key, record)
  return sendings
}

/** Returns a function that finds what may have been sent for a row: by its key, by its title or, if titles are not recorded, by its hash. */
export function createSendingFinder(
  sendings: Iterable<RecordOf<'sending'>>,
): (row: PlannedRow) => readonly RecordOf<'sending'>[] {
  /** By key, by `titleId`, or by the hash of the row. */
  const index = new Map<string, RecordOf<'sending'>[]>()
  /** The repositories, as they are spelled, to which rows were sent without a record of their titles. */
  const repos = new Set<string>()
  for (const sent of sendings) {
    const { key, row, parts, repo, kind } = sent
    if (parts === undefined) repos.add(repo)
    for (const id of [key, parts === undefined ? row : titleId(parts.title, repo, kind)])
      getOrCreate(index, id, () => []).push(sent)
  }
  if (index.size === 0) return () => []
  return (row) => {
    const titles = titlesOf(row).map(hashOf)
    const idsInRepos = reposOf(row).flatMap((repo) => [
      ...keysInRepo(row, repo),
      ...titles.map((title) => titleId(title, repo, row.draft.kind)),
    ])
    const hashes = repos.size > 0 ? hashesOf(row, [...repos]) : []
    return [...inUnicodeForms(row.key), ...idsInRepos, ...hashes].flatMap((id) => index.get(id) ?? [])
  }
}

/** Returns a function that lists the names under which rows were sent to a repository, which may include its current one. */
export function createFormerNameFinder(
  records: readonly LedgerRecord[],
): (target: Pick<Target, 'id'> | null) => ReadonlySet<string> {
  const namesById = new Map<string, Set<string>>()
  for (const record of records) {
    if (record.record !== 'sending' || record.repositoryId === undefined) continue
    getOrCreate(namesById, record.repositoryId, () => new Set()).add(record.repo)
  }
  return (target) => namesById.get(target?.id ?? '') ?? NO_NAMES
}

const NO_NAMES: ReadonlySet<string> = new Set()
