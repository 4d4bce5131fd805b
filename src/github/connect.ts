import { type Connection, createClient } from './client.ts'
import { countMergedPullRequests, findDuplicates } from './duplicates.ts'
import * as existing from './issues.ts'
import { readFileText } from './file-text.ts'
import type { GitHub } from './github.ts'
import { createLabel } from './labels.ts'
import { addLabels, createDiscussion, createIssue, findByMarker } from './posts.ts'
import { addToProject, readProjects } from './projects.ts'
import { readProposalState } from './proposal-state.ts'
import * as proposals from './proposals.ts'
import { rateLimits, whoami } from './account.ts'
import { readSeps } from './seps.ts'
import { readTarget } from './target.ts'

/** GitHub over one connection. Nothing is sent until something is asked for. */
export function connectGitHub(connection: Connection): GitHub {
  const client = createClient(connection)
  return {
    target: (repo, options) => readTarget(client, repo, options),
    findDuplicates: (repo, words) => findDuplicates(client, repo, words),
    createIssue: (target, issue) => createIssue(client, target, issue),
    createDiscussion: (target, discussion) => createDiscussion(client, target, discussion),
    addLabels: (repo, post, labelIds) => addLabels(client, repo, post, labelIds),
    projects: (repo) => readProjects(client, repo),
    addToProject: (repo, { id }, projectId) => addToProject(client, repo, id, projectId),
    findByMarker: (repo, kind, marker, since) => findByMarker(client, repo, kind, marker, since),
    issue: (repo, number) => existing.readIssue(client, repo, number),
    discussion: (repo, number) => existing.readDiscussion(client, repo, number),
    createLabel: (target, name) => createLabel(client, target, name),
    updateIssueBody: (repo, issue, body) => existing.updateIssueBody(client, repo, issue, body),
    closeIssue: (repo, issue) => existing.closeIssue(client, repo, issue),
    closeDiscussion: (repo, discussion) => existing.closeDiscussion(client, repo, discussion),
    addSubIssue: (repo, parent, child) => existing.addSubIssue(client, repo, parent, child),
    proposalState: (repo, viewer, branch) => readProposalState(client, repo, viewer, branch),
    createFork: (repo) => proposals.fork(client, repo),
    syncFork: (fork) => proposals.syncFork(client, fork),
    createBranch: (at, branch, oid) => proposals.createBranch(client, at, branch, oid),
    createCommit: (at, branch, change) => proposals.commit(client, at, branch, change),
    createPullRequest: (upstream, head, pull) => proposals.createPullRequest(client, upstream, head, pull),
    pullRequest: (repo, number) => proposals.readPull(client, repo, number),
    renamePullRequest: (repo, pull, title) => proposals.retitle(client, repo, pull, title),
    countMergedPullRequests: (repo, login) => countMergedPullRequests(client, repo, login),
    fileText: (repo, path, commit) => readFileText(client, repo, path, commit),
    seps: (repo) => readSeps(client, repo),
    whoami: () => whoami(client),
    rateLimits: () => rateLimits(client),
  }
}
