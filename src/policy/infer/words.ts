import { lettersOf } from '../letters.ts'

/** Work is bounded: of a longer text only its beginning and its end are read, where people say what they want. */
const HEAD = 4_000
const TAIL = 1_000

/** The words of a text as they were written, and the form in which they are compared. */
export type Word = { readonly said: string; readonly form: string }

/** From here on come Thai, kana and Han, among others; none of them is in the Latin, Greek, Cyrillic, Arabic or Indic blocks. */
const FIRST_OF_EAST_ASIA = 0x2e80
const THAI = [0x0e00, 0x0e7f] as const

export function wordsOf(text: string): readonly Word[] {
  const read = excerpt(text).normalize('NFKC')
  return (read.match(lettersOf(read).word) ?? [])
    .flatMap((word) => (isWithoutSpaces(word) ? pairsOf(word) : [word]))
    .map((said) => ({ said, form: stem(said.toLowerCase()) }))
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

const ENDINGS: readonly (readonly [ending: string, shortest: number, instead: string])[] = [
  ['ies', 5, 'y'],
  ['ing', 6, ''],
  ['ed', 5, ''],
  ['es', 5, ''],
  ['ly', 5, ''],
  ['s', 4, ''],
]

/** Plain English endings cut off; good enough for counting, and harmless in other languages. */
export function stem(word: string): string {
  if (word.endsWith('ss')) return word
  for (const [ending, shortest, instead] of ENDINGS)
    if (word.length >= shortest && word.endsWith(ending)) return word.slice(0, -ending.length) + instead
  return word
}
