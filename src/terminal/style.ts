import stringWidth from 'fast-string-width'
import { wrapAnsi } from 'fast-wrap-ansi'
import isUnicodeSupported from 'is-unicode-supported'
import stripAnsi from 'strip-ansi'
import { type Shell, shellOf } from '../text/shell.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** How text looks on one screen. A function for a style returns the text unchanged if the screen cannot show the style. */
export type Style = {
  readonly answer: (text: string) => string
  readonly good: (text: string) => string
  readonly warning: (text: string) => string
  readonly error: (text: string) => string
  readonly label: (text: string) => string
  readonly quiet: (text: string) => string
  readonly chosen: (text: string) => string
  readonly link: (text: string, url: string) => string
  readonly symbols: Symbols
  /** For commands that a person copies. */
  readonly shell: Shell
  /** Whether this style writes the escape sequence. Any other sequence is part of untrusted text. */
  readonly isOwnSequence: (sequence: string) => boolean
}
type Symbols = { readonly [S in 'tick' | 'pointer' | 'cross' | 'step' | 'to' | 'full' | 'empty']: string }

const UNICODE: Symbols = { tick: '✔', pointer: '❯', cross: '✖', step: '›', to: '–', full: '━', empty: '─' }
const ASCII: Symbols = { tick: 'v', pointer: '>', cross: 'x', step: '>', to: '-', full: '#', empty: '-' }

export type Characters = { readonly unicode: boolean; readonly shell?: Shell }

export function charactersOf(env: Env): Characters {
  return { unicode: env['TERM'] !== 'dumb' && isUnicodeSupported(), shell: shellOf(env) }
}

export function plainStyle({ unicode, shell = 'posix' }: Characters): Style {
  return {
    answer: identity,
    good: identity,
    warning: identity,
    error: identity,
    label: identity,
    quiet: identity,
    chosen: identity,
    link: identity,
    symbols: unicode ? UNICODE : ASCII,
    shell,
    isOwnSequence: () => false,
  }
}

function identity(text: string): string {
  return text
}

const MAX_TEXT_WIDTH = 100

/** The columns for a text: one less than the terminal has, but not too many or too few to read comfortably. */
export function textWidth(columns: number): number {
  return Math.max(20, Math.min(columns, MAX_TEXT_WIDTH) - 1)
}

export function widthOf(text: string): number {
  return stringWidth(text)
}

export function maxWidthOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}

/**
 * Wraps a text, and indents its rows. `width` includes `indent`; both are in columns. An address that does not fit beside the indent
 * begins further left.
 */
export function wrapText(text: string, width: number, indent: number): string {
  const room = Math.max(10, width - indent)
  return wrapAnsi(text, room, { trim: true })
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(line.length <= room ? indent : indentOf(line, width, indent)) + line))
    .join('\n')
}

const ADDRESS = /^\S*(?:https?:\/\/|mailto:)\S+$/

/** A terminal breaks a line that is too long, and then people cannot click the address in it. */
function indentOf(line: string, width: number, indent: number): number {
  const text = stripAnsi(line)
  if (!ADDRESS.test(text) || indent + widthOf(text) <= width) return indent
  return Math.min(indent, 2 + widthOf(text) <= width ? 2 : 0)
}

/** `labelWidth` is the width of the label with the space after it. */
export function labelRow(label: string, text: string, width: number, style: Style, labelWidth = 8): string {
  const padding = ' '.repeat(Math.max(1, labelWidth - widthOf(label)))
  return wrapBeside(`  ${style.label(label)}${padding}`, text, width, 2 + labelWidth)
}

/** Wraps a text that begins on the same row as `beginning`, or below it if a long address needs the room. Other rows are indented. */
export function wrapBeside(beginning: string, text: string, width: number, indent = widthOf(beginning)): string {
  const rows = wrapText(text, width, indent)
  return rows.startsWith(' '.repeat(indent)) ? beginning + rows.slice(indent) : `${beginning.trimEnd()}\n${rows}`
}

