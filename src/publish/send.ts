import { markerFor, withMarker } from '../drafts/marker.ts'
import type { NewDiscussion, NewIssue, Post } from '../github/posts.ts'
import { sendOnce, type WriteResult } from '../github/send-once.ts'
import type { PostKind, Target } from '../github/target.ts'
import type { Clock } from '../system/clock.ts'
import type { Resolved } from './post-input.ts'

type Place = Pick<Target, 'id' | 'repo'>

/** What publishing a post asks of GitHub. */
export type PostsApi = {
  createIssue(target: Place, issue: NewIssue): Promise<WriteResult<Post>>
  createDiscussion(target: Place, discussion: NewDiscussion): Promise<WriteResult<Post>>
  /** Returns the labels that the post has afterwards. Adding a label twice changes nothing. */
  addLabels(repo: string, post: Pick<Post, 'id'>, labelIds: readonly string[]): Promise<WriteResult<readonly string[]>>
  /** Adding an issue twice changes nothing. */
  addToProject(repo: string, post: Pick<Post, 'id'>, projectId: string): Promise<WriteResult<unknown>>
  /** The viewer's own post, not older than `since`, whose body contains the marker. */
  findByMarker(repo: string, kind: PostKind, marker: string, since: Date): Promise<Post | null>
}

/** A post's hidden marker, and when it was sent: first, if more than once, and last. */
export type Attempt = { readonly marker: string; readonly first?: Date; readonly sent: Date }

/** Sends it once, having written down that it does, so that a run that dies at it can be gone on with. */
export type Dispatch = (send: () => Promise<WriteResult<Post>>) => Promise<WriteResult<Post>>

/** Posts it, exactly once: after an unknown outcome it is looked up by its marker before it is sent again. */
export async function send(
  github: PostsApi,
  clock: Clock,
  place: Place,
  resolved: Resolved,
  marker: string,
  dispatch: Dispatch,
): Promise<Completed> {
  const since = clock.now()
  const post = await sendOnce(
    () => dispatch(() => createPost(github, place, resolved, marker)),
    () => github.findByMarker(place.repo, resolved.kind, markerFor(marker), since),
    clock,
  )
  return complete(github, place, resolved, post)
}

/** A post with all that belongs to it; `outside`: the projects that it could not be added to, and why. */
export type Completed = Post & { readonly outside: readonly { readonly project: string; readonly why: string }[] }

/** What GitHub takes only once the post is there: the labels of a discussion, the projects of an issue. */
export async function complete(github: PostsApi, { repo }: Place, resolved: Resolved, post: Post): Promise<Completed> {
  if (resolved.kind === 'discussion') {
    if (resolved.labelIds.length === 0 || post.labels.length > 0) return { ...post, outside: [] }
    // That the viewer may not label is no failure: the post is there.
    const sent = await github.addLabels(repo, post, resolved.labelIds)
    return { ...post, labels: sent.outcome === 'done' ? sent.value : [], outside: [] }
  }
  const outside: { project: string; why: string }[] = []
  for (const { id, name } of resolved.projects) {
    const sent = await github.addToProject(repo, post, id)
    if (sent.outcome !== 'done') outside.push({ project: name, why: sent.failure.message })
  }
  return { ...post, outside }
}

function createPost(github: PostsApi, place: Place, resolved: Resolved, marker: string) {
  switch (resolved.kind) {
    case 'issue':
      return github.createIssue(place, { ...resolved.issue, body: withMarker(resolved.issue.body, marker) })
    case 'discussion':
      return github.createDiscussion(place, {
        ...resolved.discussion,
        body: withMarker(resolved.discussion.body, marker),
      })
    default:
      return resolved satisfies never
  }
}

/** GitHub gives up on a request after ten seconds: until then, one that was sent may still take effect. */
const SETTLED_AFTER_MS = 10_000

/** The post that an earlier run sent without learning whether it arrived; null: it did not. */
export async function findEarlier(
  github: PostsApi,
  clock: Clock,
  repo: string,
  kind: Resolved['kind'],
  { marker, sent, first = sent }: Attempt,
): Promise<Post | null> {
  const found = await github.findByMarker(repo, kind, markerFor(marker), first)
  const left = sent.getTime() + SETTLED_AFTER_MS - clock.now().getTime()
  if (found !== null || left <= 0) return found
  await clock.sleep(Math.min(left, SETTLED_AFTER_MS))
  return github.findByMarker(repo, kind, markerFor(marker), first)
}
