import { withPlainLetters, wordsIn } from '../text/words.ts'
import { type Word, wordOf } from './word.ts'

/** Work is bounded: of a longer text only its beginning and its end are read, where people say what they want. */
const HEAD = 4_000
const TAIL = 1_000

/** From here on come Thai, kana and Han, among others; none of them is in the Latin, Greek, Cyrillic, Arabic or Indic blocks. */
const FIRST_OF_EAST_ASIA = 0x2e80
const THAI = [0x0e00, 0x0e7f] as const

export function wordsOf(text: string): readonly Word[] {
  const read = withPlainLetters(excerpt(text))
  const words: Word[] = []
  for (const word of wordsIn(read))
    if (isWithoutSpaces(word)) words.push(...pairsOf(word).map(wordOf))
    else words.push(wordOf(word))
  return words
}

export function excerpt(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)} ${text.slice(-TAIL)}`
}

function isWithoutSpaces(word: string): boolean {
  const first = word.charCodeAt(0)
  const isHangul = first >= 0xac00 && first <= 0xd7af
  return (first >= FIRST_OF_EAST_ASIA && !isHangul) || (first >= THAI[0] && first <= THAI[1])
}

/** Scripts that put no blanks between words are read two characters at a time. */
function pairsOf(run: string): readonly string[] {
  const characters = [...run]
  if (characters.length <= 2) return [run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
