import { quote } from '../../../text/quote.ts'

/** What a command has to say beside its result, a line each. */
export function notesView(notes: readonly string[]): string {
  return notes.map((note) => `mcp-comms: ${quote(note, 500)}\n`).join('')
}
