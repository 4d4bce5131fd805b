import { headingOf, type Line } from '../markdown.ts'
import { isTemplatePhrase } from './phrases.ts'

const NOT_AN_ANSWER = /^(?:_No response_|[-*+] \[[ xX]\].*|[-*_=|:\s]*)$/
/** Scripts that leave no space between words: each sign counts. */
const WORD =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}]|(?:(?![\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}])[\p{L}\p{N}])+/gu
const LINK_OR_IMAGE = /https?:\/\/\S|!\[|<img\b/i
const FEWEST_WORDS = 3

/** Nothing but headings, template text and ticks, or a mere "Ok". A log or a picture may speak for itself. */
export function isHollow(lines: readonly Line[]): boolean {
  if (lines.some(({ isCode, prose }) => isCode || LINK_OR_IMAGE.test(prose))) return false
  const written = lines.filter((line) => headingOf(line) === null).map(({ prose }) => prose.trim())
  const words = written
    .filter((prose) => !NOT_AN_ANSWER.test(prose) && !isTemplatePhrase(prose))
    .flatMap((prose) => prose.match(WORD) ?? [])
  return words.length < FEWEST_WORDS
}
