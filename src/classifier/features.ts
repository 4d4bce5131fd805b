import { conceptFeature, conceptsOf, stem } from './concepts.ts'
import { Found } from './found.ts'
import { hash } from './hash.ts'
import { COUNTS, KIND } from './kinds.ts'
import { meaningsIn } from './meanings.ts'
import { type Sign, signsIn } from './signs.ts'
import type { Word } from './word.ts'
import { excerpt, wordsOf } from './words.ts'

/** What a text is made of, as the model sees it. `word`: which word a feature came from; -1 for the whole text. */
export type Features = {
  readonly words: readonly Word[]
  readonly signs: readonly Sign[]
  /** Words whose own features and pieces stand in no column, each once; `times`: how often; `unit`: what a count of one is among them. */
  readonly apart: readonly Word[]
  readonly times: readonly number[]
  readonly unit: number
  readonly bucket: Int32Array
  readonly weight: Float32Array
  readonly word: Int32Array
}
/** Whether a text names something of ours, and something of others. */
export type Naming = { readonly ours: boolean; readonly other: boolean }

/** A text to features of length one: words, their neighbours, pieces of words, what they stand for, and its shape. */
export function featuresOf(text: string, naming: Naming): Features {
  const { bucket, weight, word, ...rest } = collected(text, naming, new Found(true))
  return { ...rest, bucket: bucket.slice(), weight: weight.slice(), word: word.slice() }
}

/**
 * The same with its words apart, which holds only until the next text is read: nothing large is made for it. Most features
 * are pieces of words, and most words were read before.
 */
export function passingFeaturesOf(text: string, naming: Naming): Features {
  return collected(text, naming, new Found(false))
}

function collected(text: string, naming: Naming, found: Found): Features {
  const words = wordsOf(text)
  const signs = signsIn(words)
  addWords(words, found)
  found.addPieces(words)
  addConcepts(words, found)
  addMeanings(text, words, found)
  addShape(excerpt(text), words.length, found)
  for (const sign of signs) found.add(hash(`sign ${sign}`), COUNTS.sign, -1)
  found.add(hash(`names ${naming.ours ? 'ours' : ''} ${naming.other ? 'others' : ''}`), COUNTS.naming, -1)
  return { words, signs, apart: found.apart, times: found.times, ...found.normalised() }
}

function wordAt(words: readonly Word[], index: number): Word {
  const word = words[index]
  if (word === undefined) throw new RangeError(`there is no word ${index}`)
  return word
}

function addWords(words: readonly Word[], found: Found): void {
  // Not by `entries()`, which makes a pair for each word of each text, and so much garbage.
  for (let index = 0; index < words.length; index++) {
    const word = wordAt(words, index)
    const next = words[index + 1]
    const afterNext = words[index + 2]
    found.addWord(word, index)
    if (next !== undefined) found.add(hash(next.form, word.next), COUNTS.next, index)
    if (afterNext !== undefined) found.add(hash(afterNext.form, word.afterNext), COUNTS.afterNext, index)
  }
  const [first, second] = words
  if (first !== undefined) found.add(hash(first.form, KIND.first), COUNTS.first, 0)
  if (first !== undefined && second !== undefined)
    found.add(hash(second.form, hash(' ', hash(first.form, KIND.first))), COUNTS.first, 0)
  const last = words.at(-1)
  if (last !== undefined) found.add(hash(last.form, KIND.last), COUNTS.last, words.length - 1)
}

/** Each concept once, and each two of them that the text has together; a pair belongs to the later word. */
function addConcepts(words: readonly Word[], found: Found): void {
  const seen: number[] = []
  for (let index = 0; index < words.length; index++)
    for (const concept of wordAt(words, index).concepts) {
      if (seen.includes(concept)) continue
      found.put(conceptFeature(concept, concept), COUNTS.concept, index)
      for (const other of seen) found.put(conceptFeature(concept, other), COUNTS.concepts, index)
      seen.push(concept)
    }
}

/** A word of another language counts as the English word, and its concepts, that the model has seen more of. */
function addMeanings(text: string, words: readonly Word[], found: Found): void {
  for (const { english, word } of meaningsIn(text, words)) {
    const form = stem(english)
    found.add(hash(form, KIND.word), COUNTS.meaning, word)
    found.add(hash(form, KIND.meaning), COUNTS.ofMeaning, word)
    for (const concept of conceptsOf(form)) found.put(conceptFeature(concept, concept), COUNTS.concept, word)
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
