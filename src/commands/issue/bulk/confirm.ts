import { UsageError } from '../../../errors.ts'
import { requireYes } from '../../../terminal/confirm.ts'
import type { BulkContext } from './context.ts'
import type { Survey } from './survey.ts'

/** Typing the number shows that it was read. @throws CancelledError; UsageError where nobody can be asked. */
export async function confirmRun({ app, options, prompter }: BulkContext, { counts }: Survey): Promise<void> {
  const yes = options.yes === true
  const nobody = 'Nothing was sent. Not running interactively: add --yes to continue with this plan.'
  if (counts.new === 0) {
    if (counts.reuse > 0) await requireYes({ prompter, yes }, { message: 'Continue?', preset: true, otherwise: nobody })
    return
  }
  if (yes) return
  if (prompter === null) throw new UsageError(nobody)
  app.terminal.err.write('\n')
  await typedNumber(prompter, counts.new, 'create')
}

/** Goes on once the number was typed; Esc is no. */
export async function typedNumber(
  prompter: NonNullable<BulkContext['prompter']>,
  count: number,
  verb: string,
): Promise<void> {
  await prompter.input({
    message: `Type ${count} to ${verb} ${count === 1 ? 'it' : 'all of them'}`,
    validate: (text) => (text.trim() === String(count) ? null : `Type ${count}, or press Esc to stop here.`),
  })
}
