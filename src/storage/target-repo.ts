import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import type { Policy } from '../policy/schema.ts'
import { nearestWord } from '../text/nearest.ts'
import { quote } from '../text/quote.ts'

/**
 * The full name of a repository, which its own contributors call by a short name: `python-sdk`. A name with an owner stays as
 * it is.
 * @throws Failure (validation) for a name without an owner that is only near to a known one
 */
export function resolveRepo({ repositories }: Policy, named: string): string {
  if (named.includes('/')) return named
  const isNamed = (repo: string) => repo.toLowerCase().endsWith(`/${named.toLowerCase()}`)
  const known = Object.values(repositories)
  const found = known.find(({ repo }) => isNamed(repo)) ?? known.find(({ formerly }) => formerly.some(isNamed))
  if (found !== undefined) return found.repo
  const shortNames = known.flatMap(({ repo, formerly }) => [repo, ...formerly]).map((repo) => repo.split('/')[1] ?? '')
  const nearest = nearestWord(named, shortNames)
  if (nearest === null) return named
  throw new Failure('validation', `"${quote(named)}" isn't a repository`, {
    hint: `Did you mean ${nearest}? For any other one, give owner/name`,
  })
}

/** The repository that a command works on. We ignore the repository of the working directory, because it may be a fork. */
export function targetRepo({ env }: Pick<App, 'env'>, policy: Policy, named: string | undefined): string {
  return resolveRepo(policy, named ?? (env['GH_REPO'] || policy.repositories[policy.home]?.repo || ''))
}
