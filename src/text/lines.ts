/** A line, and its line ending. */
export type Line = { readonly text: string; readonly end: string }

/** A text as lines that all have a line ending, so that we can insert lines between them. */
export type Lines = {
  readonly lines: readonly Line[]
  /** The line ending for inserted lines. */
  readonly eol: string
  /** Whether the last line had no line ending in the text. */
  readonly endsWithoutEol: boolean
  /** The number of characters in all lines and their line endings. */
  readonly length: number
}

export function splitLines(text: string): Lines {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  const lines = text === '' ? [] : text.split(/(?<=\n)/).map(toLine)
  const endsWithoutEol = !text.endsWith('\n')
  const ended = lines.map((line) => (line.end === '' ? { ...line, end: eol } : line))
  return { lines: ended, eol, endsWithoutEol, length: text.length + (endsWithoutEol && text !== '' ? eol.length : 0) }
}

function toLine(piece: string): Line {
  const end = piece.endsWith('\r\n') ? '\r\n' : piece.endsWith('\n') ? '\n' : ''
  return { text: piece.slice(0, piece.length - end.length), end }
}

export function joinLines({ endsWithoutEol }: Lines, lines: readonly Line[]): string {
  return lines.map(({ text, end }, index) => text + (endsWithoutEol && index === lines.length - 1 ? '' : end)).join('')
}

/** Converts all line endings to `\n`, and removes a byte order mark. */
export function normalizeLineEndings(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

/** Removes empty lines at the start and white space at the end, because a web form ignores both. */
export function trimText(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

const LINE_ENDING = /\r\n|\n|\r/

/**
 * Yields the lines of a text that arrives in pieces, without their line endings. Instead of a line of more than `max`
 * characters, yields null as soon as the line is too long: the line is not kept in memory, and a caller can stop reading.
 */
export async function* boundedLines(pieces: AsyncIterable<string>, max: number): AsyncGenerator<string | null> {
  let rest = ''
  let isSkipping = false
  for await (const piece of pieces) {
    const text = rest + piece
    // The next piece may begin with the other half of a Windows line ending.
    const splitLength = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, splitLength).split(LINE_ENDING)
    const last = lines.pop() ?? ''
    const bounded = lines.map((line) => (line.length > max ? null : line))
    if (isSkipping && bounded.length > 0) {
      bounded.shift()
      isSkipping = false
    }
    yield* bounded
    if (last.length > max && !isSkipping) {
      isSkipping = true
      yield null
    }
    rest = (isSkipping ? '' : last) + text.slice(splitLength)
  }
  if (!isSkipping && rest !== '') yield rest.replace(/\r$/, '')
}
