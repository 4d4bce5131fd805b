import { rateLimits, whoami } from './account.ts'
import { type Client, type Connection, createClient } from './client.ts'
import { countMergedPullRequests, findDuplicates } from './duplicates.ts'
import { readFileText } from './files.ts'
import * as issues from './issues.ts'
import * as posts from './posts.ts'
import * as proposals from './proposals.ts'
import { readSeps } from './seps.ts'
import { readTarget } from './target.ts'

/**
 * Everything that we ask GitHub, over one connection. Each consumer declares the small part that it needs (`PostsApi`,
 * `ProposalsApi`, …) and takes only that. `repo` is `owner/name`; texts come unchanged. A method that reads throws a
 * `GitHubFailure`; a method that writes returns how it ended.
 */
export type GitHub = ReturnType<typeof connectGitHub>

/** Sends nothing until a method is called. */
export function connectGitHub(connection: Connection) {
  const client = createClient(connection)
  const bind =
    <Args extends readonly unknown[], Result>(call: (client: Client, ...args: Args) => Result) =>
    (...args: Args) =>
      call(client, ...args)
  return {
    target: bind(readTarget),
    fileText: bind(readFileText),
    seps: bind(readSeps),
    findDuplicates: bind(findDuplicates),
    countMergedPullRequests: bind(countMergedPullRequests),
    whoami: bind(whoami),
    rateLimits: bind(rateLimits),

    createIssue: bind(posts.createIssue),
    createDiscussion: bind(posts.createDiscussion),
    addLabels: bind(posts.addLabels),
    addToProject: bind(posts.addToProject),
    findByMarker: bind(posts.findByMarker),

    issue: bind(issues.readIssue),
    discussion: bind(issues.readDiscussion),
    projects: bind(issues.readProjects),
    createLabel: bind(issues.createLabel),
    updateIssueBody: bind(issues.updateIssueBody),
    closeIssue: bind(issues.closeIssue),
    closeDiscussion: bind(issues.closeDiscussion),
    addSubIssue: bind(issues.addSubIssue),

    proposalState: bind(proposals.readProposalState),
    pullRequest: bind(proposals.readPullRequest),
    createFork: bind(proposals.createFork),
    syncFork: bind(proposals.syncFork),
    createBranch: bind(proposals.createBranch),
    createCommit: bind(proposals.createCommit),
    createPullRequest: bind(proposals.createPullRequest),
    renamePullRequest: bind(proposals.renamePullRequest),
  }
}
