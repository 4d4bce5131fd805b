import type { Prompter } from '../terminal/prompter.ts'
import { confirmed } from './person.ts'

/**
 * Never over a file without asking.
 * @param ways what else can be done, for somebody who cannot be asked.
 * @throws CancelledError, UsageError
 */
export function confirmOverwriting(
  who: { readonly prompter: Prompter | null; readonly yes: boolean },
  path: string,
  ways: string,
): Promise<void> {
  return confirmed(who, {
    message: `${path} is there already. Write over it?`,
    preset: false,
    nobody: `${path} is there already: ${ways}`,
  })
}
