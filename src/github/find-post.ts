import type { Clock } from '../system/clock.ts'
import type { Client } from './client.ts'
import { type HiddenReason, type LookUp, lookUp, mayBeRewritten, type ReadResult } from './look-up.ts'
import * as operations from './operations.ts'
import type { Post } from './posts.ts'
import { labelNames, type PostKind, withoutNulls } from './target.ts'

/** A post that was sent, with what is needed to find it again even after a transfer. */
export type SentPost = {
  /** The hidden comment at the end of its text. */
  readonly marker: string
  readonly kind: PostKind
  /** The id of the repository, which survives a rename. */
  readonly repositoryId: string
  /** The login of its author; null: an older version did not record it. */
  readonly viewer: string | null
  /** The earliest and the latest time at which it may have been sent, in GitHub's time. */
  readonly earliest: Date
  readonly latest: Date
  /** Whether a title is the one that was sent. Missing: the title is not known any more. */
  readonly hasTitle?: (title: string) => boolean
}
/** `repo`: the repository that it is in now. */
export type FoundPost = Post & { readonly repo: string }

/** We also read posts from this long before the time of sending, because `Date` headers and `createdAt` may come from different clocks. */
const MARGIN_MS = 48 * 3_600_000
/** About 10,000 posts. Ends the loop even if GitHub never stops naming a next page. */
const MAX_PAGES = 200

/**
 * Looks for a post that was sent but got no response: first in its repository, then among the newest posts of its author, because
 * it may have been transferred or turned into a discussion.
 * @throws GitHubFailure
 */
export function lookUpPost(client: Client, clock: Pick<Clock, 'sleep'>, sent: SentPost): Promise<LookUp<FoundPost>> {
  return lookUp(
    {
      sent: sent.latest,
      read: () => readListing(client, sent),
      readElsewhere: () => findAmongAuthorsPosts(client, sent),
    },
    client.time,
    clock,
  )
}

type PostNode = operations.SeenIssueFragment | operations.SeenDiscussionFragment
type Edge = { readonly cursor: string; readonly node: PostNode }
type Page = {
  readonly viewer: string
  readonly isEnabled: boolean
  readonly edges: readonly Edge[]
  readonly hasNext: boolean
}

/**
 * Reads the repository's issues or discussions, newest first, until it finds the post we sent or comes to older ones. Each page
 * must begin with the last post of the page before it. Otherwise the list was different for the two requests, and a post may
 * be missing from both pages.
 */
async function readListing(client: Client, sent: SentPost): Promise<ReadResult<FoundPost>> {
  const oldest = sent.earliest.getTime() - MARGIN_MS
  let newest: Date | null = null
  let lastEdge: Edge | null = null
  let after: string | null = null
  let isRewritten = false
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    const page = await readPage(client, sent, after)
    if (page === null) return { found: null, freshUntil: null, hidden: 'place' }
    const foundEdge = page.edges.find(({ node }) => isSentPost(node, sent, page.viewer))
    if (foundEdge !== undefined) return { found: toFoundPost(foundEdge.node), freshUntil: null }
    isRewritten ||= hasRewritten(page, sent)
    const hidden = whyHidden(page, sent, { isRewritten })
    const [firstEdge] = page.edges
    newest ??= firstEdge === undefined ? null : await createdAtOf(client, firstEdge)
    if (isBroken(page, lastEdge)) return { found: null, freshUntil: null, isPartial: true, hidden }
    lastEdge = page.edges.at(-1) ?? null
    if (!page.hasNext || lastEdge === null || Date.parse(lastEdge.node.createdAt) < oldest)
      return { found: null, freshUntil: newest, hidden }
    after = page.edges.at(-2)?.cursor ?? null
  }
  return { found: null, freshUntil: null, hidden: 'limit' }
}

