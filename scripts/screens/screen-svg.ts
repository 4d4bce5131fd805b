import type { IBufferCell, Terminal } from '@xterm/headless'

const CELL = { width: 8.4, height: 18 }
const PADDING = 16
const TITLE_HEIGHT = 30
const COLORS: Readonly<Record<number, string>> = {
  1: '#ff7b72',
  2: '#7ee787',
  3: '#e3b341',
  4: '#79c0ff',
  5: '#d2a8ff',
  6: '#76e3ea',
}

/**
 * Draws the screen of a terminal as SVG, with one text element for each run of cells that look the same.
 * @param label the text that a screen reader reads aloud
 */
export function screenSvg(terminal: Terminal, label: string): string {
  const buffer = terminal.buffer.active
  const lines = Array.from({ length: buffer.length }, (_, row) => lineOf(terminal, row))
  while (lines.at(-1)?.trim() === '') lines.pop()
  const width = Math.ceil(terminal.cols * CELL.width + 2 * PADDING)
  const height = TITLE_HEIGHT + lines.length * CELL.height + 2 * PADDING
  return [
    // Some renderers keep spaces only with `xml:space`, others only with the style `white-space`.
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:space="preserve" role="img" aria-label="${escapeXml(label)}">`,
    '<style>text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;fill:#e6edf3;white-space:pre}.b{font-weight:700}.d{opacity:.6}</style>',
    `<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map(
      (fill, index) => `<circle cx="${20 + index * 20}" cy="18" r="6" fill="${fill}"/>`,
    ),
    ...lines.flatMap((_, row) => textElements(terminal, row)),
    '</svg>',
    '',
  ].join('\n')
}

function baseline(row: number): number {
  return TITLE_HEIGHT + PADDING + (row + 0.75) * CELL.height
}

function lineOf(terminal: Terminal, row: number): string {
  return terminal.buffer.active.getLine(row)?.translateToString(true) ?? ''
}

function textElements(terminal: Terminal, row: number): readonly string[] {
  const line = terminal.buffer.active.getLine(row)
  const segments: { from: number; look: string; text: string }[] = []
  for (let column = 0; line !== undefined && column < terminal.cols; column++) {
    const cell = line.getCell(column)
    if (cell === undefined || cell.getWidth() === 0) continue
    const last = segments.at(-1)
    const look = attributesOf(cell)
    const text = cell.getChars() === '' ? ' ' : cell.getChars()
    if (last !== undefined && last.look === look) last.text += text
    else segments.push({ from: column, look, text })
  }
  return segments
    .filter(({ text }) => text.trim() !== '')
    .map(({ from, look, text }) => {
      const blanks = text.length - text.trimStart().length
      const x = (PADDING + (from + blanks) * CELL.width).toFixed(1)
      return `<text x="${x}" y="${baseline(row)}"${look}>${escapeXml(text.trim())}</text>`
    })
}

function attributesOf(cell: IBufferCell): string {
  const classes = [cell.isBold() ? 'b' : '', cell.isDim() ? 'd' : ''].filter((name) => name !== '')
  const color = cell.isFgPalette() ? COLORS[cell.getFgColor() % 8] : undefined
  return `${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}${color === undefined ? '' : ` style="fill:${color}"`}`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
