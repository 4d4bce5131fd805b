import { plain } from '../../../text/quote.ts'

/** What else has to change with a decision, each with its page below it. Empty if there is nothing. */
export function changesView(changes: readonly { readonly text: string; readonly url: string }[]): string {
  return changes.map(({ text, url }) => plain(`Also: ${text}\n      ${url}\n`)).join('')
}
