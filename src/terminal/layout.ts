import stringWidth from 'string-width'
import wrapAnsi from 'wrap-ansi'
import type { Style } from './style.ts'

const WIDEST = 100

/** The width of the terminal, but no wider than is comfortable to read. */
export function textWidth(columns: number): number {
  return Math.max(20, Math.min(columns, WIDEST) - 1)
}

/** `text` wrapped to `width` columns, every line indented by `indent` columns. */
export function indented(text: string, width: number, indent: number): string {
  const room = Math.max(10, width - indent)
  return wrapAnsi(text, room, { trim: true })
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n')
}

/** A short label with a text beside it; the text wraps below itself. */
export function labelled(label: string, text: string, width: number, style: Style, labelWidth = 8): string {
  const indent = 2 + labelWidth
  const body = indented(text, width, indent)
  const padding = ' '.repeat(Math.max(1, labelWidth - stringWidth(label)))
  return `  ${style.label(label)}${padding}${body.slice(indent)}`
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)))
}
