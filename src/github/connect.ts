import { type Connection, createClient } from './client.ts'
import { countMergedPullRequests, findDuplicates } from './duplicates.ts'
import { readFileText } from './file-text.ts'
import type { GitHub } from './github.ts'
import { createDiscussion, createIssue, findByMarker, issueId } from './posts.ts'
import { rateLimits, whoami } from './rights.ts'
import { readTarget } from './target.ts'
import { readTemplates } from './templates.ts'

/** GitHub over one connection. Nothing is sent until something is asked for. */
export function connectGitHub(connection: Connection): GitHub {
  const client = createClient(connection)
  return {
    target: (repo) => readTarget(client, repo),
    templates: (repo) => readTemplates(client, repo),
    findDuplicates: (repo, words) => findDuplicates(client, repo, words),
    createIssue: (target, issue) => createIssue(client, target, issue),
    createDiscussion: (target, discussion) => createDiscussion(client, target, discussion),
    findByMarker: (repo, kind, marker, since) => findByMarker(client, repo, kind, marker, since),
    issueId: (repo, number) => issueId(client, repo, number),
    mergedPullRequests: (repo, login) => countMergedPullRequests(client, repo, login),
    fileText: (repo, path) => readFileText(client, repo, path),
    whoami: () => whoami(client),
    rateLimits: () => rateLimits(client),
  }
}
