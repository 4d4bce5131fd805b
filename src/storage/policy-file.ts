import type { App } from '../app.ts'
import type { Policy } from '../policy/schema.ts'

const LOCAL_POLICY = '.mcp-comms/policy.yaml'

/**
 * The policy that answers: the one named by `--policy`, else the nearest `.mcp-comms/policy.yaml` upward, else ours.
 * Only a file of somebody else's needs the YAML parser and the schema, so they are loaded only then.
 */
export async function loadPolicy(app: App, named: string | undefined): Promise<Policy> {
  const path = named ?? (await app.files.findUpward(LOCAL_POLICY))
  if (path === null) return app.builtInPolicy()
  const { parsePolicy, POLICY_SIZE_LIMIT } = await import('../policy/parse.ts')
  return parsePolicy(await app.files.readText(path, POLICY_SIZE_LIMIT), path)
}

/** The repository that a command is about: never the one of the working directory, for that may be anybody's fork. */
export function targetRepo({ env }: Pick<App, 'env'>, policy: Policy, named: string | undefined): string {
  return named ?? (env['GH_REPO'] || policy.repositories[policy.home]?.repo || '')
}
