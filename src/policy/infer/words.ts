import { lettersOf, withPlainLetters } from '../letters.ts'
import { remembered } from '../remembered.ts'
import { bucketOf, hash } from './hash.ts'

/** Work is bounded: of a longer text only its beginning and its end are read, where people say what they want. */
const HEAD = 4_000
const TAIL = 1_000

/** A word of a text as it was written, in lower case, the form in which it is compared, and the features of its pieces. */
export type Word = {
  readonly said: string
  readonly lower: string
  readonly form: string
  readonly pieces: readonly number[]
}

/** From here on come Thai, kana and Han, among others; none of them is in the Latin, Greek, Cyrillic, Arabic or Indic blocks. */
const FIRST_OF_EAST_ASIA = 0x2e80
const THAI = [0x0e00, 0x0e7f] as const

export function wordsOf(text: string): readonly Word[] {
  const read = withPlainLetters(excerpt(text))
  const words: Word[] = []
  for (const word of read.match(lettersOf(read).word) ?? [])
    if (isWithoutSpaces(word)) words.push(...pairsOf(word).map(wordOf))
    else words.push(wordOf(word))
  return words
}

const wordOf = remembered((said): Word => {
  const lower = said.toLowerCase()
  return { said, lower, form: stem(lower), pieces: piecesOf(`<${lower}>`) }
})

const PIECE = hash('c ')
const SIZES = [3, 4, 5] as const

/** Runs of three to five characters carry over to other forms of a word, to typos and to other languages. */
function piecesOf(word: string): readonly number[] {
  const pieces: number[] = []
  for (const size of SIZES)
    for (let at = 0; at + size <= word.length; at++) pieces.push(bucketOf(hash(word, PIECE, at, at + size)))
  return pieces
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
