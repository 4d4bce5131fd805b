import { plain } from './quote.ts'

/** A line that the person sees in the editor, and that is not part of their text. */
function noteLine(text: string): string {
  // Two hyphens would end the comment.
  return `<!-- ? ${text.replaceAll('--', '- -')} -->`
}

const LAST = 'Lines such as these are taken out.'

/** Notes above a text, such as the question that it answers. They are comments, so that an editor shows them as such. */
export function withNotes(text: string, notes: readonly string[]): string {
  return `${linesOf(notes).join('\n')}\n\n${text}`
}

/** The text without the notes, wherever the person has moved them, and without those that they typed before or after. */
export function withoutNotes(text: string, notes: readonly string[]): string {
  const lines = linesOf(notes)
  return text
    .split('\n')
    .flatMap((line) => {
      const rest = lines.reduce((left, note) => left.replaceAll(note, ''), line)
      return rest !== line && rest.trim() === '' ? [] : [rest]
    })
    .join('\n')
    .trim()
}

function linesOf(notes: readonly string[]): readonly string[] {
  const lines = notes.flatMap((note) => plain(note).split('\n')).filter((line) => line.trim() !== '')
  return [...lines, LAST].map((line) => noteLine(line.trim()))
}
