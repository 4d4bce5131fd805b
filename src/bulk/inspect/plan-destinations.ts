import { LISTED_WITHIN_MS } from '../../github/look-up.ts'
import type { Target } from '../../github/target.ts'
import type { Destinations } from '../../preflight/destination.ts'
import { isSameName } from '../../text/github-names.ts'
import { getOrCreate } from '../../text/words.ts'
import { type LedgerRecord, labelKey } from '../ledger/record.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Parsed } from '../rows/row.ts'

/** Adds the labels that earlier runs created, if they are so new that GitHub may not list them yet. */
export function withCreatedLabels(
  destinations: Destinations,
  records: readonly LedgerRecord[],
  now: () => Date,
): Destinations {
  const created = records.flatMap((record) => {
    if (record.record !== 'done' || record.act === 'create' || record.label === undefined) return []
    return [{ key: record.key, label: record.label, at: Date.parse(record.at) }]
  })
  if (created.length === 0) return destinations
  const get: Destinations['get'] = async (repo) => {
    const destination = await destinations.get(repo)
    const { onGitHub } = destination
    for (const { key, label, at } of created) {
      // A label that GitHub should list by now, but does not, was deleted.
      if (now().getTime() - at > LISTED_WITHIN_MS) continue
      if (onGitHub === null || key !== labelKey(label.name, onGitHub.target.repo)) continue
      if (!onGitHub.choices().labels.some(({ name }) => isSameName(name, label.name))) onGitHub.rememberLabel(label)
    }
    return destination
  }
  return { ...destinations, get }
}

/**
 * For the inspection of a plan: does not repeat a request that failed, because many rows may name the same issue or repository. A run
 * does repeat such a request for each row, because GitHub may answer later.
 */
export function withRememberedFailures(destinations: Destinations): Destinations {
  const issues = new Map<string, ReturnType<Destinations['issue']>>()
  const privacy = new Map<string, ReturnType<Destinations['isPrivate']>>()
  const advisories = new Map<string, ReturnType<Destinations['isPublished']>>()
  return {
    ...destinations,
    issue: (ref) => {
      const key = `${ref.host ?? ''}/${ref.repo}#${ref.number}`.toLowerCase()
      return getOrCreate(issues, key, () => destinations.issue(ref))
    },
    isPrivate: (repo) => getOrCreate(privacy, repo.toLowerCase(), () => destinations.isPrivate(repo)),
    isPublished: (ghsaId) => getOrCreate(advisories, ghsaId, () => destinations.isPublished(ghsaId)),
  }
}

/** null: GitHub was not asked, or the repository could not be read. Each of its rows reports why it could not be read. */
export async function targetOrNull(destinations: Destinations, repo: string): Promise<Target | null> {
  try {
    return (await destinations.get(repo)).onGitHub?.target ?? null
  } catch {
    return null
  }
}

/** At most this many rows are read ahead, and only while requests are pending. */
const MAX_ROWS_AHEAD = 16

/** Asks GitHub about the repositories of the next rows in advance, because one request at a time would take far longer. */
export async function* prefetchDestinations(
  rows: AsyncIterable<Parsed<PlannedRow>>,
  destinations: Destinations,
): AsyncGenerator<Parsed<PlannedRow>> {
  const requested = new Set<string>()
  const next: Parsed<PlannedRow>[] = []
  let pending = 0
  const request = (repo: string) => {
    if (requested.has(repo)) return
    requested.add(repo)
    pending++
    const settle = () => {
      pending--
    }
    // An error is reported by the row that needs the repository.
    destinations.get(repo).then(settle, settle)
  }
  for await (const parsed of rows) {
    if (parsed.ok) request(parsed.value.draft.repo)
    next.push(parsed)
    while (next.length > (pending > 0 ? MAX_ROWS_AHEAD : 0)) yield* next.splice(0, 1)
  }
  yield* next
}
