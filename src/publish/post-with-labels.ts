import { createHash } from 'node:crypto'
import { Failure } from '../errors.ts'
import type { FoundPost, SentPost } from '../github/find-post.ts'
import type { LookUp } from '../github/look-up.ts'
import type { NewDiscussion, NewIssue, Post } from '../github/posts.ts'
import { type LookUpTiming, type WriteResult, writeOnce } from '../github/retry.ts'
import type { NamedItem, Target } from '../github/target.ts'
import type { Clock } from '../system/clock.ts'
import { markerFor, withMarker } from '../text/added-lines.ts'
import { isSameName } from '../text/github-names.ts'
import { normalizeLineEndings } from '../text/lines.ts'
import { quote } from '../text/quote.ts'
import type { PostInput, Publication } from './post-input.ts'
import { toIncomplete } from './unconfirmed.ts'

type Repository = Pick<Target, 'id' | 'repo' | 'viewer'>

export type PostsApi = {
  createIssue(target: Repository, issue: NewIssue): Promise<WriteResult<Post>>
  createDiscussion(target: Repository, discussion: NewDiscussion): Promise<WriteResult<Post>>
  /** Returns the labels that the post has afterward. Adding a label twice changes nothing. */
  addLabels(repo: string, post: Pick<Post, 'id'>, labelIds: readonly string[]): Promise<WriteResult<readonly string[]>>
  /** Adding an issue twice changes nothing. */
  addToProject(repo: string, post: Pick<Post, 'id'>, projectId: string): Promise<WriteResult<unknown>>
  /** The name of an issue's type; null: it has none. */
  typeOfIssue(repo: string, issue: Pick<Post, 'id'>): Promise<string | null>
  /** Looks for a post that was sent but got no response. */
  lookUpPost(sent: SentPost): Promise<LookUp<FoundPost>>
  /** GitHub's time. */
  time(): Promise<Date>
}

/**
 * Records the attempt and GitHub's time before it sends anything, so that an interrupted run can be resumed.
 */
export type Dispatch<T> = (send: (time: Date) => Promise<WriteResult<T>>) => Promise<WriteResult<T>>

/** A post to send, its destination, and the id of its hidden marker. */
export type OutgoingPost = { readonly target: Repository; readonly input: PostInput; readonly marker: string }

/**
 * Creates a post, and adds its labels and projects. After an unknown outcome, sends the post again only with evidence that GitHub
 * does not have it.
 */
export async function postOnce(
  github: PostsApi,
  outgoing: OutgoingPost,
  dispatch: Dispatch<Post>,
  timing: LookUpTiming,
): Promise<CompletePost> {
  const { target, input, marker } = outgoing
  let sentAt: Date | null = null
  const post = await writeOnce<Post>(
    {
      send: () =>
        dispatch((time) => {
          sentAt = time
          return createPost(github, outgoing)
        }),
      lookUp: async () => {
        const at = sentAt ?? (await github.time())
        const place = { kind: input.kind, repositoryId: target.id, viewer: target.viewer }
        const { title } = input.kind === 'issue' ? input.issue : input.discussion
        const hasTitle = (other: string) => other.trim() === title.trim()
        return github.lookUpPost({ marker: markerFor(marker), ...place, earliest: at, latest: at, hasTitle })
      },
    },
    timing,
  )
  return addLabelsAndProjects({ github, clock: timing.clock }, target, input, post)
}

const CONTENT_HASH_LENGTH = 16

/**
 * A hash of the title and the body. It shows whether a draft has changed since it was sent. Other line endings, which an editor or
 * git may have set, do not count as a change.
 */
export function contentHash({ title, body }: Pick<Publication, 'title' | 'body'>): string {
  return createHash('sha256')
    .update(JSON.stringify([title, body].map(normalizeLineEndings)))
    .digest('hex')
    .slice(0, CONTENT_HASH_LENGTH)
}

/**
 * GitHub lists a new post only after a while, so it would show no similar post for a copy of a draft that this run has just sent.
 * @param sentPaths the path of each draft that this run has sent, or is about to send, by its text; this draft is added to it
 * @throws Failure (validation) for a copy
 */
export function refuseCopy(sentPaths: Map<string, string>, path: string, publication: Publication): void {
  const { kind, repo } = publication
  const key = `${kind} ${repo.toLowerCase()} ${contentHash(publication)}`
  const first = sentPaths.get(key) ?? path
  sentPaths.set(key, first)
  if (first === path) return
  throw new Failure(
    'validation',
    `${path} has the same title and text as ${first}, so this run sends only one of them`,
    {
      hint: 'delete one of the two, or change it if you want both posts',
    },
  )
}

