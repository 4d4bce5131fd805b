import { parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import * as operations from './operations.ts'

/** Whether a repository is private. null: the viewer cannot see it. */
export async function readIsPrivate(client: Client, repo: string): Promise<boolean | null> {
  const { repository } = await client.read(operations.RepositoryVisibility, parseRepoName(repo), repo, ['repository'])
  return repository?.isPrivate ?? null
}
