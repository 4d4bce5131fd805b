/** A draft file taken apart. The four pieces, joined, are the file again. */
export type Pieces = {
  readonly opening: string
  readonly yaml: string
  readonly closing: string
  readonly body: string
}

const OPENING = /^\uFEFF?---[ \t]*\r?\n/
const CLOSING = /^---[ \t]*\r?\n?$/

/** @returns null where a text does not begin with `---`, or no second `---` ends its front matter. */
export function splitFrontMatter(text: string): Pieces | null {
  const opening = OPENING.exec(text)?.[0]
  if (opening === undefined) return null
  for (let start = opening.length; start < text.length; ) {
    const end = lineEnd(text, start)
    const line = text.slice(start, end)
    if (CLOSING.test(line))
      return { opening, yaml: text.slice(opening.length, start), closing: line, body: text.slice(end) }
    start = end
  }
  return null
}

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start)
  return newline < 0 ? text.length : newline + 1
}
