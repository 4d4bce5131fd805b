import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { withBuiltInAgentRules } from '../policy/repositories.ts'
import type { Policy } from '../policy/schema.ts'
import type { Consent } from './trust.ts'

/** Repeated in `checkout.ts`: this file must not import it, because it is loaded only in a checkout with a policy. */
const LOCAL_POLICY = '.mcp-comms/policy.yaml'
/** Nobody can be asked, and nothing is sent. */
export const READS_ONLY: Consent = { prompter: null, publishes: false }

/**
 * Loads the policy: the one that `--policy` names, else the nearest `.mcp-comms/policy.yaml` upward if the person trusts it, else
 * the built-in one. The YAML parser and the schema are loaded only for a file, because the built-in policy is already validated.
 * @throws UsageError if a policy was found that nobody has trusted, and the run would publish by the built-in one.
 */
export async function loadPolicy(app: App, named: string | undefined, consent: Consent = READS_ONLY): Promise<Policy> {
  if (named !== undefined) {
    const { parsePolicy, POLICY_SIZE_LIMIT } = await import('../policy/parse.ts')
    return useRules(app, named, parsePolicy(await app.files.readText(named, POLICY_SIZE_LIMIT), named))
  }
  const path = await app.files.findUpward(LOCAL_POLICY)
  const policy = path === null ? null : await loadFoundPolicy(app, path, consent)
  return policy ?? app.builtInPolicy()
}

/** null: the person does not trust it, or it cannot be read. Its text is not even parsed before they are asked. */
async function loadFoundPolicy(app: App, path: string, consent: Consent): Promise<Policy | null> {
  const [{ readFoundPolicy }, { continueWithout, mayUse }] = await Promise.all([
    import('./checkout.ts'),
    import('./trust.ts'),
  ])
  const read = await readFoundPolicy(app, path).catch((error: unknown) => {
    if (error instanceof Failure) return error
    throw error
  })
  if (read instanceof Failure) {
    continueWithout(app, 'rules', read, consent)
    return null
  }
  const { found, policy, changes } = read
  return (await mayUse(app, found, consent, changes)) ? useRules(app, path, policy()) : null
}

const announced = new WeakSet<App>()

/** Prints whose rules these are, once in a run, because they decide where texts go. */
function useRules(app: App, path: string, policy: Policy): Policy {
  if (!announced.has(app)) app.terminal.err.write(`By the rules of ${path}\n`)
  announced.add(app)
  return { ...withBuiltInAgentRules(policy, app.builtInPolicy()), path }
}
