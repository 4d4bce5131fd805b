import type { App } from '../../app.ts'
import { UsageError } from '../../errors.ts'
import { pageHosts } from '../../github/endpoints.ts'
import { GitHubFailure } from '../../github/failure.ts'
import type { ExistingDiscussion, ExistingIssue } from '../../github/issues.ts'
import type { PullRequest } from '../../github/proposal-state.ts'
import { githubOrNull } from '../../preflight/github-access.ts'
import { parseRepoName } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'
import { type Source, type SourceRef, sourceRef } from './source.ts'

type SourceApi = {
  issue(repo: string, number: number): Promise<ExistingIssue | null>
  discussion(repo: string, number: number): Promise<ExistingDiscussion | null>
  pullRequest(repo: string, number: number): Promise<PullRequest>
  fileText(repo: string, path: string, commit: string): Promise<string | null>
}

const MAX_FILE_BYTES = 2_000_000

/** @param location a path, "-" for standard input, the address of a post, or `owner/name#12` */
export async function readSource(app: App, location: string): Promise<Source> {
  const ref = sourceRef(location)
  if (ref !== null) {
    refuseOtherServer(app, location)
    return readPost(app, ref)
  }
  const markdown = await app.files.readText(location, MAX_FILE_BYTES)
  return { name: location, texts: [{ name: location === '-' ? 'standard input' : location, markdown }], post: null }
}

/** On another server, the same repository and number can be a different post. */
function refuseOtherServer({ env }: App, address: string): void {
  const hosts = pageHosts(env)
  if (URL.canParse(address) && !hosts.includes(new URL(address).host))
    throw new UsageError(`${excerpt(address)} is not on ${hosts[0]}`, {
      hint: 'set GITHUB_API_URL to the API of its server',
    })
}

async function readPost(app: App, ref: SourceRef): Promise<Source> {
  parseRepoName(ref.repo)
  const github = await githubOrNull(app)
  const progress = await app.progress(`Reading #${ref.number} of ${ref.repo}`)
  try {
    if (github !== null) return await readFromGitHub(github, ref)
    const { readPublicSource } = await import('./read-public-source.ts')
    return await readPublicSource(app, ref)
  } finally {
    progress.stop()
  }
}

async function readFromGitHub(github: SourceApi, ref: SourceRef): Promise<Source> {
  const { kind, repo, number } = ref
  switch (kind) {
    case 'any':
      return (await readIssue(github, ref)) ?? (await readDiscussion(github, ref)) ?? readPullRequest(github, ref)
    case 'discussion': {
      const source = await readDiscussion(github, ref)
      if (source !== null) return source
      throw new GitHubFailure({ kind: 'not-found', about: `discussion #${number} of ${repo}` })
    }
    case 'pull-request':
      return readPullRequest(github, ref)
    default:
      return kind satisfies never
  }
}

async function readIssue(github: SourceApi, { repo: requestedRepo, number }: SourceRef): Promise<Source | null> {
  const issue = await github.issue(requestedRepo, number)
  if (issue === null) return null
  const { url, repo, body, isPrivate } = issue
  return { name: url, texts: [{ name: url, markdown: body }], post: { url, repo, isIssue: true, isPrivate } }
}

async function readDiscussion(github: SourceApi, { repo, number }: SourceRef): Promise<Source | null> {
  const discussion = await github.discussion(repo, number)
  if (discussion === null) return null
  const { url, body, isPrivate } = discussion
  return { name: url, texts: [{ name: url, markdown: body }], post: { url, repo, isIssue: false, isPrivate } }
}

async function readPullRequest(github: SourceApi, { repo, number }: SourceRef): Promise<Source> {
  const { url, body, head, sepPaths, base } = await github.pullRequest(repo, number)
  const [sepPath = null] = sepPaths
  const text = head === null || sepPath === null ? null : await github.fileText(head.repo, sepPath, head.oid)
  return {
    name: url,
    texts: [
      { name: url, markdown: body },
      ...(text === null ? [] : [{ name: `${sepPath} of ${url}`, markdown: text }]),
    ],
    post: { url, repo, isIssue: false, isPrivate: base.isPrivate },
  }
}
