import { plain } from '../../../text/quote.ts'

/** What else has to change with a decision, one a line. Empty if there is nothing. */
export function changesView(changes: readonly { readonly text: string; readonly url: string }[]): string {
  return changes.map(({ text, url }) => plain(`Also: ${text} ${url}\n`)).join('')
}
