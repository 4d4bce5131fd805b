import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { FileText } from './operations.ts'

export async function readFileText(
  client: Client,
  repo: string,
  path: string,
  commit = 'HEAD',
): Promise<string | null> {
  const variables = { ...parseRepoName(repo), expression: `${commit}:${path}` }
  const { repository } = await client.read(FileText, variables, repo)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const { object } = repository
  if (object === null || !('text' in object)) return null
  if (object.isTruncated) throw new GitHubFailure({ kind: 'partial', about: `${path} of ${repo}` })
  return object.text
}
