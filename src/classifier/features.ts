import { foldLetters } from '../text/words.ts'
import type { NamedAreas } from './areas.ts'
import { bucketOf, COUNTS, HASH_BITS, hash, SEEDS } from './model.ts'
import { conceptFeature, conceptsOf, findSignals, type Signal, stem } from './signals.ts'
import { excerptOf, splitWords, translate, type Word } from './words.ts'

/** A text as the model sees it. `bucket`, `weight` and `word` are the columns of a table with one row for each feature. */
export type Features = {
  /** The part of the text that was read, as its author wrote it. */
  readonly original: string
  /** The same part, with folded letters. */
  readonly text: string
  readonly words: readonly Word[]
  readonly signals: readonly Signal[]
  /** The features that follow from the letters of a single word are listed only if `listWords` is set: see `featuresOf`. */
  readonly bucket: readonly number[]
  readonly weight: Float32Array
  /** The index of the word that a feature came from, or `WHOLE_TEXT`. */
  readonly word: readonly number[]
  /** The rows of the features that do not follow from the letters of one word alone. */
  readonly otherRows: readonly number[]
  /** The length of the vector of counts. The weights are the counts divided by it. */
  readonly norm: number
}
/** Stands for the index of a word in a feature that comes from the text as a whole. */
export const WHOLE_TEXT = -1

/** What a text names. The first thing that it names is usually what it is about. */
type Named = Pick<NamedAreas, 'ours' | 'other' | 'first'>

/**
 * Turns a text into a feature vector of length one: its words, their neighbors, pieces, concepts and translations, its shape and
 * signals, and whether it names something of this project or of others.
 * @param listWords whether to list the features of single words, which are most of them. Only training needs the list: the
 * scorer caches what each word adds.
 */
export function featuresOf(text: string, { ours, other, first }: Named, { listWords = false } = {}): Features {
  const words = splitWords(text)
  const signals = findSignals(words)
  const list = new FeatureList(listWords)
  addWords(words, list)
  addPieces(words, list)
  addConcepts(words, list)
  addTranslations(text, words, list)
  const excerpt = excerptOf(text)
  addShape(excerpt, words.length, list)
  for (const signal of signals) list.add(hash(`sign ${signal}`), COUNTS.signal, WHOLE_TEXT)
  const names = `names ${ours === undefined ? '' : 'ours'} ${other === undefined ? '' : 'others'}`
  list.add(hash(names), COUNTS.naming, WHOLE_TEXT)
  if (first !== null) {
    list.add(hash(`first ${first.kind}`), COUNTS.naming, WHOLE_TEXT)
    list.add(hash(`first area ${first.area}`), COUNTS.naming, WHOLE_TEXT)
  }
  return { original: excerpt, text: foldLetters(excerpt), words, signals, ...list.toColumns(words) }
}

/** The count of each bucket in the current text. Reset after each text. */
const BUCKET_COUNTS = new Int32Array(1 << HASH_BITS)

/** Collects the features of one text. */
class FeatureList {
  readonly #buckets: number[] = []
  readonly #counts: number[] = []
  readonly #words: number[] = []
  readonly #others: number[] = []
  readonly #listWords: boolean
  #squares = 0

  constructor(listWords: boolean) {
    this.#listWords = listWords
  }

  add(hashed: number, count: number, word: number): void {
    this.addBucket(bucketOf(hashed), count, word)
  }

  addBucket(bucket: number, count: number, word: number): void {
    this.#others.push(this.#buckets.length)
    this.#append(bucket, count, word)
    this.#count(bucket, count)
  }

  /** Adds a feature that follows from the letters of one word alone. */
  addWordFeature(bucket: number, count: number, word: number): void {
    if (this.#listWords) this.#append(bucket, count, word)
    this.#count(bucket, count)
  }

  #append(bucket: number, count: number, word: number): void {
    this.#buckets.push(bucket)
    this.#counts.push(count)
    this.#words.push(word)
  }

