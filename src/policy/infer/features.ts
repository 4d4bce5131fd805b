import { conceptsOf } from './concepts.ts'
import { Found } from './found.ts'
import { hash } from './hash.ts'
import { meaningsIn } from './meanings.ts'
import { type Sign, signsIn } from './signs.ts'
import { excerpt, stem, type Word, wordsOf } from './words.ts'

/** What a text is made of, as the model sees it. `word`: which word a feature came from; -1 for the whole text. */
export type Features = {
  readonly words: readonly Word[]
  readonly signs: readonly Sign[]
  readonly bucket: Int32Array
  readonly weight: Float32Array
  readonly word: Int32Array
}
/** Whether a text names something of ours, and something of others. */
export type Naming = { readonly ours: boolean; readonly other: boolean }

/** How much each kind of feature counts beside a plain word. */
const COUNTS = {
  word: 1,
  next: 0.8,
  afterNext: 0.4,
  first: 1,
  last: 0.7,
  piece: 0.35,
  concept: 0.7,
  concepts: 0.5,
  meaning: 1.5,
  sign: 2,
  naming: 2,
  shape: 1,
}
const KIND = {
  word: hash('w '),
  next: hash('n '),
  afterNext: hash('s '),
  first: hash('f '),
  last: hash('l '),
  concept: hash('k '),
  meaning: hash('m '),
}

/** A text to features of length one: words, their neighbours, pieces of words, what they stand for, and its shape. */
export function featuresOf(text: string, naming: Naming): Features {
  const { bucket, weight, word, ...rest } = passingFeaturesOf(text, naming)
  return { ...rest, bucket: bucket.slice(), weight: weight.slice(), word: word.slice() }
}

/** The same, which holds only until the next text is read: nothing large is made for it. */
export function passingFeaturesOf(text: string, naming: Naming): Features {
  const words = wordsOf(text)
  const signs = signsIn(words)
  const found = new Found()
  addWords(words, found)
  for (let index = 0; index < words.length; index++) found.addEach(words[index]?.pieces ?? [], COUNTS.piece, index)
  addConcepts(words, found)
  addMeanings(text, words, found)
  addShape(excerpt(text), words.length, found)
  for (const sign of signs) found.add(hash(`sign ${sign}`), COUNTS.sign, -1)
  found.add(hash(`names ${naming.ours ? 'ours' : ''} ${naming.other ? 'others' : ''}`), COUNTS.naming, -1)
  return { words, signs, ...found.normalised() }
}

function addWords(words: readonly Word[], found: Found): void {
  for (let index = 0; index < words.length; index++) {
    const form = words[index]?.form ?? ''
    const next = words[index + 1]?.form
    const afterNext = words[index + 2]?.form
    found.add(hash(form, KIND.word), COUNTS.word, index)
    if (next !== undefined) found.add(pair(KIND.next, form, next), COUNTS.next, index)
    if (afterNext !== undefined) found.add(pair(KIND.afterNext, form, afterNext), COUNTS.afterNext, index)
  }
  const [first, second] = words
  if (first !== undefined) found.add(hash(first.form, KIND.first), COUNTS.first, 0)
  if (first !== undefined && second !== undefined) found.add(pair(KIND.first, first.form, second.form), COUNTS.first, 0)
  const last = words.at(-1)
  if (last !== undefined) found.add(hash(last.form, KIND.last), COUNTS.last, words.length - 1)
}

function pair(kind: number, one: string, other: string): number {
  return hash(other, hash(' ', hash(one, kind)))
}

/** Each concept once, and each two of them that the text has together; a pair belongs to the later word. */
function addConcepts(words: readonly Word[], found: Found): void {
  const seen: string[] = []
  for (let index = 0; index < words.length; index++)
    for (const concept of conceptsOf(words[index]?.form ?? '')) {
      if (seen.includes(concept)) continue
      found.add(hash(concept, KIND.concept), COUNTS.concept, index)
      for (const other of seen) {
        const [one, two] = concept < other ? [concept, other] : [other, concept]
        found.add(pair(KIND.concept, one, two), COUNTS.concepts, index)
      }
      seen.push(concept)
    }
}

/** A word of another language counts as the English word, and its concepts, that the model has seen more of. */
function addMeanings(text: string, words: readonly Word[], found: Found): void {
  for (const { english, word } of meaningsIn(text, words)) {
    const form = stem(english)
    found.add(hash(form, KIND.word), COUNTS.meaning, word)
    found.add(hash(form, KIND.meaning), COUNTS.meaning / 2, word)
    for (const concept of conceptsOf(form)) found.add(hash(concept, KIND.concept), COUNTS.concept, word)
  }
}

const SHAPES: readonly (readonly [shape: string, pattern: RegExp])[] = [
  ['code', /`|\(\)|::|=>|\w\.\w+\(/],
  ['a version', /\d\.\d/],
  ['ends with a question mark', /[?？؟]\s*$/],
  ['a question mark', /[?？؟]/],
  ['an exclamation mark', /!/],
]

function addShape(text: string, words: number, found: Found): void {
  const length = Math.min(9, Math.floor(Math.log2(words + 1) * 1.5))
  const shapes = SHAPES.filter(([, pattern]) => pattern.test(text)).map(([shape]) => shape)
  for (const shape of ['every text', `length ${length}`, ...shapes]) found.add(hash(shape), COUNTS.shape, -1)
}
