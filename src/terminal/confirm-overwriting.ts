import { confirmed } from './confirm.ts'
import type { Prompter } from './prompter.ts'

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
