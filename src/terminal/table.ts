import stringWidth from 'string-width'
import { padded } from './layout.ts'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => string
  /** In a narrow terminal, the column with the highest number goes first; null: it always stays. */
  readonly goes: number | null
  readonly style?: (text: string) => string
}

const GAP = 2
const NARROWEST_LAST = 24
const WIDEST = 30

/**
 * Rows that fit so many columns. The last column takes what the others leave, and is cut where that is too little; it is
 * not padded, so that what is written from right to left moves nothing else.
 */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number): string {
  const cells = columns.map((column) => ({ ...column, texts: rows.map((row) => cut(column.cell(row), WIDEST)) }))
  const sized = cells.map((column) => ({
    ...column,
    width: Math.max(...[column.head, ...column.texts].map((text) => stringWidth(text))),
  }))
  const shown = fitting(sized, width)
  const last = columns.at(-1)
  if (last === undefined) return ''
  const room = Math.max(1, width - takenBy(shown))
  const lineOf = (cellOf: (column: (typeof shown)[number]) => string, end: string) =>
    `${shown.map((column) => padded(cellOf(column), column.width + GAP)).join('')}${cut(end, room)}`.trimEnd()
  const dressed = (column: (typeof shown)[number], text: string) => column.style?.(text) ?? text
  return [
    lineOf(({ head }) => head, last.head),
    ...rows.map((row, at) => lineOf((column) => dressed(column, column.texts[at] ?? ''), last.cell(row))),
  ].join('\n')
}

type Sized = { readonly goes: number | null; readonly width: number }

function fitting<C extends Sized>(columns: readonly C[], width: number): readonly C[] {
  let shown = columns.slice(0, -1)
  while (takenBy(shown) + NARROWEST_LAST > width) {
    const least = Math.max(...shown.map(({ goes }) => goes ?? -1))
    if (least < 0) break
    shown = shown.filter(({ goes }) => goes !== least)
  }
  return shown
}

function takenBy(columns: readonly Sized[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, 0)
}

/** As much of a text as fits; an ellipsis says that there is more. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text
  let shown = ''
  let room = width - 1
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    room -= stringWidth(segment)
    if (room < 0) break
    shown += segment
  }
  return `${shown}…`
}
