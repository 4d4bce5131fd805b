import { detectAgenticEnvironment } from 'am-i-vibing'
import type { App } from '../app.ts'
import type { CheckName } from '../checks/check.ts'
import type { Classifier } from '../classifier/classify.ts'
import type { Policy } from '../policy/schema.ts'
import { loadPolicy } from '../storage/policy-file.ts'
import type { Prompter } from '../terminal/questions.ts'
import { prompterFor } from '../terminal/terminal.ts'
import { type Destinations, destinationsOf } from './destination.ts'
import { githubOrNull } from './github-access.ts'

/** The options of a command with drafts. All but `confirmed` are flags. */
export type ContextOptions = {
  readonly allow?: readonly string[]
  /** Privacy checks that the person has already overridden, in another preflight of the same text. */
  readonly confirmed?: readonly CheckName[]
  readonly input: boolean
  readonly yes?: true
  readonly dryRun?: true
  readonly offline?: true
  readonly json?: true
  readonly policy?: string
}

/** Everything that the drafts of one command share. */
export type Context = {
  readonly app: App
  readonly policy: Policy
  readonly classify: Classifier
  /** null: not running interactively. */
  readonly prompter: Prompter | null
  readonly destinations: Destinations
  /** The AI agent that runs this program; null: none was detected. */
  readonly agent: string | null
  /** Checks that are overridden for every draft. */
  readonly allow: readonly string[]
  readonly confirmed: readonly CheckName[]
  /**
   * Asks the person whether to override privacy checks. null: they cannot be overridden, because nobody can answer, `--yes` was
   * given, or the drafts are rows of a plan.
   */
  readonly overridePrompter: Prompter | null
  /** `many`: the drafts are rows of a plan. */
  readonly scope: 'one' | 'many'
}

/** Uses GitHub if there is a token, unless a flag says not to. */
export async function createContext(
  app: App,
  options: ContextOptions,
  { scope = 'one', publishes }: { readonly scope?: Context['scope']; readonly publishes: boolean },
): Promise<Context> {
  const prompter = await prompterFor(app, options)
  const consent = { prompter, publishes: publishes && options.dryRun !== true }
  const policy = await loadPolicy(app, options.policy, consent)
  const skipsGitHub = options.dryRun === true || options.offline === true
  const agent = agentIn(app)
  return {
    app,
    policy,
    classify: app.classifier(policy, { evidence: scope === 'one' }),
    prompter,
    destinations: destinationsOf(app, policy, {
      github: async () => (skipsGitHub ? null : githubOrNull(app)),
      isOffline: options.offline === true,
      agent,
      scope,
      consent,
    }),
    agent,
    allow: options.allow ?? [],
    confirmed: options.confirmed ?? [],
    overridePrompter: options.yes === true || scope === 'many' ? null : prompter,
    scope,
  }
}

function agentIn({ env }: Pick<App, 'env'>): string | null {
  const { isAgentic, name, id } = detectAgenticEnvironment({ env: { ...env } })
  return isAgentic ? (name ?? id ?? 'an AI agent') : null
}
