import type { ListItem, Node } from 'mdast'

/** A range of lines, counted from 1. Both ends are included. */
export type LineRange = { readonly from: number; readonly to: number }

const TAB_WIDTH = 4

/**
 * The Markdown below a list item's title, without the indentation of the item.
 * @param from the first line after the title. @param nestedTasks lines to leave out, because they are tasks of their own.
 */
export function notesOf(
  lines: readonly string[],
  item: ListItem,
  from: number,
  nestedTasks: readonly LineRange[],
): string {
  const [first] = item.children
  if (first === undefined) return ''
  const { line, column } = startOf(first)
  const width = widthOf((lines[line - 1] ?? '').slice(0, column - 1))
  const isNested = (lineNumber: number) =>
    nestedTasks.some((range) => range.from <= lineNumber && lineNumber <= range.to)
  const notes = lines
    .slice(from - 1, linesOf(item).to)
    .flatMap((text, index) => (isNested(from + index) ? [] : [withoutIndent(text, width)]))
  return trimBlankLines(notes).join('\n')
}

export function linesOf({ position }: Node): LineRange {
  return { from: position?.start.line ?? 1, to: position?.end.line ?? 1 }
}

function startOf({ position }: Node): { readonly line: number; readonly column: number } {
  return position?.start ?? { line: 1, column: 1 }
}

function widthOf(text: string): number {
  let columns = 0
  for (const character of text) columns += character === '\t' ? TAB_WIDTH - (columns % TAB_WIDTH) : 1
  return columns
}

/** Removes up to `width` columns of blanks and block quote markers (`>`) from the start of a line. */
function withoutIndent(line: string, width: number): string {
  let index = 0
  let columns = 0
  while (columns < width && /[ \t>]/.test(line[index] ?? '')) {
    columns += line[index] === '\t' ? TAB_WIDTH - (columns % TAB_WIDTH) : 1
    index++
  }
  return ' '.repeat(Math.max(0, columns - width)) + line.slice(index)
}

function trimBlankLines(lines: readonly string[]): readonly string[] {
  const isText = (line: string) => line.trim() !== ''
  const first = lines.findIndex(isText)
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1)
}
