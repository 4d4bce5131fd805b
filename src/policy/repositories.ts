import { UsageError } from '../errors.ts'
import { isSameRepo, parseRepoName } from '../text/github-names.ts'
import { nearestWord } from '../text/nearest.ts'
import { quote } from '../text/quote.ts'
import { homeRepo } from './match.ts'
import type { AgentRule, Policy, Repository } from './schema.ts'

type Environment = { readonly env: Readonly<Record<string, string | undefined>> }

/**
 * The full name of the repository that a flag or a draft names, or else GH_REPO. null: none of them names one. Ignores the repository
 * of the working directory, because it may be a fork.
 * @throws UsageError if the name is neither owner/name nor a known short name
 */
export function requestedRepo({ env }: Environment, policy: Policy, name?: string | null): string | null {
  const requested = name ?? (env['GH_REPO'] || null)
  return requested === null ? null : resolveRepo(policy, requested)
}

/** The repository that a command works on: the requested one, or else the policy's home. */
export function targetRepo(app: Environment, policy: Policy, name?: string): string {
  return requestedRepo(app, policy, name) ?? homeRepo(policy)
}

/**
 * Returns the full name of a repository for the short name that its contributors use, such as `python-sdk`. Returns a name with an
 * owner unchanged.
 * @throws UsageError for any other name. Suggests a known short name that is similar to `name`, or that begins with `name`
 */
export function resolveRepo({ repositories }: Policy, name: string): string {
  if (name.includes('/')) return checkedRepoName(name)
  const isNamed = (repo: string) => repo.toLowerCase().endsWith(`/${name.toLowerCase()}`)
  const all = Object.values(repositories)
  const repository = all.find(({ repo }) => isNamed(repo)) ?? all.find(({ formerly }) => formerly.some(isNamed))
  if (repository !== undefined) return repository.repo
  const shortNames = all.flatMap(namesOf).map((repo) => repo.split('/')[1] ?? '')
  const nearest =
    nearestWord(name, shortNames) ?? shortNames.find((known) => known.startsWith(`${name.toLowerCase()}-`)) ?? null
  if (nearest === null) return checkedRepoName(name)
  throw new UsageError(`"${quote(name)}" isn't a repository`, {
    hint: `Did you mean ${nearest}? For another repository, give owner/name`,
  })
}

function checkedRepoName(name: string): string {
  parseRepoName(name)
  return name
}

/** Finds a repository by its current or an earlier name. undefined: the policy does not know the repository. */
export function repositoryNamed({ repositories }: Policy, repo: string): Repository | undefined {
  return Object.values(repositories).find((repository) => namesOf(repository).some((name) => isSameRepo(name, repo)))
}

function namesOf({ repo, formerly }: Repository): readonly string[] {
  return [repo, ...formerly]
}

export type PullRequestRestriction = 'collaborators-only' | 'issues-only'

const COLLABORATOR_PERMISSIONS: ReadonlySet<string | null> = new Set(['WRITE', 'MAINTAIN', 'ADMIN'])

/**
 * The rule that keeps a person with this permission from opening a pull request. null: the policy knows no such rule. A collaborator
 * who may only read counts as a stranger, because GitHub does not distinguish the two.
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
      return COLLABORATOR_PERMISSIONS.has(permission) ? null : rule
    case 'issues-only':
      return rule
    default:
      return rule satisfies never
  }
}

export function agentRuleFor({ agentRules }: Policy, repo: string): AgentRule | undefined {
  return agentRules.find(({ names }) => names.some((name) => isSameRepo(name, repo)))
}

/** Adds the built-in rules for AI agents, because no policy may switch off what a repository has decided for itself. */
export function withBuiltInAgentRules(policy: Policy, builtIn: Policy): Policy {
  return { ...policy, agentRules: [...builtIn.agentRules, ...policy.agentRules] }
}
