import { Failure } from '../../errors.ts'
import type { ExistingIssue } from '../../github/issues.ts'
import { isAbandoned } from '../../github/retry.ts'
import { hashOf } from '../../system/hash.ts'
import { markerIn, withMarker, withoutMarker } from '../../text/added-lines.ts'
import { type IssueRef, isSameRepo, issueRef } from '../../text/github-names.ts'
import { clearHidden } from '../../text/quote.ts'
import { getOrCreate } from '../../text/words.ts'
import type { LedgerRecord, RecordOf } from '../ledger/record.ts'
import { Interrupted } from '../pace/pace.ts'
import { hasDerivedKey, type PlannedRow } from '../plan/planned-row.ts'
import { type EditHistory, editHistory, editSharedText, UNEDITED } from './edit.ts'
import { mergeChecklist } from './merge-checklist.ts'
import { placeholderFor, type TrackedRow } from './read-checklist.ts'
import type { RowResult, RunContext } from './run-context.ts'

export type Tracker = {
  readonly key: string
  readonly url: string
  readonly rows: readonly TrackedRow[]
  readonly history: EditHistory
  /** What the ledger records about the rows without an address. */
  readonly listed?: ListedEntries
}

type ListedEntries = NonNullable<RecordOf<'sending'>['listed']>

/**
 * Updates the list in a tracker, and keeps what people have changed in it. Sends nothing if the list is up to date.
 * @throws Failure if it could not be edited; Interrupted
 */
export async function updateTracker(run: RunContext, { key, url, rows, history, listed = [] }: Tracker): Promise<void> {
  const ref = issueRef(url, '')
  const issue = ref && (await readIssue(run, ref))
  if (ref === null || issue === null)
    throw new Failure('GitHub', 'GitHub no longer shows it', {
      hint: 'If it was deleted, see its posts with "mcp-comms issue bulk --status", and list them elsewhere',
    })
  await refuseIfNowPublic(run, ref, issue)
  const merge = (body: string) => mergeIntoBody(body, rows)
  // `issue.body` may be outdated, so we do not edit it. But if it lists every row, nothing is missing.
  if (!history.isUnconfirmed && merge(issue.body) === issue.body) return
  const { repo, id } = issue
  await editSharedText(run, {
    key,
    repo,
    id,
    merge,
    listed,
    history: { ...history, updatedAt: laterOf(history.updatedAt, issue.updatedAt) },
  })
}

/**
 * Refuses a tracker that somebody has moved from a private to a public repository, because its list may name private rows.
 * @throws Failure (validation)
 */
async function refuseIfNowPublic({ github }: RunContext, formerRef: IssueRef, { repo, isPrivate }: ExistingIssue) {
  if (isPrivate || isSameRepo(repo, formerRef.repo) || (await github.isPrivate(formerRef.repo)) === false) return
  throw new Failure('validation', `it was moved to ${repo}, which is public, and the list may name private posts`, {
    hint: 'List there only what everyone may see',
  })
}

function mergeIntoBody(body: string, rows: readonly TrackedRow[]): string {
  const text = withoutMarker(body)
  const merged = mergeChecklist(text, rows)
  if (merged === text) return body
  const marker = markerIn(body)
  return marker === null ? merged : withMarker(merged, marker)
}

function laterOf(a: Date | null, b: Date): Date {
  return a !== null && a > b ? a : b
}

/** A new issue may be missing from GitHub's responses for about the sum of these pauses. */
const PAUSES_MS = [2_000, 8_000, 20_000, 30_000]

/** null: the issue does not exist. */
async function readIssue({ github, clock }: RunContext, { repo, number }: IssueRef): Promise<ExistingIssue | null> {
  for (const pause of PAUSES_MS) {
    const issue = await github.issueOrMoved(repo, number)
    if (issue !== null) return issue
    await clock.sleep(pause)
  }
  return github.issueOrMoved(repo, number)
}

/** Collects the rows that each tracker lists, as a run reports their results. */
export type TrackerCollection = {
  add(row: PlannedRow, result: RowResult): void
  /** Whether any tracker exists on GitHub. */
  hasAny(): boolean
  /** @returns what could not be done. */
  updateAll(run: RunContext): Promise<readonly string[]>
}

