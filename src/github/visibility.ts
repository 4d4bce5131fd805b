import { parseRepoName } from '../text/github-names.ts'
import type { Client } from './client.ts'
import * as operations from './operations.ts'

/** Whether a repository is private. null: the viewer cannot see it. */
export async function readIsPrivate(client: Client, repo: string): Promise<boolean | null> {
  const { repository } = await client.read(operations.RepositoryVisibility, parseRepoName(repo), repo, ['repository'])
  return repository?.isPrivate ?? null
}

/** Whether GitHub lists an advisory as published. */
export async function readIsPublished(client: Client, ghsaId: string): Promise<boolean> {
  const { securityAdvisory } = await client.read(operations.PublishedAdvisory, { ghsaId }, ghsaId, ['securityAdvisory'])
  return securityAdvisory !== null
}
