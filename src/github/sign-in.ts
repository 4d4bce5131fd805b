import { execFile } from 'node:child_process'
import type { Clock } from '../system/clock.ts'
import { environmentFor, findProgram } from '../system/programs.ts'
import { countMergedPullRequests, rateLimits, whoami } from './account.ts'
import { type Client, type Connection, createClient } from './client.ts'
import { findDuplicates } from './duplicates.ts'
import { endpointsOf } from './endpoints.ts'
import { GitHubFailure } from './failure.ts'
import { readFileText } from './files.ts'
import { lookUpPost, type SentPost } from './find-post.ts'
import * as issues from './issues.ts'
import { readPolicySources } from './policy-sources.ts'
import * as posts from './posts.ts'
import * as reports from './private-reports.ts'
import * as proposalState from './proposal-state.ts'
import * as proposals from './proposals.ts'
import { createPublicReader, type PublicReader, type TextCache } from './public-reader.ts'
import { readRecords } from './records.ts'
import type { OnWait } from './retry.ts'
import { readSeps } from './seps.ts'
import { readIsPrivate, readTarget } from './target.ts'

/** A GitHub client that acts for the owner of the token. `tokenFrom` names the token's source; the token itself is not exposed. */
export type SignedIn = { readonly github: GitHub; readonly host: string; readonly tokenFrom: string }

type Env = Readonly<Record<string, string | undefined>>

export type SignInOptions = {
  readonly env: Env
  readonly runGh: RunGh
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly userAgent: string
  readonly hasSecret: Connection['hasSecret']
  readonly onWait: OnWait
  readonly abandon: AbortSignal
}

/** Finds a token, and sends nothing yet. @throws GitHubFailure (`missing-token`, `malformed-token`), UsageError */
export async function signIn({ env, runGh, ...connection }: SignInOptions): Promise<SignedIn> {
  const endpoints = endpointsOf(env)
  const token = await findToken(env, endpoints.host, runGh)
  if (token === null) throw new GitHubFailure({ kind: 'missing-token' })
  const github = connectGitHub({ endpoints, token: token.value, ...connection })
  return { github, host: endpoints.host, tokenFrom: token.source }
}

export function connectAnonymously(
  { env, ...connection }: Omit<SignInOptions, 'runGh'>,
  cache: TextCache,
): PublicReader {
  return createPublicReader(createClient({ endpoints: endpointsOf(env), token: null, ...connection }), cache)
}

type Token = { readonly value: string; readonly source: string }

/** The token in GH_TOKEN, or else in GITHUB_TOKEN, or else the one that `gh` keeps for the host; null: there is none. */
export async function findToken(env: Env, host: string, runGh: RunGh): Promise<Token | null> {
  for (const source of ['GH_TOKEN', 'GITHUB_TOKEN']) {
    const value = env[source]?.trim() ?? ''
    if (value !== '') return validToken({ value, source })
  }
  const value = (await runGh(['auth', 'token', '--hostname', host]))?.trim() ?? ''
  return value === '' ? null : validToken({ value, source: '`gh auth token`' })
}

/** Refuses a token that an HTTP header cannot hold, because the error of the HTTP library would quote it. */
function validToken(token: Token): Token {
  if (!/^[!-~]+$/.test(token.value)) throw new GitHubFailure({ kind: 'malformed-token', source: token.source })
  return token
}

/** Runs `gh` with these arguments, and returns its output; null: `gh` is missing or fails. */
export type RunGh = (args: readonly string[]) => Promise<string | null>

const GH_TIMEOUT_MS = 5_000

/** The variables from which `gh auth token` takes the token for a GitHub server other than github.com. */
const ENTERPRISE_TOKENS: readonly string[] = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN']

/** Returns a function that runs the real `gh`. A missing, logged-out or slow `gh` counts as having no token. */
export function runGhWith(env: Env): RunGh {
  return async (args) => {
    const gh = await findProgram('gh', env)
    if (gh === null) return null
    const options = { env: environmentFor(env, ENTERPRISE_TOKENS), timeout: GH_TIMEOUT_MS, windowsHide: true }
    return new Promise((resolve) => {
      execFile(gh, args, options, (error, stdout) => resolve(error === null ? stdout : null))
    })
  }
}

/**
 * All requests that we send to GitHub with a token, over one connection. Each consumer declares the small part that it needs
 * (`PostsApi`, `ProposalsApi`, …) and takes only that. `repo` is `owner/name`. If a request fails, a method that reads throws a
 * `GitHubFailure`, and a method that writes returns it.
 */
export type GitHub = ReturnType<typeof requestsOver> & {
  /**
   * Returns a client for text that the author sends although a check found a secret in it. Every other client refuses to send
   * secrets.
   */
  withOverride(override: 'secrets'): GitHub
}

/** Sends nothing until a method is called. */
export function connectGitHub(connection: Connection): GitHub {
  return { ...requestsOver(connection), withOverride: (override) => connectGitHub({ ...connection, override }) }
}

function requestsOver(connection: Connection) {
  const client = createClient(connection)
  const bind =
    <Args extends readonly unknown[], Result>(call: (client: Client, ...args: Args) => Result) =>
    (...args: Args) =>
      call(client, ...args)
  return {
    time: client.time,
    estimatedTime: client.estimatedTime,
    target: bind(readTarget),
    fileText: bind(readFileText),
    seps: bind(readSeps),
    records: bind(readRecords),
    policySources: bind(readPolicySources),
    findDuplicates: bind(findDuplicates),
    countMergedPullRequests: bind(countMergedPullRequests),
    whoami: bind(whoami),
    rateLimits: bind(rateLimits),

    createIssue: bind(posts.createIssue),
    createDiscussion: bind(posts.createDiscussion),
    addLabels: bind(posts.addLabels),
    addToProject: bind(posts.addToProject),
    lookUpPost: (sent: SentPost) => lookUpPost(client, connection.clock, sent),

    createReport: bind(reports.createReport),
    acceptsReports: bind(reports.acceptsReports),
    lookUpReport: (report: reports.SentReport) => reports.lookUpReport(client, connection.clock, report),

    issue: bind(issues.readIssue),
    issueOrMoved: bind(issues.readIssueOrMoved),
    discussion: bind(issues.readDiscussion),
    projects: bind(issues.readProjects),
    issueTypes: bind(issues.readIssueTypes),
    isPrivate: bind(readIsPrivate),
    isPublished: bind(reports.readIsAdvisoryPublished),
    typeOfIssue: bind(issues.readTypeOfIssue),
    createLabel: bind(issues.createLabel),
    currentIssueBody: bind(issues.readCurrentBody),
    updateIssueBody: bind(issues.updateIssueBody),
    closeIssue: bind(issues.closeIssue),
    closeDiscussion: bind(issues.closeDiscussion),
    addSubIssue: bind(issues.addSubIssue),

    proposalState: bind(proposalState.readProposalState),
    pullRequest: bind(proposalState.readPullRequest),
    ownPullRequests: bind(proposalState.readOwnPullRequests),
    forkPullRequests: bind(proposalState.readForkPullRequests),
    fileHistory: bind(proposalState.readFileHistory),
    formerFile: bind(proposalState.readFormerFile),
    createFork: bind(proposals.createFork),
    syncFork: bind(proposals.syncFork),
    createBranch: bind(proposals.createBranch),
    createCommit: bind(proposals.createCommit),
    createPullRequest: bind(proposals.createPullRequest),
    renamePullRequest: bind(proposals.renamePullRequest),
  }
}