/** `failedProjects`: the projects that the issue could not be added to, and why. */
export type CompletePost = Post & {
  readonly failedProjects: readonly { readonly project: string; readonly why: string }[]
}

type ApiAndClock = { readonly github: PostsApi; readonly clock: Pick<Clock, 'sleep'> }

/**
 * Adds what GitHub accepts only after the post exists: the labels of a discussion, the projects of an issue.
 * @throws GitHubFailure (`incomplete`) if another run may still add them.
 */
export async function addLabelsAndProjects(
  api: ApiAndClock,
  { repo }: Pick<Repository, 'repo'>,
  input: PostInput,
  post: Post,
): Promise<CompletePost> {
  try {
    return input.kind === 'discussion'
      ? { ...post, labels: await setLabels(api, repo, post, input.labels), failedProjects: [] }
      : await completeIssue(api.github, repo, input, post)
  } catch (error) {
    throw toIncomplete(error, post.url)
  }
}

async function completeIssue(
  github: PostsApi,
  repo: string,
  input: Extract<PostInput, { kind: 'issue' }>,
  post: Post,
): Promise<CompletePost> {
  const failedProjects: { project: string; why: string }[] = []
  for (const { id, name } of input.projects) {
    const result = await github.addToProject(repo, post, id)
    if (result.outcome !== 'done') failedProjects.push({ project: name, why: result.failure.message })
  }
  return { ...post, ...(await readTypeBack(github, repo, input, post)), failedProjects }
}

/** GitHub drops the type without an error if the viewer may not set it. A post that was looked up does not show its type. */
async function readTypeBack(
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
 * Returns the labels that the discussion has afterward. If the viewer may not set labels, that is not an error: the post exists.
 * @throws GitHubFailure after any other failure. The draft or the ledger still has the post, so the next run sets the labels.
 */
async function setLabels(
  { github, clock }: ApiAndClock,
  repo: string,
  post: Post,
  labels: readonly NamedItem[],
): Promise<readonly string[]> {
  if (labels.every(({ name }) => post.labels.some((label) => isSameName(label, name)))) return post.labels
  const labelIds = labels.map(({ id }) => id)
  for (let tries = 1; ; tries++) {
    const result = await github.addLabels(repo, post, labelIds)
    if (result.outcome === 'done') return result.value
    if (result.outcome === 'refused' && result.failure.reason.kind === 'forbidden') return post.labels
    if (tries === LABEL_TRIES) throw result.failure
    await clock.sleep(LABEL_PAUSE_MS)
  }
}

function createPost(github: PostsApi, { target, input, marker }: OutgoingPost) {
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

/** The requested labels that a post does not have. GitHub silently drops labels if the author may not set them. */
export function droppedLabels(requested: readonly string[], applied: readonly string[]): readonly string[] {
  return requested.filter((name) => !applied.some((label) => isSameName(label, name)))
}

/** One sentence about the labels that the repository lacks, and one about those that the author may not set. */
export function explainDroppedLabels(
  dropped: readonly string[],
  repo: string,
  existing: readonly { readonly name: string }[],
): readonly string[] {
  const quoteAll = (labels: readonly string[]) => labels.map((label) => `"${quote(label)}"`).join(', ')
  const exists = (label: string) => existing.some(({ name }) => isSameName(name, label))
  const missingLabels = dropped.filter((label) => !exists(label))
  const forbiddenLabels = dropped.filter(exists)
  const [noun, subjectAndVerb] = missingLabels.length === 1 ? ['label', 'it was'] : ['labels', 'they were']
  return [
    ...(missingLabels.length === 0
      ? []
      : [`${repo} has no ${noun} ${quoteAll(missingLabels)}, so ${subjectAndVerb} not set.`]),
    ...(forbiddenLabels.length === 0
      ? []
      : [`GitHub dropped ${quoteAll(forbiddenLabels)}: only people with triage rights in ${repo} can set labels.`]),
  ]
}

/** Why a post lacks the requested issue type; null: it has this type, or none was requested. */
export function explainDroppedType(
  { type, repo }: { readonly type: string | null; readonly repo: string },
  post: { readonly type?: string | null },
  types: readonly { readonly name: string }[] | null | undefined,
): string | null {
  if (type === null || (post.type && isSameName(post.type, type))) return null
  const problem = `the issue type "${quote(type)}" was not set`
  if (!types) return `${problem}: this GitHub server has no issue types`
  if (!types.some((existing) => isSameName(existing.name, type))) return `${problem}: ${repo} has no such type`
  return `${problem}: GitHub dropped it, because only people with write access to ${repo} can set it`
}
