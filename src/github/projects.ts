import { parseRepoName } from '../text/repo-name.ts'
import type { Client } from './client.ts'
import { GitHubFailure } from './failure.ts'
import type { Named } from './github.ts'
import type { WriteResult } from './send-once.ts'
import { AddToProject, Projects } from './operations.ts'
import { present } from './present.ts'

/** The projects of a repository and of its owner; they need the scope `project`, or `read:project`. */
export async function readProjects(client: Client, repo: string): Promise<readonly Named[]> {
  const { repository } = await client.read(Projects, parseRepoName(repo), repo)
  if (repository === null) throw new GitHubFailure({ kind: 'not-found', about: repo })
  const { projectsV2, owner } = repository
  const ofOwner = 'projectsV2' in owner ? owner.projectsV2.nodes : []
  return [...present(projectsV2.nodes), ...present(ofOwner)].map(({ id, title }) => ({ id, name: title }))
}

export function addToProject(
  client: Client,
  repo: string,
  contentId: string,
  projectId: string,
): Promise<WriteResult<unknown>> {
  return client.write(AddToProject, { input: { contentId, projectId } }, repo)
}
