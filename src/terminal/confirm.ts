import { CancelledError, UsageError } from '../errors.ts'
import { plain } from '../text/quote.ts'
import type { Prompter, Select } from './questions.ts'
import type { Terminal } from './terminal.ts'

type Confirmer = { readonly prompter: Prompter | null; readonly yes: boolean }
type Confirmation = {
  readonly message: string
  readonly preset: boolean
  /** The error message if the run cannot ask. */
  readonly refusal: string
}

/**
 * Resolves if the person agrees or used `--yes`.
 * @throws CancelledError if they decline
 * @throws UsageError if the run cannot ask
 */
export async function requireYes(
  { prompter, yes }: Confirmer,
  { message, preset, refusal }: Confirmation,
): Promise<void> {
  if (yes) return
  if (prompter === null) throw new UsageError(refusal)
  if (!(await prompter.confirm({ message, preset }))) throw new CancelledError()
}

/**
 * Lets a person choose. If they have seen only the beginning of a text, offers to show the whole text first.
 * @param wholeText null: they have seen the whole text
 * @throws CancelledError if they choose to stop
 */
export async function chooseAfterReading<Value>(
  { prompter, terminal }: { readonly prompter: Prompter; readonly terminal: Pick<Terminal, 'err'> },
  { message, choices }: Select<Value>,
  wholeText: string | null,
): Promise<Value> {
  type Reply = { readonly kind: 'chosen'; readonly value: Value } | { readonly kind: 'read' | 'stop' }
  const answer = await prompter.select<Reply>({
    message,
    isDecision: true,
    choices: [
      ...choices.map(({ value, ...shown }) => ({ ...shown, value: { kind: 'chosen' as const, value } })),
      ...(wholeText === null
        ? []
        : [{ value: { kind: 'read' as const }, label: 'Show the whole text first', hint: '' }]),
      { value: { kind: 'stop' }, label: 'Not now', hint: 'keep the draft' },
    ],
  })
  if (answer.kind === 'chosen') return answer.value
  if (answer.kind === 'stop') throw new CancelledError()
  terminal.err.write(`\n${plain(wholeText ?? '').trimEnd()}\n\n`)
  return chooseAfterReading({ prompter, terminal }, { message, choices }, wholeText)
}

/** Asks the person to type the number, which shows that they have read it. @throws CancelledError if they cancel */
export async function requireTypedNumber(prompter: Prompter, count: number, verb: string): Promise<void> {
  await prompter.input({
    message: `Type ${count} to ${verb} ${count === 1 ? 'it' : 'all of them'}`,
    isDecision: true,
    validate: (text) =>
      text.trim() === String(count) ? null : `Type ${count}, or press ${prompter.keys.cancel} to cancel.`,
  })
}

/**
 * @param hint what to do instead, for the error message of a run that cannot ask
 * @throws CancelledError if the person declines
 * @throws UsageError if the run cannot ask
 */
export function confirmOverwrite(confirmer: Confirmer, path: string, hint: string): Promise<void> {
  return requireYes(confirmer, {
    message: `${path} already exists. Overwrite?`,
    preset: false,
    refusal: `${path} already exists: ${hint}`,
  })
}

/** Prints what a person has written if `run` fails before the text is saved, because there may be no other copy. */
export async function withUnsavedText<T>(app: ErrorOutput, text: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    printUnsavedText(app, text)
    throw error
  }
}

export function printUnsavedText({ terminal }: ErrorOutput, text: string): void {
  if (text.trim() !== '') terminal.err.write(plain(`What you have written so far:\n\n${text.trim()}\n\n`))
}

type ErrorOutput = { readonly terminal: { readonly err: Pick<Terminal['err'], 'write'> } }
