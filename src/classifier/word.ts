import { remembered } from '../text/memoize.ts'
import { conceptsOf, stem } from './concepts.ts'
import { bucketOf, hash } from './hash.ts'
import { KIND } from './kinds.ts'
import { type Marks, marksOf } from './signs.ts'

/** A word of a text as it was written, and all that its letters alone tell, found out once for all texts. */
export type Word = {
  /** Where something may be kept for it: no word that was read lately has the same. */
  readonly slot: number
  readonly said: string
  readonly lower: string
  /** In which it is compared. */
  readonly form: string
  /** The feature of the word itself. */
  readonly own: number
  /** The features of its pieces. */
  readonly pieces: readonly number[]
  /** The hashes that the feature of the word and a neighbour goes on from. */
  readonly next: number
  readonly afterNext: number
  readonly concepts: readonly number[]
  /** One of those small words that only English has. */
  readonly isEnglish: boolean
  readonly marks: Marks
}

const ENGLISH = new Set(
  'the a an is are to of and in for it that this with my i on not be do does can how what where we you our'.split(' '),
)

/** As many as words are remembered. */
export const SLOTS = 2048
let slot = 0

export const wordOf = remembered((said): Word => {
  const lower = said.toLowerCase()
  const form = stem(lower)
  return {
    slot: slot++ % SLOTS,
    said,
    lower,
    form,
    own: bucketOf(hash(form, KIND.word)),
    pieces: piecesOf(`<${lower}>`),
    next: hash(' ', hash(form, KIND.next)),
    afterNext: hash(' ', hash(form, KIND.afterNext)),
    concepts: conceptsOf(form),
    marks: marksOf(lower),
    isEnglish: ENGLISH.has(lower),
  }
})

const SIZES = [3, 4, 5] as const

/** Runs of three to five characters carry over to other forms of a word, to typos and to other languages. */
function piecesOf(word: string): readonly number[] {
  const pieces: number[] = []
  for (const size of SIZES)
    for (let at = 0; at + size <= word.length; at++) pieces.push(bucketOf(hash(word, KIND.piece, at, at + size)))
  return pieces
}