  #count(bucket: number, count: number): void {
    // A feature that occurs twice counts like one feature of twice the strength.
    const previous = BUCKET_COUNTS[bucket] ?? 0
    BUCKET_COUNTS[bucket] = previous + count
    this.#squares += count * (2 * previous + count)
  }

  /** Returns the features as columns, with weights that give their vector the length one. */
  toColumns(words: readonly Word[]): Omit<Features, 'original' | 'text' | 'words' | 'signals'> {
    const length = Math.sqrt(this.#squares)
    const weight = new Float32Array(this.#counts.length)
    for (let index = 0; index < weight.length; index++) weight[index] = (this.#counts[index] ?? 0) / length
    for (const bucket of this.#buckets) BUCKET_COUNTS[bucket] = 0
    if (!this.#listWords) clearCountsOf(words)
    return { bucket: this.#buckets, weight, word: this.#words, otherRows: this.#others, norm: length }
  }
}

function clearCountsOf(words: readonly Word[]): void {
  for (const { bucket, pieces } of words) {
    BUCKET_COUNTS[bucket] = 0
    for (const piece of pieces) BUCKET_COUNTS[piece] = 0
  }
}

function addPieces(words: readonly Word[], list: FeatureList): void {
  for (let index = 0; index < words.length; index++)
    for (const bucket of words[index]?.pieces ?? []) list.addWordFeature(bucket, COUNTS.piece, index)
}

function addWords(words: readonly Word[], list: FeatureList): void {
  for (let index = 0; index < words.length; index++) {
    const word = words[index]
    const next = words[index + 1]
    const afterNext = words[index + 2]
    if (word === undefined) continue
    list.addWordFeature(word.bucket, COUNTS.word, index)
    if (next !== undefined) list.add(hash(next.form, word.nextSeed), COUNTS.next, index)
    if (afterNext !== undefined) list.add(hash(afterNext.form, word.afterNextSeed), COUNTS.afterNext, index)
  }
  const [first, second] = words
  if (first !== undefined) list.add(hash(first.form, SEEDS.first), COUNTS.first, 0)
  if (first !== undefined && second !== undefined)
    list.add(hash(second.form, hash(' ', hash(first.form, SEEDS.first))), COUNTS.first, 0)
  const last = words.at(-1)
  if (last !== undefined) list.add(hash(last.form, SEEDS.last), COUNTS.last, words.length - 1)
}

/** Adds each concept once, and each pair of concepts in the text; a pair belongs to the later word. */
function addConcepts(words: readonly Word[], list: FeatureList): void {
  const seen: number[] = []
  for (let index = 0; index < words.length; index++)
    for (const concept of words[index]?.concepts ?? []) {
      if (seen.includes(concept)) continue
      list.addBucket(conceptFeature(concept, concept), COUNTS.concept, index)
      for (const other of seen) list.addBucket(conceptFeature(concept, other), COUNTS.conceptPair, index)
      seen.push(concept)
    }
}

/** Adds the English word and its concepts for each word of another language, because the model has seen more English. */
function addTranslations(text: string, words: readonly Word[], list: FeatureList): void {
  for (const { english, word } of translate(text, words)) {
    const form = stem(english)
    list.add(hash(form, SEEDS.word), COUNTS.translation, word)
    list.add(hash(form, SEEDS.translation), COUNTS.translationMark, word)
    for (const concept of conceptsOf(form)) list.addBucket(conceptFeature(concept, concept), COUNTS.concept, word)
  }
}

const EVERY_TEXT = hash('every text')
const SHAPES: readonly { readonly shape: number; readonly pattern: RegExp }[] = [
  { shape: hash('code'), pattern: /`|\(\)|::|=>|\w\.\w+\(/ },
  { shape: hash('a version'), pattern: /\d\.\d/ },
  { shape: hash('ends with a question mark'), pattern: /[?？؟]\s*$/ },
  { shape: hash('a question mark'), pattern: /[?？؟]/ },
  { shape: hash('an exclamation mark'), pattern: /!/ },
]

const MAX_LENGTH_CLASS = 9

function addShape(text: string, wordCount: number, list: FeatureList): void {
  list.add(EVERY_TEXT, COUNTS.shape, WHOLE_TEXT)
  list.add(hash(`length ${lengthClass(wordCount)}`), COUNTS.shape, WHOLE_TEXT)
  for (const { shape, pattern } of SHAPES) if (pattern.test(text)) list.add(shape, COUNTS.shape, WHOLE_TEXT)
}

/** Grows by 3 whenever the number of words grows fourfold. */
function lengthClass(wordCount: number): number {
  return Math.min(MAX_LENGTH_CLASS, Math.floor(Math.log2(wordCount + 1) * 1.5))
}
