import type { WriteStream } from 'node:tty'
import { Chalk, type ColorSupportLevel } from 'chalk'
import isUnicodeSupported from 'is-unicode-supported'
import stringWidth from 'string-width'
import { createSupportsColor } from 'supports-color'
import { createSupportsHyperlinks } from 'supports-hyperlinks'
import wrapAnsi from 'wrap-ansi'
import { type Shell, shellOf } from '../text/shell.ts'

export type Env = Readonly<Record<string, string | undefined>>

/** How text looks on one screen. Every function returns its text unchanged if the screen cannot show the style. */
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
  /** Whether an escape sequence comes from this style. Any other one comes from a stranger. */
  readonly made: (sequence: string) => boolean
}
type Symbols = { readonly [S in 'tick' | 'pointer' | 'cross' | 'step' | 'to' | 'full' | 'empty']: string }

const UNICODE: Symbols = { tick: '✔', pointer: '❯', cross: '✖', step: '›', to: '–', full: '━', empty: '─' }
const ASCII: Symbols = { tick: 'v', pointer: '>', cross: 'x', step: '>', to: '-', full: '#', empty: '-' }

export function styleFor(stream: WriteStream, env: Env): Style {
  return makeStyle({
    color: colorLevel(stream, env),
    hyperlinks: stream.isTTY && env['TERM'] !== 'dumb' && createSupportsHyperlinks(stream),
    unicode: env['TERM'] !== 'dumb' && isUnicodeSupported(),
    shell: shellOf(env),
  })
}

type Capabilities = {
  readonly color: ColorSupportLevel
  readonly hyperlinks: boolean
  readonly unicode: boolean
  readonly shell?: Shell
}

export function makeStyle({ color, hyperlinks, unicode, shell = 'posix' }: Capabilities): Style {
  const chalk = new Chalk({ level: color })
  const styles = {
    answer: chalk.bold,
    good: chalk.green,
    warning: chalk.bold.yellow,
    error: chalk.bold.red,
    label: chalk.cyan,
    quiet: chalk.dim,
    chosen: chalk.cyan,
  }
  const made = new Set(Object.values(styles).flatMap((style) => style('x').match(COLOR) ?? []))
  return {
    ...styles,
    link: (text, url) => {
      // A terminal opens such a link with any program, so only pages are linked.
      if (!hyperlinks || url.length > MAX_LINK_LENGTH || !/^https:\/\/[\x21-\x7E]+$/.test(url)) return text
      const begin = `\u001B]8;;${url}\u0007`
      made.add(begin).add(LINK_END)
      return begin + text + LINK_END
    },
    symbols: unicode ? UNICODE : ASCII,
    shell,
    made: (sequence) => made.has(sequence),
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the escape sequences of colours
const COLOR = /\u001B\[\d+m/g
/** A longer address would be wrapped as a word, and its escape sequence would be cut. */
const MAX_LINK_LENGTH = 900
const LINK_END = '\u001B]8;;\u0007'

/** Follows https://no-color.org; FORCE_COLOR wins, as in Node itself. */
export function colorLevel(stream: WriteStream, env: Env): ColorSupportLevel {
  const forced = env['FORCE_COLOR'] !== undefined
  if (!forced && env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return 0
  const support = createSupportsColor(stream)
  return support === false ? 0 : support.level
}

const WIDEST = 100

/** The width of the terminal, but no wider than is comfortable to read. */
export function textWidth(columns: number): number {
  return Math.max(20, Math.min(columns, WIDEST) - 1)
}

/**
 * The segmenter that measures text takes quadratic time for a long word. No terminal shows such a word on one line, so we
 * measure and wrap it in parts.
 */
const MAX_WORD_LENGTH = 1_000
/** Keeps an escape sequence in one part. */
const LONG_WORD = new RegExp(`[^\\s\u0007\u001B]{${MAX_WORD_LENGTH}}(?=[^\\s\u0007\u001B])`, 'gu')

/** The columns that a text takes on a terminal. */
export function widthOf(text: string): number {
  let width = 0
  for (let at = 0; at < text.length; at += MAX_WORD_LENGTH) width += stringWidth(text.slice(at, at + MAX_WORD_LENGTH))
  return width
}

/** The columns of the widest of these texts; 0 if there are none. */
export function widestOf(texts: readonly string[]): number {
  return texts.reduce((widest, text) => Math.max(widest, widthOf(text)), 0)
}

/** `text` wrapped to `width` columns, every line indented by `indent` columns. */
export function indented(text: string, width: number, indent: number): string {
  const room = Math.max(10, width - indent)
  return wrapAnsi(text.replaceAll(LONG_WORD, '$&\n'), room, { trim: true })
    .split('\n')
    .map((line) => (line === '' ? '' : ' '.repeat(indent) + line))
    .join('\n')
}

/** A short label with a text beside it; the text wraps below itself. */
export function labelled(label: string, text: string, width: number, style: Style, labelWidth = 8): string {
  const indent = 2 + labelWidth
  const body = indented(text, width, indent)
  const padding = ' '.repeat(Math.max(1, labelWidth - widthOf(label)))
  return `  ${style.label(label)}${padding}${body.slice(indent)}`
}

export function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}
