/** A line with the characters that end it. */
export type Line = { readonly text: string; readonly end: string }

/** A text as lines that all have an end, so that lines can be inserted between them. */
export type Lines = {
  readonly lines: readonly Line[]
  /** How inserted lines end. */
  readonly eol: string
  /** Whether the last line had no end. */
  readonly isBare: boolean
  readonly length: number
}

export function splitLines(text: string): Lines {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  const lines = text === '' ? [] : text.split(/(?<=\n)/).map(toLine)
  const isBare = !text.endsWith('\n')
  const ended = lines.map((line) => (line.end === '' ? { ...line, end: eol } : line))
  return { lines: ended, eol, isBare, length: text.length + (isBare && text !== '' ? eol.length : 0) }
}

function toLine(piece: string): Line {
  const end = piece.endsWith('\r\n') ? '\r\n' : piece.endsWith('\n') ? '\n' : ''
  return { text: piece.slice(0, piece.length - end.length), end }
}

export function joinLines({ isBare }: Lines, lines: readonly Line[]): string {
  return lines.map(({ text, end }, index) => text + (isBare && index === lines.length - 1 ? '' : end)).join('')
}

/** Only `\n` ends a line, and no byte order mark comes first. */
export function normalizeLineEnds(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n')
}

/** Without empty lines at the start and white space at the end: a web form ignores both. */
export function trimText(text: string): string {
  return text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd()
}

/** All white space is a single space. */
export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}
