import { headingIn, type MarkdownLine } from '../../text/markdown-lines.ts'
import { isAscii } from '../../text/words.ts'
import { isTemplatePhrase } from './phrases.ts'

const NOT_AN_ANSWER = /^(?:_No response_|[-*+] \[[ xX]\].*|[-*_=|:\s]*)$/
/** Scripts that leave no space between words: each sign counts. */
const WORD =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}])[\p{L}\p{N}])+/gu
/** The same for a line without any other letter: a pattern for all scripts takes long to compile and to run. */
const ASCII_WORD = /[a-z0-9]+/gi
const LINK_OR_IMAGE = /https?:\/\/\S|!\[|<img\b/i
const FEWEST_WORDS = 3

/** Nothing but headings, template text and ticks, or a mere "Ok". A log or a picture may speak for itself. */
export function isHollow(lines: readonly MarkdownLine[]): boolean {
  if (lines.some(({ isCode, prose }) => isCode || LINK_OR_IMAGE.test(prose))) return false
  let words = 0
  for (const line of lines) {
    const prose = line.prose.trim()
    if (headingIn(line) !== null || NOT_AN_ANSWER.test(prose) || isTemplatePhrase(prose)) continue
    words += (prose.match(isAscii(prose) ? ASCII_WORD : WORD) ?? []).length
    if (words >= FEWEST_WORDS) return false
  }
  return true
}
