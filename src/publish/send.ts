import { markerFor, withMarker } from '../drafts/marker.ts'
import { Failure } from '../errors.ts'
import type { NewDiscussion, NewIssue, Post } from '../github/posts.ts'
import { sendOnce, type WriteResult } from '../github/send-once.ts'
import type { PostKind, Target } from '../github/target.ts'
import type { Clock } from '../system/clock.ts'
import type { PostInput } from './post-input.ts'

type Repository = Pick<Target, 'id' | 'repo'>

/** The GitHub operations that publishing a post needs. */
export type PostsApi = {
  createIssue(target: Repository, issue: NewIssue): Promise<WriteResult<Post>>
  createDiscussion(target: Repository, discussion: NewDiscussion): Promise<WriteResult<Post>>
  /** Returns the labels that the post has afterwards. Adding a label twice changes nothing. */
  addLabels(repo: string, post: Pick<Post, 'id'>, labelIds: readonly string[]): Promise<WriteResult<readonly string[]>>
  /** Adding an issue twice changes nothing. */
  addToProject(repo: string, post: Pick<Post, 'id'>, projectId: string): Promise<WriteResult<unknown>>
  /** The name of an issue's type; null: it has none. */
  typeOfIssue(repo: string, issue: Pick<Post, 'id'>): Promise<string | null>
  /** The viewer's own post, not older than `since`, whose body contains the marker. */
  findByMarker(repo: string, kind: PostKind, marker: string, since: Date): Promise<Post | null>
}

/** The hidden marker of a post, and when it was last sent; `first` if it was sent more than once. */
export type Attempt = { readonly marker: string; readonly first?: Date; readonly sent: Date }

/** Records that a post is about to be sent, then sends it, so that a run that is interrupted in between can be resumed. */
export type Dispatch = (send: () => Promise<WriteResult<Post>>) => Promise<WriteResult<Post>>

/** Creates a post exactly once: after an unknown outcome, looks it up by its marker before sending it again. */
export async function postOnce(
  github: PostsApi,
  clock: Clock,
  target: Repository,
  input: PostInput,
  marker: string,
  dispatch: Dispatch,
): Promise<CompletePost> {
  const since = clock.now()
  const post = await sendOnce(
    () => dispatch(() => createPost(github, target, input, marker)),
    () => github.findByMarker(target.repo, input.kind, markerFor(marker), since),
    clock,
  )
  return addLabelsAndProjects(github, clock, target, input, post)
}

/** A post with its labels and projects. `failedProjects`: the projects that it could not be added to, and why. */
export type CompletePost = Post & {
  readonly failedProjects: readonly { readonly project: string; readonly why: string }[]
}

/**
 * Adds what GitHub accepts only after the post exists: the labels of a discussion, the projects of an issue.
 * @throws Failure if the labels may still be set by another run.
 */
export async function addLabelsAndProjects(
  github: PostsApi,
  clock: Pick<Clock, 'sleep'>,
  { repo }: Repository,
  input: PostInput,
  post: Post,
): Promise<CompletePost> {
  if (input.kind === 'discussion') {
    if (post.labels.length >= input.labelIds.length) return { ...post, failedProjects: [] }
    return { ...post, labels: await setLabels(github, clock, repo, post, input.labelIds), failedProjects: [] }
  }
  const failedProjects: { project: string; why: string }[] = []
  for (const { id, name } of input.projects) {
    const result = await github.addToProject(repo, post, id)
    if (result.outcome !== 'done') failedProjects.push({ project: name, why: result.failure.message })
  }
  return { ...post, ...(await typeReadBack(github, repo, input, post)), failedProjects }
}

/** GitHub drops the type without an error if the viewer may not set it. A post that was looked up does not show its type. */
async function typeReadBack(
  github: PostsApi,
  repo: string,
  { issue }: Extract<PostInput, { kind: 'issue' }>,
  post: Post,
): Promise<Pick<Post, 'type'>> {
  if (issue.issueTypeId === undefined || post.type !== undefined) return {}
  return { type: await github.typeOfIssue(repo, post) }
}

const LABEL_TRIES = 3
const LABEL_PAUSE_MS = 4_000

/**
 * Returns the labels that the discussion has afterwards. Forbidden is not an error, because the post exists.
 * @throws Failure after anything else. The post keeps its place in the draft or the ledger, so the next run sets the labels.
 */
async function setLabels(
  github: PostsApi,
  clock: Pick<Clock, 'sleep'>,
  repo: string,
  post: Post,
  labelIds: readonly string[],
): Promise<readonly string[]> {
  for (let tries = 1; ; tries++) {
    const result = await github.addLabels(repo, post, labelIds)
    if (result.outcome === 'done') return result.value
    const { failure } = result
    if (result.outcome === 'refused' && failure.reason.kind === 'forbidden') return post.labels
    if (tries < LABEL_TRIES) {
      await clock.sleep(LABEL_PAUSE_MS)
      continue
    }
    const next = 'Run the same command again: it sets them, and posts nothing twice'
    throw new Failure(
      failure.failure,
      `${post.url} exists, but its labels are not set yet: ${failure.message}. ${next}`,
    )
  }
}

function createPost(github: PostsApi, target: Repository, input: PostInput, marker: string) {
  switch (input.kind) {
    case 'issue':
      return github.createIssue(target, { ...input.issue, body: withMarker(input.issue.body, marker) })
    case 'discussion':
      return github.createDiscussion(target, {
        ...input.discussion,
        body: withMarker(input.discussion.body, marker),
      })
    default:
      return input satisfies never
  }
}

/** GitHub gives up on a request after ten seconds; until then, a post may still appear. */
const SETTLED_AFTER_MS = 10_000

/** The post that an earlier run sent without learning the outcome; null if GitHub does not have it. */
export async function findAttempt(
  github: PostsApi,
  clock: Clock,
  repo: string,
  kind: PostInput['kind'],
  { marker, sent, first = sent }: Attempt,
): Promise<Post | null> {
  const post = await github.findByMarker(repo, kind, markerFor(marker), first)
  const remainingMs = sent.getTime() + SETTLED_AFTER_MS - clock.now().getTime()
  if (post !== null || remainingMs <= 0) return post
  await clock.sleep(Math.min(remainingMs, SETTLED_AFTER_MS))
  return github.findByMarker(repo, kind, markerFor(marker), first)
}
