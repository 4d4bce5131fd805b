import { trimText } from './lines.ts'
import { plain } from './quote.ts'

/** Breaks up `-->`, which would end the comment. */
function noteLine(text: string): string {
  return `<!-- ? ${text.replaceAll('-->', '-- >')} -->`
}

const LAST_NOTE = 'Lines like these are removed.'

/** Puts notes above a text, such as the question that the text answers. Each line of a note is an HTML comment, which many editors dim. */
export function withNotes(text: string, notes: readonly string[]): string {
  return `${noteLines(notes).join('\n')}\n\n${text}`
}

/** Removes the notes, wherever the person has moved them. Keeps what the person typed before or after a note on its line. */
export function withoutNotes(text: string, notes: readonly string[]): string {
  const lines = noteLines(notes)
  const remaining = text.split('\n').flatMap((line) => {
    const rest = lines.reduce((remainder, note) => remainder.replaceAll(note, ''), line)
    if (rest === line) return [line]
    return rest.trim() === '' ? [] : [rest.trim()]
  })
  return trimText(remaining.join('\n'))
}

function noteLines(notes: readonly string[]): readonly string[] {
  const lines = notes.flatMap((note) => plain(note).split('\n')).filter((line) => line.trim() !== '')
  return [...lines, LAST_NOTE].map((line) => noteLine(line.trim()))
}
