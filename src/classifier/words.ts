import { foldLetters, memoize, splitIntoWords } from '../text/words.ts'
import { SEEDS } from './feature-kinds.ts'
import { bucketOf, hash } from './model.ts'
import { conceptsOf, type Roles, rolesOf, stem } from './signals.ts'

/** A word of a text, and everything that follows from its letters alone. */
export type Word = {
  readonly text: string
  readonly lower: string
  /** Without its ending: what it is compared by. */
  readonly form: string
  /** The feature of the word itself. */
  readonly bucket: number
  /** The features of its pieces. */
  readonly pieces: readonly number[]
  /** The hashes that the feature of the word and a neighbour continues. */
  readonly nextSeed: number
  readonly afterNextSeed: number
  readonly concepts: readonly number[]
  /** One of those small words that only English has. */
  readonly isEnglish: boolean
  readonly roles: Roles
}

const ENGLISH = new Set(
  'the a an is are to of and in for it that this with my i on not be do does can how what where we you our'.split(' '),
)

/** Work is bounded: of a longer text only the start and the end are read, where people say what they want. */
const HEAD = 4_000
const TAIL = 1_000

/** Thai, kana and Han, among others, come after this; Latin, Greek, Cyrillic, Arabic and Indic scripts before it. */
const FIRST_OF_EAST_ASIA = 0x2e80
const THAI = [0x0e00, 0x0e7f] as const

export function splitWords(text: string): readonly Word[] {
  const words: Word[] = []
  for (const word of splitIntoWords(foldLetters(excerptOf(text)))) {
    if (isWithoutSpaces(word)) for (const pair of pairsOf(word)) words.push(toWord(pair))
    else words.push(toWord(word))
  }
  return words
}

export function excerptOf(text: string): string {
  return text.length <= HEAD + TAIL ? text : `${text.slice(0, HEAD)} ${text.slice(-TAIL)}`
}

/** Is a word of a script that puts no spaces between words? */
export function isWithoutSpaces(word: string): boolean {
  const first = word.charCodeAt(0)
  const isHangul = first >= 0xac00 && first <= 0xd7af
  return (first >= FIRST_OF_EAST_ASIA && !isHangul) || (first >= THAI[0] && first <= THAI[1])
}

/** Scripts that put no spaces between words are read two characters at a time. */
function pairsOf(run: string): readonly string[] {
  const characters = [...run]
  if (characters.length <= 2) return [run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

/** Texts share most of their words. In ten thousand texts, about this many words occur twice. */
const CACHED = { maxLength: 24, maxEntries: 8192 } as const

const toWord = memoize((text): Word => {
  const lower = text.toLowerCase()
  const form = stem(lower)
  return {
    text,
    lower,
    form,
    bucket: bucketOf(hash(form, SEEDS.word)),
    pieces: piecesOf(`<${lower}>`),
    nextSeed: hash(' ', hash(form, SEEDS.next)),
    afterNextSeed: hash(' ', hash(form, SEEDS.afterNext)),
    concepts: conceptsOf(form),
    roles: rolesOf(lower),
    isEnglish: ENGLISH.has(lower),
  }
}, CACHED)

const PIECE_LENGTHS = [3, 4, 5] as const

/** Runs of three to five characters carry over to other forms of a word, to typos and to other languages. */
function piecesOf(word: string): readonly number[] {
  const pieces: number[] = []
  for (const length of PIECE_LENGTHS)
    for (let at = 0; at + length <= word.length; at++) pieces.push(bucketOf(hash(word, SEEDS.piece, at, at + length)))
  return pieces
}
