import type { App } from '../../../app.ts'
import { DOCUMENTED, type Limits, limitsAt } from '../../../bulk/pace/limits.ts'
import { refuseUnknownChecks } from '../../../checks/check.ts'
import type { GitHub } from '../../../github/sign-in.ts'
import { resolveRepo } from '../../../policy/repositories.ts'
import { type Context, createContext } from '../../../preflight/context.ts'
import { githubOrNull } from '../../../preflight/sign-in.ts'
import { ledgerPath } from '../../../storage/ledger-file.ts'
import { openPlan, type PlanInput } from '../../../storage/plan-file.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { type Shell, shellWord } from '../../../text/quote.ts'
import type { BulkOptions } from './command.ts'

/** One call of `issue bulk PLAN`. */
export type BulkCall = {
  readonly app: App
  readonly options: BulkOptions
  /** The plan as it was named on the command line. */
  readonly plan: string
  readonly input: PlanInput
  readonly ledger: string
  readonly limits: Limits
  /** null: no request is sent to GitHub. */
  readonly github: GitHub | null
  readonly context: Context
  /** null: not running interactively. */
  readonly prompter: Prompter | null
}

export async function createCall(app: App, plan: string, options: BulkOptions): Promise<BulkCall> {
  refuseUnknownChecks(options.allow)
  const ledger = await ledgerPath(app, plan, options)
  const limits = limitsFrom(options)
  const context = await createContext(app, options, { scope: 'many', publishes: options.apply === true })
  const named = options.repo ?? (app.env['GH_REPO'] || null)
  const repo = named === null ? null : resolveRepo(context.policy, named)
  const input = await openPlan(app, plan, { format: options.format, repo, columns: options })
  const isOffline = options.offline === true || options.dryRun === true
  return {
    ...{ app, options, plan, input, ledger, limits, context },
    github: isOffline ? null : await findGitHub(app, options),
    prompter: options.apply === true ? context.prompter : null,
  }
}

/** Only a preview works without a token. */
async function findGitHub(app: App, { apply }: BulkOptions): Promise<GitHub | null> {
  return apply === true ? (await app.github()).github : githubOrNull(app)
}

export function limitsFrom({ pace }: Pick<BulkOptions, 'pace'>): Limits {
  return pace === undefined ? DOCUMENTED : limitsAt(Number(pace))
}

/** The command that creates the rows of a plan, or resumes with the rest of them, with the flags of this call. */
export function applyCommand(plan: string, options: BulkOptions, shell: Shell, max = options.max): string {
  const { ledger, format, column, skipUnknown, repo, pace, createLabels, allow, aiDisclosure } = options
  const value = (flag: string, text: string | undefined) => (text === undefined ? [] : [flag, shellWord(text, shell)])
  const parts = [
    ...['mcp-comms', 'issue', 'bulk', shellWord(plan, shell), '--apply'],
    ...value('--max', max),
    ...value('--ledger', ledger),
    ...value('--format', format),
    ...column.flatMap((pair) => value('--column', pair)),
    ...(skipUnknown === true ? ['--skip-unknown'] : []),
    ...value('--repo', repo),
    ...value('--pace', pace),
    ...(createLabels === true ? ['--create-labels'] : []),
    ...allow.flatMap((check) => ['--allow', check]),
    ...value('--ai-disclosure', aiDisclosure),
  ]
  return parts.join(' ')
}
