import { Failure } from '../../errors.ts'
import type { Target } from '../../github/target.ts'
import type { Destination } from '../../preflight/destination.ts'
import { hashOf } from '../../system/hash.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'
import { getOrCreate } from '../../text/words.ts'
import { hasDerivedKey, inUnicodeForms, keysInRepo, type PlannedRow, titlesOf } from '../plan/planned-row.ts'
import { hasBody, hasHash, hashesOf, hasTitle } from '../plan/row-spellings.ts'
import { type Parsed, positionText, type RowPosition } from '../rows/row.ts'
import type { CreatedRecord, LedgerRecord, RecordOf } from './record.ts'
import { hasPost, mayHaveBeenCreated, reusesIssue, type Status, type Statuses, statusesOf } from './status.ts'

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
 * Whether a row may be the one that was sent under another key: it has got a key since, has lost it, or has a new one. Its body may have
 * changed too: a plan that is made again from a task list has both edited texts and new keys of titles that are repeated since.
 */
export function hasOtherKey(sent: RecordOf<'sending'>, row: PlannedRow): boolean {
  if (!hasSameTarget(sent, row)) return false
  if (isKeyWithOtherAccents(sent.key, row)) return true
  if (reposOf(row).some((repo) => keysInRepo(row, repo).includes(sent.key))) return !hasDerivedKey(row)
  return seemsToBe(sent, row)
}

