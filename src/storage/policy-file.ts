import type { App } from '../app.ts'
import type { Policy } from '../policy/schema.ts'

const LOCAL_POLICY = '.mcp-comms/policy.yaml'

/**
 * Loads the policy: the one that `--policy` names, else the nearest `.mcp-comms/policy.yaml` upward, else the built-in one.
 * The YAML parser and the schema are loaded only for a file, because the built-in policy is already validated.
 */
export async function loadPolicy(app: App, named: string | undefined): Promise<Policy> {
  const path = named ?? (await app.files.findUpward(LOCAL_POLICY))
  if (path === null) return app.builtInPolicy()
  const { parsePolicy, POLICY_SIZE_LIMIT } = await import('../policy/parse.ts')
  return parsePolicy(await app.files.readText(path, POLICY_SIZE_LIMIT), path)
}

/** The repository that a command works on. We ignore the repository of the working directory, because it may be a fork. */
export function targetRepo({ env }: Pick<App, 'env'>, policy: Policy, named: string | undefined): string {
  return named ?? (env['GH_REPO'] || policy.repositories[policy.home]?.repo || '')
}