/** Why GitHub might hide the post from this account even if the post exists; null: GitHub would show it. */
function whyHidden(
  { isEnabled, viewer }: Page,
  sent: SentPost,
  { isRewritten }: { readonly isRewritten: boolean },
): HiddenReason | null {
  if (sent.viewer !== null && viewer !== sent.viewer) return 'account'
  if (!isEnabled) return 'place'
  return isRewritten ? 'rewritten' : null
}

/** Whether a page does not begin where the page before it ended, or is too short to continue from. */
function isBroken({ edges, hasNext }: Page, lastEdge: Edge | null): boolean {
  return (lastEdge !== null && edges[0]?.node.id !== lastEdge.node.id) || (hasNext && edges.length < 2)
}

/**
 * The time at which a post was created. null: it is too far in the future to prove anything. A small difference is accepted, because
 * the header `Date` and the field `createdAt` may come from different clocks.
 */
async function createdAtOf(client: Client, { node }: Edge): Promise<Date | null> {
  const created = new Date(node.createdAt)
  return created.getTime() <= (await client.time()).getTime() + MAX_CLOCK_DIFFERENCE_MS ? created : null
}
const MAX_CLOCK_DIFFERENCE_MS = 5_000

async function readPage(client: Client, { kind, repositoryId }: SentPost, after: string | null): Promise<Page | null> {
  const variables = { repository: repositoryId, after }
  const about = 'the newest posts'
  const { viewer, node } =
    kind === 'issue'
      ? await client.read(operations.NewestIssues, variables, about, ['node'])
      : await client.read(operations.NewestDiscussions, variables, about, ['node'])
  if (node === null || !('posts' in node)) return null
  const { isEnabled, posts } = node
  const edges = withoutNulls<{ readonly cursor: string; readonly node: PostNode | null }>(posts.edges).flatMap(
    ({ cursor, node }) => (node === null ? [] : [{ cursor, node }]),
  )
  return { viewer: viewer.login, isEnabled, edges, hasNext: posts.pageInfo.hasNextPage }
}

/** Looks for the post among its author's newest posts in all repositories. null: not found, or the author is unknown. */
async function findAmongAuthorsPosts(client: Client, sent: SentPost): Promise<FoundPost | null> {
  if (sent.viewer === null) return null
  const { user } = await client.read(operations.PostsOf, { login: sent.viewer }, `@${sent.viewer}`, ['user'])
  if (user === null) return null
  const posts: readonly PostNode[] = [
    ...withoutNulls<PostNode>(user.issues.nodes),
    ...withoutNulls<PostNode>(user.repositoryDiscussions.nodes),
  ]
  const found = posts.find((post) => isSentPost(post, sent, sent.viewer))
  return found === undefined ? null : toFoundPost(found)
}

/** Compares the author too, because anyone can copy a marker from a public post. */
function isSentPost({ body, author }: PostNode, sent: SentPost, viewer: string | null): boolean {
  return isAuthor(author, sent.viewer ?? viewer) && body.includes(sent.marker)
}

/** Ignores the ending `[bot]`: the login of an app has it where the app is the viewer, but not where it is the author of a post. */
function isAuthor(author: PostNode['author'], login: string | null): boolean {
  const withoutSuffix = (text: string) => text.replace(/\[bot\]$/, '')
  return author !== null && login !== null && withoutSuffix(author.login) === withoutSuffix(login)
}

/** Whether a post of the author has the title but no marker. Then somebody may have rewritten its text. */
function hasRewritten({ edges, viewer }: Page, { hasTitle, earliest, ...sent }: SentPost): boolean {
  if (hasTitle === undefined) return false
  return edges.some(
    ({ node: { title, body, createdAt, author } }) =>
      isAuthor(author, sent.viewer ?? viewer) && hasTitle(title) && mayBeRewritten({ text: body, createdAt }, earliest),
  )
}

function toFoundPost({ id, number, title, url, labels, repository }: PostNode): FoundPost {
  return { id, number, title, url, labels: labelNames(labels), repo: repository.nameWithOwner }
}
