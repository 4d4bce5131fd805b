import { markerIn, withMarker, withoutMarker } from '../../drafts/marker.ts'
import { Failure } from '../../errors.ts'
import { issueRef } from '../../publish/publication.ts'
import { hashOf } from '../hash.ts'
import type { TrackedRow } from '../plan/checklist.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { mergeChecklist } from '../plan/tracker.ts'
import type { RowResult } from './apply.ts'
import { Interrupted } from './pacer.ts'
import type { RunContext } from './running.ts'
import { changeOnce } from './write.ts'

/** A tracker on GitHub, and the rows that it lists. */
export type Tracker = { readonly key: string; readonly url: string; readonly rows: readonly TrackedRow[] }

/**
 * Updates the list in a tracker, and keeps what people have changed in it. Sends nothing if the list is up to date.
 * @throws Failure if it could not be edited; Interrupted
 */
export async function updateTracker(running: RunContext, { key, url, rows }: Tracker): Promise<void> {
  const { github } = running
  const ref = issueRef(url, '')
  const issue = ref && (await github.issue(ref.repo, ref.number))
  if (ref === null || issue === null) throw new Failure('GitHub', `the tracker ${url} no longer exists`)
  const text = withoutMarker(issue.body)
  const merged = mergeChecklist(text, rows)
  if (merged === text) return
  const marker = markerIn(issue.body)
  const body = marker === null ? merged : withMarker(merged, marker)
  const about = {
    key,
    act: 'edit',
    row: hashOf(body),
    repo: ref.repo,
    kind: 'issue',
    marker: running.newId(),
  } as const
  await changeOnce(running, {
    about,
    send: () => github.updateIssueBody(ref.repo, issue, body),
    lookUp: async () => ((await github.issue(ref.repo, ref.number))?.body === body ? true : null),
  })
}

/** Collects the rows that each tracker lists, as a run creates them. */
export type TrackerCollection = {
  add(row: PlannedRow, end: RowResult): void
  /** Whether any tracker exists on GitHub. */
  hasAny(): boolean
  /** @returns what could not be done. */
  updateAll(running: RunContext): Promise<readonly string[]>
}

export function collectTrackers(): TrackerCollection {
  const urls = new Map<string, string>()
  const lists = new Map<string, TrackedRow[]>()
  return {
    add({ key, isTracker, trackerKey, draft: { title, repo } }, end) {
      const url = 'url' in end ? end.url : null
      if (isTracker && url !== null) urls.set(key, url)
      if (trackerKey === null) return
      const list = lists.get(trackerKey)
      const tracked = { url, title, repo }
      if (list === undefined) lists.set(trackerKey, [tracked])
      else list.push(tracked)
    },
    hasAny: () => urls.size > 0,
    async updateAll(running) {
      const problems: string[] = []
      for (const [key, url] of urls) {
        const problem = await tryUpdate(running, { key, url, rows: lists.get(key) ?? [] })
        if (problem !== null) problems.push(problem)
      }
      return problems
    },
  }
}

async function tryUpdate(running: RunContext, tracker: Parameters<typeof updateTracker>[1]): Promise<string | null> {
  try {
    await updateTracker(running, tracker)
    return null
  } catch (error) {
    if (error instanceof Interrupted) return `The list in ${tracker.url} was not updated.`
    if (error instanceof Failure) return `The list in ${tracker.url} could not be updated: ${error.message}`
    throw error
  }
}
