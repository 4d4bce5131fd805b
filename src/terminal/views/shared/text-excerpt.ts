import { plain } from '../../../text/quote.ts'
import { indented, type Style, textWidth } from '../../style.ts'

const MAX_LINES = 24
/** Wrapping a long text takes long, and only its beginning is shown. */
const MAX_WRAPPED = 4_000
const INDENT = 4

type Excerpt = { readonly text: string; readonly isWhole: boolean }

/** The beginning of a text that a person decides about, and whether it is the whole one. */
export function textExcerpt(whole: string, style: Style, columns: number): Excerpt {
  const text = plain(whole).trimEnd()
  const lines = text
    .slice(0, MAX_WRAPPED)
    .split('\n')
    .flatMap((line) => wrapLine(line, textWidth(columns)))
  const isWhole = text.length <= MAX_WRAPPED && lines.length <= MAX_LINES
  const shown = lines.slice(0, MAX_LINES).join('\n')
  return { text: isWhole ? shown : `${shown}\n${' '.repeat(INDENT)}${style.quiet('…')}`, isWhole }
}

/** The indentation of code and of lists is a part of the text. */
function wrapLine(line: string, width: number): readonly string[] {
  const spaces = /^ {0,20}/.exec(line)?.[0].length ?? 0
  return indented(line, width, INDENT + spaces).split('\n')
}
