import { CancelledError, UsageError } from '../errors.ts'
import { plain } from '../text/quote.ts'
import type { Prompter, Select } from './questions.ts'
import type { Terminal } from './terminal.ts'

type AppTerminal = { readonly terminal: Pick<Terminal, 'canPrompt'> }
type PromptOptions = { readonly input: boolean; readonly json?: true; readonly dryRun?: true }

/** Whether this run may ask questions: it runs in a terminal, and no flag forbids it. */
export function canAsk({ terminal }: AppTerminal, { input, json, dryRun }: PromptOptions): boolean {
  return input && json !== true && dryRun !== true && terminal.canPrompt
}

/** Returns null if this run must not ask questions. */
export async function prompterFor(
  app: AppTerminal & { readonly prompter: () => Promise<Prompter> },
  options: PromptOptions,
): Promise<Prompter | null> {
  return canAsk(app, options) ? app.prompter() : null
}

type Confirmer = { readonly prompter: Prompter | null; readonly yes: boolean }
type Confirmation = {
  readonly message: string
  readonly preset: boolean
  /** The error message when the run cannot ask. */
  readonly otherwise: string
}

/** Returns if the person agrees or used `--yes`. @throws CancelledError if they decline. @throws UsageError if the run cannot ask. */
export async function requireYes(
  { prompter, yes }: Confirmer,
  { message, preset, otherwise }: Confirmation,
): Promise<void> {
  if (yes) return
  if (prompter === null) throw new UsageError(otherwise)
  if (!(await prompter.confirm({ message, preset }))) throw new CancelledError()
}

/**
 * Lets a person choose, and read the whole text first if they have seen only its beginning.
 * @param cut the whole text, if they have seen only its beginning; otherwise null. @throws CancelledError if they choose to stop.
 */
export async function chooseAfterReading<Value>(
  { prompter, terminal }: { readonly prompter: Prompter; readonly terminal: Pick<Terminal, 'err'> },
  { message, choices }: Select<Value>,
  cut: string | null,
): Promise<Value> {
  type Answer = { readonly kind: 'chosen'; readonly value: Value } | { readonly kind: 'read' | 'stop' }
  const answer = await prompter.select<Answer>({
    message,
    choices: [
      ...choices.map(({ value, ...shown }) => ({ ...shown, value: { kind: 'chosen' as const, value } })),
      ...(cut === null ? [] : [{ value: { kind: 'read' as const }, label: 'Show the whole text first', hint: '' }]),
      { value: { kind: 'stop' }, label: 'Not now', hint: 'the draft stays as it is' },
    ],
  })
  if (answer.kind === 'chosen') return answer.value
  if (answer.kind === 'stop') throw new CancelledError()
  terminal.err.write(`\n${plain(cut ?? '').trimEnd()}\n\n`)
  return chooseAfterReading({ prompter, terminal }, { message, choices }, cut)
}

/** Resolves once the person has typed the number, which shows that they have read it. @throws CancelledError on Esc. */
export async function askForNumber(prompter: Prompter, count: number, verb: string): Promise<void> {
  await prompter.input({
    message: `Type ${count} to ${verb} ${count === 1 ? 'it' : 'all of them'}`,
    validate: (text) => (text.trim() === String(count) ? null : `Type ${count}, or press Esc to cancel.`),
  })
}

/**
 * Asks before an existing file is overwritten.
 * @param hint what else to do, when the run cannot ask.
 * @throws CancelledError, UsageError
 */
export function confirmOverwrite(confirmer: Confirmer, path: string, hint: string): Promise<void> {
  return requireYes(confirmer, {
    message: `${path} already exists. Overwrite?`,
    preset: false,
    otherwise: `${path} already exists: ${hint}`,
  })
}

/** Calls `run`. If the person cancels it, says that the draft is kept, and names the command that continues. */
export async function withResumeHint<T>(
  { terminal }: { readonly terminal: Pick<Terminal, 'err'> },
  command: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof CancelledError) terminal.err.write(plain(`The draft is kept. Resume with: ${command}\n`))
    throw error
  }
}