export function padText(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => string
  /** In a narrow terminal, the column with the highest number is dropped first. null: the column is never dropped. */
  readonly dropOrder: number | null
  readonly style?: (text: string) => string
}

const GAP = 2
const MIN_LAST_COLUMN_WIDTH = 24
const MAX_COLUMN_WIDTH = 30
/** No terminal has more columns, and segmenting a long word takes quadratic time. */
const MAX_CUT_LENGTH = 1_000

/**
 * Lays out rows to fit into `width`. The last column takes the remaining space, and is cut if necessary. It is not
 * padded, so that right-to-left text in it does not move the other columns.
 */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], width: number): string {
  const cells = columns.map((column) => ({
    ...column,
    texts: rows.map((row) => cut(column.cell(row), MAX_COLUMN_WIDTH)),
  }))
  const sized = cells.map((column) => ({
    ...column,
    width: maxWidthOf([column.head, ...column.texts]),
  }))
  const visible = fittingColumns(sized, width)
  const last = columns.at(-1)
  if (last === undefined) return ''
  const room = Math.max(1, width - usedWidth(visible))
  const rowOf = (cellOf: (column: (typeof visible)[number]) => string, end: string) =>
    `${visible.map((column) => padText(cellOf(column), column.width + GAP)).join('')}${cut(end, room)}`.trimEnd()
  const applyStyle = (column: (typeof visible)[number], text: string) => column.style?.(text) ?? text
  return [
    rowOf(({ head }) => head, last.head),
    ...rows.map((row, index) => rowOf((column) => applyStyle(column, column.texts[index] ?? ''), last.cell(row))),
  ].join('\n')
}

type SizedColumn = { readonly dropOrder: number | null; readonly width: number }

function fittingColumns<C extends SizedColumn>(columns: readonly C[], width: number): readonly C[] {
  let visible = columns.slice(0, -1)
  while (usedWidth(visible) + MIN_LAST_COLUMN_WIDTH > width) {
    const highestOrder = visible.reduce((highest, { dropOrder }) => Math.max(highest, dropOrder ?? -1), -1)
    if (highestOrder < 0) break
    visible = visible.filter(({ dropOrder }) => dropOrder !== highestOrder)
  }
  return visible
}

function usedWidth(columns: readonly SizedColumn[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, 0)
}

export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  let room = width - 1
  for (const { segment } of new Intl.Segmenter().segment(text.slice(0, MAX_CUT_LENGTH))) {
    room -= stringWidth(segment)
    if (room < 0) break
    kept += segment
  }
  return `${kept.trimEnd()}…`
}

/** The end of a line of a command that continues on the next line. */
export const CONTINUATION: { readonly [S in Shell]: string } = { posix: ' \\', powershell: ' `', cmd: ' ^' }

/** Returns a command on one line if it fits, and otherwise breaks it before its flags, so that people can still copy it. */
export function wrapCommand(command: string, width: number, shell: Shell): readonly string[] {
  if (command.length <= width) return [command]
  const rows: string[] = []
  for (const part of splitBeforeFlags(command)) {
    const joined = rows.length === 0 ? part : `${rows.at(-1)} ${part}`
    if (rows.length > 0 && joined.length + CONTINUATION[shell].length <= width) rows.splice(-1, 1, joined)
    else rows.push(part)
  }
  return rows.map((row, index) => (index === rows.length - 1 ? row : row + CONTINUATION[shell]))
}

/** A word as `shellWord` writes it: parts in quotes, escaped characters, and other characters. */
const COMMAND_WORD = /(?:'[^']*'|"[^"]*"|\\.|\S)+/g

/** Leaves out the space before each flag. A quoted word may contain `--`, and is not split. */
function splitBeforeFlags(command: string): readonly string[] {
  const starts = [...command.matchAll(COMMAND_WORD)].flatMap(({ index, 0: word }) =>
    index > 0 && word.startsWith('--') ? [index] : [],
  )
  return [0, ...starts].map((start, index) => command.slice(start, (starts[index] ?? command.length + 1) - 1))
}
