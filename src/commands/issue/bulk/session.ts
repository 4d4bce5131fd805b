import type { App } from '../../../app.ts'
import type { Limits } from '../../../bulk/pace/limits.ts'
import type { GitHub } from '../../../github/sign-in.ts'
import type { Context } from '../../../preflight/context.ts'
import type { PlanInput } from '../../../storage/plan-file.ts'
import type { Prompter } from '../../../terminal/questions.ts'
import { flagWords, type Shell, shellWord } from '../../../text/shell.ts'
import type { IssueBulkOptions } from './command.ts'

/** One run of `issue bulk PLAN`. */
export type BulkSession = {
  /** `app.clock` shows the time of GitHub, unless the run is offline: this computer's clock may change between runs. */
  readonly app: App
  readonly options: IssueBulkOptions
  /** The plan as it was named on the command line. */
  readonly plan: string
  /** The repository for rows that name none. */
  readonly repo: string | null
  readonly input: PlanInput
  readonly ledger: string
  readonly limits: Limits
  /** null: nothing can be created, because the run is offline, or there is no token. */
  readonly github: GitHub | null
  readonly context: Context
  /** null: not running interactively, or without `--apply`. */
  readonly prompter: Prompter | null
}

/** Returns the command that creates the remaining posts of a plan. */
export function applyCommand(plan: string, options: IssueBulkOptions, shell: Shell, max = options.max): string {
  const { ledger, format, column, skipUnknown, repo, pace, failFast, createLabels, allow, aiDisclosure, policy } =
    options
  const flags = flagWords(
    [
      ['--apply', true],
      ['--max', max],
      ['--ledger', ledger],
      ['--format', format],
      ['--column', column],
      ['--skip-unknown', skipUnknown],
      ['--repo', repo],
      ['--pace', pace],
      ['--fail-fast', failFast],
      ['--create-labels', createLabels],
      ['--allow', allow],
      ['--ai-disclosure', aiDisclosure],
      ['--policy', policy],
    ],
    shell,
  )
  return ['mcp-comms issue bulk', shellWord(plan, shell), ...flags].join(' ')
}
