export type Line = { readonly text: string; readonly end: string }

/** A text as lines that all have an end, so that some may be put between them. */
export type Text = {
  readonly lines: readonly Line[]
  /** How lines end that are put in. */
  readonly eol: string
  /** The last line had no end. */
  readonly isBare: boolean
  readonly length: number
}

export function linesIn(text: string): Text {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n'
  const lines = text === '' ? [] : text.split(/(?<=\n)/).map(lineOf)
  const isBare = !text.endsWith('\n')
  const ended = lines.map((line) => (line.end === '' ? { ...line, end: eol } : line))
  return { lines: ended, eol, isBare, length: text.length + (isBare && text !== '' ? eol.length : 0) }
}

function lineOf(piece: string): Line {
  const end = piece.endsWith('\r\n') ? '\r\n' : piece.endsWith('\n') ? '\n' : ''
  return { text: piece.slice(0, piece.length - end.length), end }
}

export function printLines({ isBare }: Text, lines: readonly Line[]): string {
  return lines.map(({ text, end }, index) => text + (isBare && index === lines.length - 1 ? '' : end)).join('')
}
