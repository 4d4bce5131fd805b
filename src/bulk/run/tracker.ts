import { markerIn, withMarker, withoutMarker } from '../../drafts/marker.ts'
import { Failure } from '../../errors.ts'
import { issueRef } from '../../publish/publication.ts'
import { hashOf } from '../hash.ts'
import type { Tracked } from '../plan/checklist.ts'
import { mergeChecklist } from '../plan/tracker.ts'
import { journaled } from './journaled.ts'
import type { Running } from './running.ts'

/** A tracker that is on GitHub, and what it tracks. */
export type Tracker = { readonly key: string; readonly url: string; readonly rows: readonly Tracked[] }

/**
 * Brings the list in a tracker up to date. What people changed in it stays; where nothing is new, nothing is sent.
 * @throws Failure why it could not be edited; Stopped
 */
export async function editTracker(running: Running, { key, url, rows }: Tracker): Promise<void> {
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
  await journaled(running, {
    about,
    send: () => github.updateIssueBody(ref.repo, issue, body),
    lookUp: async () => ((await github.issue(ref.repo, ref.number))?.body === body ? true : null),
  })
}
