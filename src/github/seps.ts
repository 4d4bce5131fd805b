import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { SepFile, SepPullRequest, Seps } from './github.ts'
import { SepCatalogue, type SepCatalogueQuery } from './operations.ts'
import { present } from './present.ts'
import { isSepPath, sepPathOf } from './sep-path.ts'
import { readTexts, textIn } from './files.ts'

type Repository = NonNullable<SepCatalogueQuery['repository']>
type PullRequest = NonNullable<NonNullable<Repository['pullRequests']['nodes']>[number]>

/** The label that says that a pull request is about a SEP. */
const LABEL = 'SEP'
/** Far more SEPs than were ever open; the end of a loop that GitHub's cursors might not end. */
const MAX_PAGES = 10

/**
 * The SEPs on the default branch and the open pull requests in one query, the SEPs in those in a second one: what a pull
 * request changes must be known before it can be asked for.
 */
export async function readSeps(client: Client, repo: string): Promise<Seps> {
  const first = await readPage(client, repo, null)
  const pages = [first]
  for (let next = nextOf(first); next !== null && pages.length < MAX_PAGES; next = nextOf(pages.at(-1) ?? first))
    pages.push(await readPage(client, repo, next))
  const files = filesOf(first)
  const onMain = new Set(files.map(({ path }) => path))
  return {
    repo: first.nameWithOwner,
    files,
    pullRequests: await withFiles(client, pullRequestsOf(pages), { repo: first.nameWithOwner, onMain }),
    maintainers: textIn(first.maintainers ?? null),
  }
}

async function readPage(client: Client, repo: string, after: string | null): Promise<Repository> {
  const variables = { ...parseRepoName(repo), label: LABEL, after, withFiles: after === null }
  const { repository } = await client.read(SepCatalogue, variables, repo)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  return repository
}

function nextOf({ pullRequests: { pageInfo } }: Repository): string | null {
  return pageInfo.hasNextPage ? pageInfo.endCursor : null
}

function filesOf({ seps, url, defaultBranchRef }: Repository): readonly SepFile[] {
  const pages = `${url}/blob/${defaultBranchRef?.name ?? 'HEAD'}`
  const entries = seps !== null && seps !== undefined && 'entries' in seps ? (seps.entries ?? []) : []
  return entries.flatMap(({ name, object }) => {
    const path = `seps/${name}`
    return isSepPath(path) ? [{ path, url: `${pages}/${path}`, text: textIn(object) }] : []
  })
}

/** One that is opened while pages are read moves others to the next page: each counts once. */
function pullRequestsOf(pages: readonly Repository[]): readonly PullRequest[] {
  const all = pages.flatMap(({ pullRequests }) => present(pullRequests.nodes))
  return [...new Map(all.map((one) => [one.number, one])).values()]
}

type Main = { readonly repo: string; readonly onMain: ReadonlySet<string> }

async function withFiles(
  client: Client,
  pullRequests: readonly PullRequest[],
  { repo, onMain }: Main,
): Promise<readonly SepPullRequest[]> {
  const found = pullRequests.map((pullRequest) => ({
    pullRequest,
    path: sepPathOf(pullRequest.number, present(pullRequest.files?.nodes), onMain),
  }))
  const wanted = found.flatMap(({ pullRequest: { number, headRefOid }, path }) =>
    path === null ? [] : [{ key: number, at: headRefOid, path }],
  )
  const texts = await readTexts(client, repo, wanted)
  return found.map(({ pullRequest, path }) =>
    sepPullRequest(
      pullRequest,
      path === null ? null : { path, url: pullRequest.url, text: texts.get(pullRequest.number) ?? null },
    ),
  )
}

function sepPullRequest(pullRequest: PullRequest, file: SepFile | null): SepPullRequest {
  const { number, title, url, isDraft, author, labels, createdAt, updatedAt } = pullRequest
  return {
    number,
    title,
    url,
    isDraft,
    author: author?.login ?? null,
    labels: present(labels?.nodes).map(({ name }) => name),
    createdAt: new Date(createdAt),
    updatedAt: new Date(updatedAt),
    file,
  }
}
