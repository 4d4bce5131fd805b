import type { App } from '../app.ts'
import type { Policy } from '../policy/schema.ts'

/** The repository that a command is about: never the one of the working directory, for that may be anybody's fork. */
export function targetRepo({ env }: Pick<App, 'env'>, policy: Policy, named: string | undefined): string {
  return named ?? (env['GH_REPO'] || policy.repositories[policy.home]?.repo || '')
}
