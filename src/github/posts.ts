import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { NewDiscussion, NewIssue, Post, PostKind, Target } from './github.ts'
import type { Sent } from './once.ts'
import * as operations from './operations.ts'
import { present } from './present.ts'
import { parseRepoName } from './repo-name.ts'

type Place = Pick<Target, 'id' | 'repo'>
type Labels = { readonly nodes: readonly ({ readonly name: string } | null)[] | null } | null

export async function createIssue(client: Client, { id, repo }: Place, issue: NewIssue): Promise<Sent<Post>> {
  const input = { repositoryId: id, ...issue }
  const sent = await client.write(operations.CreateIssue, { input }, repo)
  return created(sent, repo, ({ createIssue }) => {
    const made = createIssue?.issue ?? null
    return made && { ...made, labels: namesOf(made.labels) }
  })
}

/** A discussion takes no labels when it is created: they are added to it afterwards, and may be dropped on the way. */
export async function createDiscussion(
  client: Client,
  { id, repo }: Place,
  { labelIds, ...discussion }: NewDiscussion,
): Promise<Sent<Post>> {
  const input = { repositoryId: id, ...discussion }
  const sent = await client.write(operations.CreateDiscussion, { input }, repo)
  const made = created(sent, repo, ({ createDiscussion }) => {
    const discussion = createDiscussion?.discussion ?? null
    return discussion && { ...discussion, labels: [] }
  })
  if (made.outcome !== 'done' || labelIds.length === 0) return made
  return { outcome: 'done', value: { ...made.value, labels: await addLabels(client, made.value, repo, labelIds) } }
}

/** The labels that the post has then. That the viewer may not label is no failure: the post is there. */
async function addLabels(
  client: Client,
  post: Post,
  repo: string,
  labelIds: readonly string[],
): Promise<Post['labels']> {
  const sent = await client.write(operations.AddLabels, { input: { labelableId: post.id, labelIds } }, repo)
  return sent.outcome === 'done' ? namesOf(sent.value.addLabelsToLabelable?.labelable?.labels ?? null) : []
}

/** An answer without the post in it leaves open whether there is one. */
function created<Data>(sent: Sent<Data>, repo: string, postIn: (data: Data) => Post | null): Sent<Post> {
  if (sent.outcome !== 'done') return sent
  const value = postIn(sent.value)
  if (value !== null) return { outcome: 'done', value }
  return { outcome: 'unknown', failure: new GitHubFailure({ kind: 'partial', about: repo }) }
}

/** This machine's clock and GitHub's may differ. */
const CLOCK_SKEW_MS = 5 * 60_000
const MAX_PAGES = 20

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
  return null
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

export async function issueId(client: Client, repo: string, number: number): Promise<string | null> {
  const variables = { ...parseRepoName(repo), number }
  const { repository } = await client.read(operations.IssueId, variables, repo, ['repository.issue'])
  return repository?.issue?.id ?? null
}

function namesOf(labels: Labels): readonly string[] {
  return present(labels?.nodes).map(({ name }) => name)
}
