import { markerIn, withMarker, withoutMarker } from '../../drafts/marker.ts'
import { Failure } from '../../errors.ts'
import { issueRef } from '../../publish/publication.ts'
import { hashOf } from '../hash.ts'
import type { Tracked } from '../plan/checklist.ts'
import type { PlannedRow } from '../plan/planned.ts'
import { mergeChecklist } from '../plan/tracker.ts'
import type { RowResult } from './apply.ts'
import type { RunContext } from './running.ts'
import { Interrupted } from './stop.ts'
import { changeOnce } from './write.ts'

/** A tracker that is on GitHub, and what it tracks. */
export type Tracker = { readonly key: string; readonly url: string; readonly rows: readonly Tracked[] }

/**
 * Brings the list in a tracker up to date. What people changed in it stays; where nothing is new, nothing is sent.
 * @throws Failure why it could not be edited; Stopped
 */
export async function updateTracker(running: RunContext, { key, url, rows }: Tracker): Promise<void> {
  const { github } = running
  const ref = issueRef(url, '')
  const issue = ref && (await github.issue(ref.repo, ref.number))
  if (ref === null || issue === null) throw new Failure('GitHub', `the tracker ${url} is not there any more`)
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

/** What the trackers of a plan track, as a run finds it out. */
export type TrackerCollection = {
  add(row: PlannedRow, end: RowResult): void
  /** Whether one is on GitHub. */
  hasAny(): boolean
  /** @returns what could not be done. */
  updateAll(running: RunContext): Promise<readonly string[]>
}

export function collectTrackers(): TrackerCollection {
  const urls = new Map<string, string>()
  const lists = new Map<string, Tracked[]>()
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
      const faults: string[] = []
      for (const [key, url] of urls) {
        const fault = await tryUpdate(running, { key, url, rows: lists.get(key) ?? [] })
        if (fault !== null) faults.push(fault)
      }
      return faults
    },
  }
}

async function tryUpdate(running: RunContext, tracker: Parameters<typeof updateTracker>[1]): Promise<string | null> {
  try {
    await updateTracker(running, tracker)
    return null
  } catch (error) {
    if (error instanceof Interrupted) return `The list in ${tracker.url} was not brought up to date.`
    if (error instanceof Failure) return `The list in ${tracker.url} could not be brought up to date: ${error.message}`
    throw error
  }
}