/** Whether a row is of the kind that was sent, and goes to the same repository, which may have been renamed since. */
export function hasSameTarget({ repo, kind }: RecordOf<'sending'>, row: PlannedRow): boolean {
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

/** Whether a row has the title that was sent. Older versions did not record it, but the hash of a row does not depend on its key. */
function seemsToBe({ parts, repo, row: hash }: RecordOf<'sending'>, row: PlannedRow): boolean {
  return parts === undefined ? hasHash(row, hash, [repo]) : hasTitle(row, parts.title)
}

/** Whether a record with the key of a row is of that row, which may have been edited since. */
export function isOfRow(record: RecordOf<'sending' | 'reused'>, row: PlannedRow): boolean {
  // A key that comes from the title of a row is not that of another row.
  if (hasDerivedKey(row)) return true
  if (record.record === 'reused') return reusesIssue(row, record.url) === true
  return hasSameTarget(record, row) && seemsToBe(record, row)
}

/** Finds the rows that would be created again because their keys have changed. */
export function createOtherKeySearch(records: readonly LedgerRecord[], statuses: Statuses) {
  const sendingsByKey = sendingsOfPosts(records, statuses)
  const find = findSendings(sendingsByKey.values())
  const orphanKeys = new Set(records.flatMap((record) => (isOrphan(record) ? [record.key] : [])))
  /** The keys that other rows have now, according to their titles or, if these are not recorded, to their hashes. */
  const reassignedKeys = new Set<string>()
  /** The keys of the rows whose titles are the same and whose bodies are not: they were edited, or another row has the key now. */
  const editedKeys = new Set<string>()
  const candidates: {
    readonly row: Pick<PlannedRow, 'at' | 'key'>
    readonly formerKeys: readonly string[]
    /** Those of them with which the same body was sent. */
    readonly keysOfBody: ReadonlySet<string>
  }[] = []
  return {
    add(row: PlannedRow) {
      const status = statuses.get(row.key)
      const sentWithKey = sendingsByKey.get(row.key)
      const isSent = sentWithKey !== undefined && (hasDerivedKey(row) || seemsToBe(sentWithKey, row))
      if (sentWithKey !== undefined && !isSent) reassignedKeys.add(row.key)
      if (sentWithKey !== undefined && !hasSentBody(sentWithKey, row)) editedKeys.add(row.key)
      if (isSent || row.reuse !== null || hasPost(status)) return
      const sendings = find(row).filter((sent) => hasOtherKey(sent, row))
      if (sendings.length === 0) return
      const keysOfBody = new Set(sendings.filter((sent) => hasSentBody(sent, row)).map(({ key }) => key))
      const formerKeys = [...keysOfBody, ...sendings.map(({ key }) => key)]
      candidates.push({ row: { at: row.at, key: row.key }, formerKeys, keysOfBody })
    },
    /** @param isInPlan whether the plan still has a row with this key. Then the other row is another post. */
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

function titleName(titleHash: string, repo: string, kind: string): string {
  return `${titleHash} ${kind} ${repo.toLowerCase()}`
}

/** What was last sent for each row that has a post, or may have one, by its key. */
function sendingsOfPosts(records: readonly LedgerRecord[], statuses: Statuses) {
  const sendings = new Map<string, RecordOf<'sending'>>()
  for (const record of records)
    if (record.record === 'sending' && record.act === 'create' && mayHaveBeenCreated(statuses.get(record.key)))
      sendings.set(record.key, record)
  return sendings
}

/** Whether a post was found without its row: see `Orphan`. */
export function isOrphan(record: LedgerRecord): record is CreatedRecord {
  return record.record === 'done' && record.act === 'create' && record.orphan === true
}

/** Returns a function that finds what may have been sent for a row: by its key, by its title or, if titles are not recorded, by its hash. */
function findSendings(sendings: Iterable<RecordOf<'sending'>>): (row: PlannedRow) => readonly RecordOf<'sending'>[] {
  const lists = new Map<string, RecordOf<'sending'>[]>()
  /** The repositories, as they are spelled, to which rows were sent without a record of their titles. */
  const repos = new Set<string>()
  for (const sent of sendings) {
    const { key, row, parts, repo, kind } = sent
    if (parts === undefined) repos.add(repo)
    for (const name of [key, parts === undefined ? row : titleName(parts.title, repo, kind)])
      getOrCreate(lists, name, () => []).push(sent)
  }
  if (lists.size === 0) return () => []
  return (row) => {
    const titles = titlesOf(row).map(hashOf)
    const ofRepos = reposOf(row).flatMap((repo) => [
      ...keysInRepo(row, repo),
      ...titles.map((title) => titleName(title, repo, row.draft.kind)),
    ])
    const hashes = repos.size > 0 ? hashesOf(row, [...repos]) : []
    return [...inUnicodeForms(row.key), ...ofRepos, ...hashes].flatMap((name) => lists.get(name) ?? [])
  }
}

export type OtherLedger = { readonly path: string; readonly records: readonly LedgerRecord[] }
/** What another plan has sent for a row. `path`: its ledger. `url`: the address of its post; null: it is unknown whether the post exists. */
export type SentCopy = { readonly path: string; readonly url: string | null }

/**
 * Returns a function that finds what other plans have sent for a row: for a row without a key, something with its title, and otherwise
 * something with its title and its key or body. The key alone may be the same by chance.
 */
export function createCopySearch(
  ledgers: readonly OtherLedger[],
): (row: PlannedRow, own: Status | undefined) => SentCopy | null {
  const copies = new Map<RecordOf<'sending'>, SentCopy>()
  for (const { path, records } of ledgers) {
    const statuses = statusesOf(records)
    for (const [key, sent] of sendingsOfPosts(records, statuses)) {
      const status = statuses.get(key)
      copies.set(sent, { path, url: status?.state === 'created' ? status.url : null })
    }
  }
  const find = findSendings(copies.keys())
  return (row, own) => {
    // The run itself looks up what this plan has sent. The other ledger may be a copy of its ledger.
    const isOwn = ({ marker }: RecordOf<'sending'>) => own?.state === 'sent-unknown' && own.sent.marker === marker
    const sent = find(row).find((each) => !isOwn(each) && isCopy(each, row))
    return (sent && copies.get(sent)) ?? null
  }
}

function isCopy(sent: RecordOf<'sending'>, row: PlannedRow): boolean {
  if (!hasSameTarget(sent, row)) return false
  if (hasDerivedKey(row)) return keysInRepo(row, row.draft.repo).includes(sent.key) || seemsToBe(sent, row)
  if (hasHash(row, sent.row, [sent.repo])) return true
  const { key, parts } = sent
  if (parts === undefined || !hasTitle(row, parts.title)) return false
  return inUnicodeForms(row.key).includes(key) || (parts.body !== null && hasBody(row, parts.body))
}

/** Returns a function that lists the names of a repository under which rows were sent to it: also its current one, if any were. */
export function formerRepoNames(
  records: readonly LedgerRecord[],
): (target: Pick<Target, 'id'> | null) => ReadonlySet<string> {
  const namesById = new Map<string, Set<string>>()
  for (const record of records) {
    if (record.record !== 'sending' || record.repositoryId === undefined) continue
    getOrCreate(namesById, record.repositoryId, () => new Set()).add(record.repo)
  }
  return (target) => namesById.get(target?.id ?? '') ?? NONE
}

const NONE: ReadonlySet<string> = new Set()

type FormerRow = { readonly key: string; readonly repo: string; readonly why: 'rename' | 'default' | 'accents' }

/**
 * Returns a function that says if the ledger has a row under another key, because the row was sent before its repository was renamed, to
 * the default repository of an earlier run, or with another Unicode form of its title. A derived key depends on the name of the
 * repository and on the title, so it has changed. null: the ledger does not.
 */
export function formerKeyProblems(
  records: readonly LedgerRecord[],
  statuses: Statuses,
): (row: PlannedRow, destination: Pick<Destination, 'onGitHub' | 'repo'>) => string | null {
  if (statuses.size === 0) return () => null
  const formerNamesOf = formerRepoNames(records)
  const defaultRepos = formerDefaultRepos(records)
  return (row, { onGitHub, repo: currentRepo }) => {
    if (!hasDerivedKey(row) || mayHaveBeenCreated(statuses.get(row.key))) return null
    const sentTo = (repos: ReadonlySet<string>, why: FormerRow['why']) =>
      [...repos]
        .flatMap((repo) => keysInRepo(row, repo).map((key) => ({ repo, key, why })))
        .find(({ key }) => mayHaveBeenCreated(statuses.get(key))) ?? null
    const formerNames = formerNamesOf(onGitHub?.target ?? null)
    const former =
      sentTo(new Set([row.draft.repo]), 'accents') ??
      sentTo(formerNames, 'rename') ??
      (row.usesDefaultRepo === true ? sentTo(defaultRepos, 'default') : null)
    return former === null ? null : formerRowMessage(former, currentRepo)
  }
}

function formerRowMessage({ key, repo: formerRepo, why }: FormerRow, repo: string): string {
  const remedy = `give it the key "${key}", so that it is not sent again`
  switch (why) {
    case 'accents':
      return `it was already sent with the same title, whose accents were stored in another way (Unicode NFC or NFD): ${remedy}`
    case 'rename':
      return `it was already sent when ${repo} was called ${formerRepo}: ${remedy}`
    case 'default':
      return `it was already sent to ${formerRepo} by an earlier run: pass --repo ${formerRepo} again, or name the repository in the row if it is another post`
    default:
      return why satisfies never
  }
}

/** The repositories to which earlier runs may have sent the rows that name none. Older versions did not record which one it was. */
function formerDefaultRepos(records: readonly LedgerRecord[]): ReadonlySet<string> {
  const repos = new Set<string>()
  let isRecorded = false
  for (const record of records) {
    if (record.record === 'run') isRecorded = record.repo !== undefined
    const repo = record.record === 'run' || (record.record === 'sending' && !isRecorded) ? record.repo : undefined
    if (repo !== undefined) repos.add(repo)
  }
  return repos
}

type Rows = AsyncIterable<Parsed<PlannedRow>>

/**
 * Earlier versions read the number 1.50 in JSON as 1.5, which may have changed the key of a row. If the ledger has a row under such
 * a former key, the row would look new, and would be created a second time. So this function refuses the plan.
 * @param former the rows as those versions read them, in the same order
 * @throws Failure (validation)
 */
export async function refuseFormerKeys(records: readonly LedgerRecord[], rows: Rows, former: Rows): Promise<void> {
  const statuses = statusesOf(records)
  const formerRows = former[Symbol.asyncIterator]()
  try {
    for await (const row of rows) {
      const { done, value: earlier } = await formerRows.next()
      if (done === true) return
      if (!row.ok || !earlier.ok || row.value.at.row !== earlier.value.at.row) continue
      const [key, formerKey] = [row.value.key, earlier.value.key]
      if (key === formerKey || statuses.has(key) || !statuses.has(formerKey)) continue
      throw new Failure(
        'validation',
        `${positionText(row.value.at)}: an earlier version of mcp-comms read a number in this row differently, such as 1.50 as 1.5, so the ledger has this row under the key "${excerpt(formerKey)}". Nothing was sent`,
        {
          hint: 'Write the number as that version read it, in quotes ("1.5"), or give the row another "key" if it is another post',
        },
      )
    }
  } finally {
    // Otherwise the file would stay open.
    await formerRows.return?.()
  }
}
