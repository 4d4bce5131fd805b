import type { ListItem, Node } from 'mdast'

/** Lines of a text by their numbers, the first and the last included; the first line of all is 1. */
export type Lines = { readonly from: number; readonly to: number }

const TAB = 4

/**
 * What stands in a list's item below its first paragraph, as if it stood alone: without the item's indentation, and without
 * the lines of those items in it that are tasks of their own.
 */
export function notesOf(lines: readonly string[], item: ListItem, without: readonly Lines[]): string {
  const [first] = item.children
  if (first === undefined) return ''
  const { line, column } = placeOf(first)
  const width = columnsOf((lines[line - 1] ?? '').slice(0, column - 1))
  const own: string[] = []
  for (let at = linesOf(first).to + 1; at <= linesOf(item).to; at++) {
    const other = without.find(({ from, to }) => from <= at && at <= to)
    if (other === undefined) own.push(outdented(lines[at - 1] ?? '', width))
    else at = other.to
  }
  return withoutBlankEnds(own).join('\n')
}

export function linesOf({ position }: Node): Lines {
  return { from: position?.start.line ?? 1, to: position?.end.line ?? 1 }
}

function placeOf({ position }: Node): { readonly line: number; readonly column: number } {
  return position?.start ?? { line: 1, column: 1 }
}

function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += character === '\t' ? TAB - (columns % TAB) : 1
  return columns
}

/** The line without its first columns, as far as they are blank or the mark of a quotation that the list stands in. */
function outdented(line: string, width: number): string {
  let at = 0
  let columns = 0
  while (columns < width && ' \t>'.includes(line[at] ?? '-')) {
    columns += line[at] === '\t' ? TAB - (columns % TAB) : 1
    at++
  }
  return ' '.repeat(Math.max(0, columns - width)) + line.slice(at)
}

function withoutBlankEnds(lines: readonly string[]): readonly string[] {
  const isText = (line: string) => line.trim() !== ''
  const first = lines.findIndex(isText)
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1)
}
