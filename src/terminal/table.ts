import stringWidth from 'fast-string-width'
import { padded, widestOf, widthOf } from './style.ts'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => string
  /** In a narrow terminal, the column with the highest number is dropped first; null: never. */
  readonly dropOrder: number | null
  readonly style?: (text: string) => string
}

const GAP = 2
const NARROWEST_LAST = 24
const WIDEST = 30
/** No terminal is wider. Segmenting a long word takes quadratic time. */
const MAX_CUT_LENGTH = 1_000

/**
 * Lays out rows to fit into `width`. The last column takes the remaining space, and is cut if necessary. It is not
 * padded, so that right-to-left text in it does not move the other columns.
 */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number): string {
  const cells = columns.map((column) => ({ ...column, texts: rows.map((row) => cut(column.cell(row), WIDEST)) }))
  const sized = cells.map((column) => ({
    ...column,
    width: widestOf([column.head, ...column.texts]),
  }))
  const visible = fittingColumns(sized, width)
  const last = columns.at(-1)
  if (last === undefined) return ''
  const room = Math.max(1, width - usedWidth(visible))
  const rowOf = (cellOf: (column: (typeof visible)[number]) => string, end: string) =>
    `${visible.map((column) => padded(cellOf(column), column.width + GAP)).join('')}${cut(end, room)}`.trimEnd()
  const applyStyle = (column: (typeof visible)[number], text: string) => column.style?.(text) ?? text
  return [
    rowOf(({ head }) => head, last.head),
    ...rows.map((row, at) => rowOf((column) => applyStyle(column, column.texts[at] ?? ''), last.cell(row))),
  ].join('\n')
}

type Sized = { readonly dropOrder: number | null; readonly width: number }

function fittingColumns<C extends Sized>(columns: readonly C[], width: number): readonly C[] {
  let visible = columns.slice(0, -1)
  while (usedWidth(visible) + NARROWEST_LAST > width) {
    const next = visible.reduce((highest, { dropOrder }) => Math.max(highest, dropOrder ?? -1), -1)
    if (next < 0) break
    visible = visible.filter(({ dropOrder }) => dropOrder !== next)
  }
  return visible
}

function usedWidth(columns: readonly Sized[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, 0)
}

/** Cuts a text to `width` columns, and adds an ellipsis if it was too long. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let room = width - 1
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, MAX_CUT_LENGTH))) {
    room -= stringWidth(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept}…`
}
