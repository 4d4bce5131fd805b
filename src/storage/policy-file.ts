import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { withBuiltInAgentRules } from '../policy/repositories.ts'
import type { Policy } from '../policy/schema.ts'
import type { Consent } from './trust.ts'

/** Repeated in `checkout.ts`, which this file must not import at the top, because few runs need that code. */
const LOCAL_POLICY = '.mcp-comms/policy.yaml'
/** For a run that asks no questions and sends nothing. */
export const READS_ONLY: Consent = { prompter: null, publishes: false }

/**
 * Loads the policy: the file that `--policy` names, or else the nearest `.mcp-comms/policy.yaml` in this folder or above, if the
 * person trusts it, or else the built-in policy. Loads the YAML parser and the schema only for a file, because the built-in
 * policy is already validated.
 * @throws UsageError if the run would publish, nobody can be asked, and there is a policy that is unreadable or that the person has
 * not decided about
 */
export async function loadPolicy(
  app: App,
  givenPath: string | undefined,
  consent: Consent = READS_ONLY,
): Promise<Policy> {
  if (givenPath !== undefined) {
    const { parsePolicy, POLICY_BYTE_LIMIT } = await import('../policy/parse.ts')
    return preparePolicy(app, givenPath, parsePolicy(await app.files.readText(givenPath, POLICY_BYTE_LIMIT), givenPath))
  }
  const path = await app.files.findUpward(LOCAL_POLICY)
  const policy = path === null ? null : await loadCheckoutPolicy(app, path, consent)
  return policy ?? app.builtInPolicy()
}

/** null: the person does not trust the policy, or it cannot be read. Parses it only to show its changes, or once it is trusted. */
async function loadCheckoutPolicy(app: App, path: string, consent: Consent): Promise<Policy | null> {
  const [{ readCheckoutPolicy }, { reportUnusableSettings, confirmTrust }] = await Promise.all([
    import('./checkout.ts'),
    import('./trust.ts'),
  ])
  const result = await readCheckoutPolicy(app, path).catch((error: unknown) => {
    if (error instanceof Failure) return error
    throw error
  })
  if (result instanceof Failure) {
    reportUnusableSettings(app, 'rules', result, consent)
    return null
  }
  const { settings, parse, changes } = result
  return (await confirmTrust(app, settings, consent, changes)) ? preparePolicy(app, path, parse()) : null
}

/** By the terminal, because a run may use several copies of its app. */
const announced = new WeakSet<App['terminal']>()

/**
 * Adds the built-in rules for agents to a policy from a file. Prints the path of the file, once in a run, because its rules decide
 * where texts go.
 */
function preparePolicy(app: App, path: string, policy: Policy): Policy {
  if (!announced.has(app.terminal)) app.terminal.err.write(`Using the rules in ${path}\n`)
  announced.add(app.terminal)
  return { ...withBuiltInAgentRules(policy, app.builtInPolicy()), path }
}
