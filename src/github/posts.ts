import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { created } from './created.ts'
import { GitHubFailure } from './failure.ts'
import type { NewDiscussion, NewIssue, Post, PostKind, Target } from './github.ts'
import type { WriteResult } from './send-once.ts'
import * as operations from './operations.ts'
import { present } from './present.ts'

type Place = Pick<Target, 'id' | 'repo'>
type Labels = { readonly nodes: readonly ({ readonly name: string } | null)[] | null } | null

type Content =
  | { readonly kind: 'issue'; readonly issue: NewIssue }
  | { readonly kind: 'discussion'; readonly discussion: NewDiscussion }

/** The operation that posts it, and its variables, exactly as they are sent. */
export function postRequest(repositoryId: string, content: Content) {
  const { name, text } = content.kind === 'issue' ? operations.CreateIssue : operations.CreateDiscussion
  const post = content.kind === 'issue' ? content.issue : content.discussion
  return { operation: name, query: text, variables: { input: { repositoryId, ...post } } }
}

export async function createIssue(client: Client, { id, repo }: Place, issue: NewIssue): Promise<WriteResult<Post>> {
  const sent = await client.write(operations.CreateIssue, { input: { repositoryId: id, ...issue } }, repo)
  return created(sent, repo, ({ createIssue }) => {
    const made = createIssue?.issue ?? null
    return made && { ...made, labels: namesOf(made.labels) }
  })
}

/** A discussion takes no labels when it is created: they are added to it afterwards. */
export async function createDiscussion(
  client: Client,
  { id, repo }: Place,
  discussion: NewDiscussion,
): Promise<WriteResult<Post>> {
  const sent = await client.write(operations.CreateDiscussion, { input: { repositoryId: id, ...discussion } }, repo)
  return created(sent, repo, ({ createDiscussion }) => {
    const made = createDiscussion?.discussion ?? null
    return made && { ...made, labels: [] }
  })
}

export async function addLabels(
  client: Client,
  repo: string,
  { id }: Pick<Post, 'id'>,
  labelIds: readonly string[],
): Promise<WriteResult<Post['labels']>> {
  const sent = await client.write(operations.AddLabels, { input: { labelableId: id, labelIds } }, repo)
  return created(sent, repo, ({ addLabelsToLabelable }) => {
    const labels = addLabelsToLabelable?.labelable?.labels ?? null
    return labels && namesOf(labels)
  })
}

/** This machine's clock and GitHub's may differ, even by a time zone that was set wrong. */
const CLOCK_SKEW_MS = 24 * 3_600_000
/** Ten thousand posts within a day or so. */
const MAX_PAGES = 200

/** @throws GitHubFailure, and for `unconfirmed` too: what may be further back must not be taken for missing. */
export async function findByMarker(
  client: Client,
  repo: string,
  kind: PostKind,
  marker: string,
  since: Date,
): Promise<Post | null> {
  const oldest = since.getTime() - CLOCK_SKEW_MS
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const { nodes, pageInfo } = await newestPosts(client, repo, kind, after)
    const recent = present(nodes).filter(({ createdAt }) => Date.parse(createdAt) >= oldest)
    const found = recent.find(({ viewerDidAuthor, body }) => viewerDidAuthor && body.includes(marker))
    if (found !== undefined) {
      const { id, number, title, url, labels } = found
      return { id, number, title, url, labels: namesOf(labels) }
    }
    if (!pageInfo.hasNextPage || recent.length < present(nodes).length) return null
    after = pageInfo.endCursor
  }
  throw new GitHubFailure({ kind: 'unconfirmed', after: { kind: 'partial', about: repo } })
}

async function newestPosts(client: Client, repo: string, kind: PostKind, after: string | null) {
  const variables = { ...parseRepoName(repo), after }
  const posts =
    kind === 'issue'
      ? (await client.read(operations.NewestIssues, variables, repo)).repository?.issues
      : (await client.read(operations.NewestDiscussions, variables, repo)).repository?.discussions
  if (posts === undefined) throw new GitHubFailure({ kind: 'not-found', about: repo })
  return posts
}

function namesOf(labels: Labels): readonly string[] {
  return present(labels?.nodes).map(({ name }) => name)
}
