import { quote } from '../../../text/quote.ts'

/** Notes to the person on stderr, one per line. */
export function notesView(notes: readonly string[]): string {
  return notes.map((note) => `mcp-comms: ${quote(note, 500)}\n`).join('')
}
