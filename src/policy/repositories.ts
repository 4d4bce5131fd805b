import { isSameRepo } from '../text/repo-name.ts'
import type { Policy, Repository } from './schema.ts'

/** The entry of a repository, by its name or an earlier one. undefined: the policy does not know it. */
export function repositoryNamed({ repositories }: Policy, repo: string): Repository | undefined {
  return Object.values(repositories).find(({ repo: name, formerly }) =>
    [name, ...formerly].some((one) => isSameRepo(one, repo)),
  )
}

/** Why a person cannot open a pull request there. */
export type PullRequestRestriction = 'collaborators-only' | 'issues-only'

const COLLABORATOR: ReadonlySet<string | null> = new Set(['WRITE', 'MAINTAIN', 'ADMIN'])

/**
 * Why a repository accepts no pull request from a person with this permission. null: it accepts them, as far as the policy
 * knows. GitHub does not distinguish a collaborator who may only read from a stranger.
 */
export function pullRequestRestriction(
  policy: Policy,
  repo: string,
  permission: string | null,
): PullRequestRestriction | null {
  const rule = repositoryNamed(policy, repo)?.pullRequests ?? 'open'
  switch (rule) {
    case 'open':
    case 'linked-issue':
      return null
    case 'collaborators-only':
      return COLLABORATOR.has(permission) ? null : rule
    case 'issues-only':
      return rule
    default:
      return rule satisfies never
  }
}
