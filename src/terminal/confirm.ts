import { CancelledError, UsageError } from '../errors.ts'
import type { Prompter } from './prompter.ts'
import type { Terminal } from './terminal.ts'

type Seated = { readonly terminal: Pick<Terminal, 'canPrompt'> }
type Called = { readonly input: boolean; readonly json?: true; readonly dryRun?: true }

/** Whether somebody is there who may be asked. */
export function mayAsk({ terminal }: Seated, { input, json, dryRun }: Called): boolean {
  return input && json !== true && dryRun !== true && terminal.canPrompt
}

/** null: nobody is asked. */
export async function prompterFor(
  app: Seated & { readonly prompter: () => Promise<Prompter> },
  called: Called,
): Promise<Prompter | null> {
  return mayAsk(app, called) ? app.prompter() : null
}

type Question = {
  readonly message: string
  readonly preset: boolean
  /** What is said where nobody can be asked. */
  readonly nobody: string
}

/** Goes on only after a yes, which `--yes` says too. @throws CancelledError on no. @throws UsageError where nobody can be asked. */
export async function confirmed(
  { prompter, yes }: { readonly prompter: Prompter | null; readonly yes: boolean },
  { message, preset, nobody }: Question,
): Promise<void> {
  if (yes) return
  if (prompter === null) throw new UsageError(nobody)
  if (!(await prompter.confirm({ message, preset }))) throw new CancelledError()
}
