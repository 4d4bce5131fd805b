import type { App } from '../../../app.ts'
import { type ExitCode, UsageError } from '../../../errors.ts'
import { createCall } from './call.ts'
import type { BulkOptions } from './command.ts'
import { dryRun, preview } from './preview.ts'

/** `issue bulk PLAN`: shows what a plan would create, or creates it; `--status` and `--undo` of what was created. */
export async function run(app: App, plan: string | undefined, options: BulkOptions): Promise<ExitCode> {
  const { status, undo } = options
  const named = [plan, status, undo].filter((one) => one !== undefined)
  if (named.length > 1) throw new UsageError('Give only one of these: a plan, --status LEDGER, or --undo LEDGER')
  if (status !== undefined) return (await import('./status.ts')).showStatus(app, status, options)
  if (undo !== undefined) return (await import('./undo.ts')).undoPlan(app, undo, options)
  if (plan === undefined)
    throw new UsageError('Which plan?', { hint: 'Name a CSV, JSON Lines, JSON or YAML file, or - for standard input' })
  if (options.apply === true && options.offline === true)
    throw new UsageError('--apply needs GitHub', { hint: 'leave out --offline' })
  const call = await createCall(app, plan, options)
  if (options.apply === true && options.dryRun !== true) return (await import('./apply.ts')).applyPlan(call)
  return options.dryRun === true ? dryRun(call) : preview(call)
}
