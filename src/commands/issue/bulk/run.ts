import type { App } from '../../../app.ts'
import { limitsFrom } from '../../../bulk/pace/limits.ts'
import { requireOverridable } from '../../../checks/check.ts'
import { type ExitCode, UsageError } from '../../../errors.ts'
import type { GitHub } from '../../../github/sign-in.ts'
import { clockWithGitHubTime } from '../../../github/time.ts'
import { requestedRepo } from '../../../policy/repositories.ts'
import { createContext } from '../../../preflight/context.ts'
import { githubOrNull } from '../../../preflight/github-access.ts'
import { ledgerPath } from '../../../storage/ledger-file.ts'
import { openPlan } from '../../../storage/plan-file.ts'
import { parseCount } from '../../shared/limit.ts'
import type { IssueBulkOptions } from './command.ts'
import { dryRun, preview } from './preview.ts'
import type { BulkSession } from './session.ts'

export async function run(app: App, plan: string | undefined, options: IssueBulkOptions): Promise<ExitCode> {
  const { status, undo } = options
  const paths = [plan, status, undo].filter((path) => path !== undefined)
  if (paths.length > 1) throw new UsageError('Give only one of these: a plan, --status LEDGER, or --undo LEDGER')
  refuseInvalidNumbers(options)
  if (status !== undefined) return (await import('./status.ts')).showStatus(app, status, options)
  if (undo !== undefined && options.offline === true && options.dryRun !== true)
    throw new UsageError('--undo needs GitHub', { hint: 'leave out --offline' })
  if (undo !== undefined && options.stopAfter !== undefined)
    throw new UsageError('--undo closes everything that the plan created', { hint: 'leave out --stop-after' })
  if (undo !== undefined) return (await import('./undo.ts')).undoPlan(app, undo, options)
  if (plan === undefined)
    throw new UsageError('Which plan?', { hint: 'Name a CSV, JSON Lines, JSON or YAML file, or - for standard input' })
  if (options.apply === true && options.offline === true && options.dryRun !== true)
    throw new UsageError('--apply needs GitHub', { hint: 'leave out --offline' })
  const session = await createSession(app, plan, options)
  if (options.apply === true && options.dryRun !== true) return (await import('./apply.ts')).applyPlan(session)
  return options.dryRun === true ? dryRun(session) : preview(session)
}

/** Called before anything is read or sent, even for a preview, which does not use these numbers. @throws UsageError */
function refuseInvalidNumbers({ max, stopAfter, pace }: IssueBulkOptions): void {
  limitsFrom({ pace })
  if (max !== undefined) parseCount('--max', max)
  if (stopAfter !== undefined) parseCount('--stop-after', stopAfter)
}

async function createSession(app: App, plan: string, options: IssueBulkOptions): Promise<BulkSession> {
  requireOverridable(options.allow)
  const ledger = await ledgerPath(app, plan, options)
  const limits = limitsFrom(options)
  const context = await createContext(app, options, { scope: 'many', publishes: options.apply === true })
  const repo = requestedRepo(app, context.policy, options.repo)
  const input = await openPlan(app, plan, { format: options.format, repo, columns: options })
  const isOffline = options.offline === true || options.dryRun === true
  const github = isOffline ? null : await findGitHub(app, options)
  return {
    options,
    plan,
    repo,
    input,
    ledger,
    limits,
    context,
    github,
    app: github === null ? app : { ...app, clock: clockWithGitHubTime(github, app.clock) },
    prompter: options.apply === true ? context.prompter : null,
  }
}

/** Without a token, returns null for a preview, and fails for `--apply`. */
async function findGitHub(app: App, { apply }: IssueBulkOptions): Promise<GitHub | null> {
  return apply === true ? (await app.github()).github : githubOrNull(app)
}