type ListedRow = TrackedRow & {
  /** A hash, because the ledger has no titles, and the key may have been derived from one. */
  readonly keyHash: string
  readonly rowNumber: number
  /** Whether its key changes with its title. */
  readonly isKeyDerived: boolean
}

/** @param records the ledger before this run. */
export function collectTrackers(records: readonly LedgerRecord[]): TrackerCollection {
  const urls = new Map<string, string>()
  /** The trackers for which this run reused an issue. */
  const newlyReusedKeys = new Set<string>()
  const lists = new Map<string, ListedRow[]>()
  return {
    add(planned, result) {
      const { key, isTracker, trackerKey } = planned
      const url = 'url' in result ? result.url : null
      if (isTracker && url !== null) urls.set(key, url)
      if (isTracker && result.state === 'reused') newlyReusedKeys.add(key)
      if (trackerKey !== null) getOrCreate(lists, trackerKey, () => []).push(toListedRow(planned, url))
    },
    hasAny: () => urls.size > 0,
    async updateAll(run) {
      const problems: string[] = []
      for (const [key, url] of urls) {
        const rows = lists.get(key) ?? []
        const problem = await tryUpdate(run, {
          key,
          url,
          rows: withFormerPlaceholders(rows, entriesOfEarlierRuns(records, key)),
          history: newlyReusedKeys.has(key) ? UNEDITED : editHistory(records, key),
          listed: rows.flatMap((row) =>
            row.url === null ? [{ key: row.keyHash, row: row.rowNumber, line: hashOf(placeholderFor(row)) }] : [],
          ),
        })
        if (problem !== null) problems.push(problem)
      }
      return problems
    },
  }
}

function toListedRow(planned: PlannedRow, url: string | null): ListedRow {
  const { title, repo } = planned.draft
  const tracked = { url, title: clearHidden(title), repo }
  return { ...tracked, keyHash: hashOf(planned.key), rowNumber: planned.at.row, isKeyDerived: hasDerivedKey(planned) }
}

/** The rows that earlier runs have listed in this tracker without an address. */
function entriesOfEarlierRuns(records: readonly LedgerRecord[], key: string): ListedEntries {
  return records.flatMap((record) =>
    record.record === 'sending' && record.act === 'edit' && record.key === key ? (record.listed ?? []) : [],
  )
}

/**
 * A line of an earlier run belongs to the row with the same key. If that key was derived from a title that has changed since, it
 * belongs to the row with the same number.
 */
function withFormerPlaceholders(rows: readonly ListedRow[], earlierEntries: ListedEntries): readonly TrackedRow[] {
  if (earlierEntries.length === 0) return rows
  const keyHashes = new Set(rows.map(({ keyHash }) => keyHash))
  const byKey = linesBy(earlierEntries, ({ key }) => key)
  const byRow = linesBy(
    earlierEntries.filter(({ key }) => !keyHashes.has(key)),
    ({ row }) => row,
  )
  return rows.map((row) => {
    const linesByNumber = row.isKeyDerived ? (byRow.get(row.rowNumber) ?? []) : []
    return { ...row, formerPlaceholders: new Set([...(byKey.get(row.keyHash) ?? []), ...linesByNumber]) }
  })
}

function linesBy<Id>(
  listed: ListedEntries,
  idOf: (entry: ListedEntries[number]) => Id,
): ReadonlyMap<Id, readonly string[]> {
  const lines = new Map<Id, string[]>()
  for (const entry of listed) getOrCreate(lines, idOf(entry), () => []).push(entry.line)
  return lines
}

async function tryUpdate(run: RunContext, tracker: Tracker): Promise<string | null> {
  try {
    await updateTracker(run, tracker)
    return null
  } catch (error) {
    if (error instanceof Interrupted || isAbandoned(error)) return `The list in ${tracker.url} was not updated.`
    if (error instanceof Failure) return `The list in ${tracker.url} could not be updated: ${error.message}`
    throw error
  }
}
