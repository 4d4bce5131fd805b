import { COUNTS } from './feature-kinds.ts'
import type { Features } from './features.ts'
import { addRow, emptySums, type Head, type Model, rowOf } from './model.ts'
import type { Word } from './words.ts'

type Heads = Pick<Model, 'channel' | 'type'>
/** What features add to the score of each class, for both heads. */
type Sums = { readonly channel: Float64Array; readonly type: Float64Array }

type Scorer = {
  readonly scoreBoth: (features: Features) => Sums
  readonly scoreChannels: (features: Features) => Float64Array
}

/**
 * Scores the features of a text. Texts share most of their words, so what a word adds is computed once, and found with one
 * look-up for both heads: docs/benchmarks.md says what that saves.
 */
export function createScorer({ channel, type }: Heads): Scorer {
  const cache = new WeakMap<Word, Sums>()
  const sumsOf = (word: Word): Sums => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = { channel: wordSums(channel, word), type: wordSums(type, word) }
    cache.set(word, sums)
    return sums
  }
  const scoreChannels = (features: Features): Float64Array => {
    const sums = emptySums(channel)
    const times = 1 / features.length
    for (const word of features.words) addScaled(sums, sumsOf(word).channel, times)
    addOthers(channel, sums, features)
    return withoutPadding(sums, channel)
  }
  const scoreBoth = (features: Features): Sums => {
    const sums = { channel: emptySums(channel), type: emptySums(type) }
    const times = 1 / features.length
    for (const word of features.words) {
      const ofWord = sumsOf(word)
      addScaled(sums.channel, ofWord.channel, times)
      addScaled(sums.type, ofWord.type, times)
    }
    addOthers(channel, sums.channel, features)
    addOthers(type, sums.type, features)
    return { channel: withoutPadding(sums.channel, channel), type: withoutPadding(sums.type, type) }
  }
  return { scoreBoth, scoreChannels }
}

/** Adds the features that do not follow from one word alone. */
function addOthers(head: Head, sums: Float64Array, { bucket, weight, others }: Features): void {
  for (const index of others) addFeature(head, sums, bucket[index] ?? 0, weight[index] ?? 0)
}

function withoutPadding(sums: Float64Array, { classes }: Head): Float64Array {
  return sums.length === classes ? sums : sums.subarray(0, classes)
}

function addScaled(sums: Float64Array, more: Float64Array, times: number): void {
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + times * (more[index] ?? 0)
}

/** What the letters of a word add to each class, before it is divided by the length of the text's vector. */
function wordSums(head: Head, { bucket, pieces }: Word): Float64Array {
  const sums = emptySums(head)
  addFeature(head, sums, bucket, COUNTS.word)
  for (const piece of pieces) addFeature(head, sums, piece, COUNTS.piece)
  return sums
}

function addFeature(head: Head, sums: Float64Array, bucket: number, times: number): void {
  const row = rowOf(head, bucket)
  if (row >= 0) addRow(head, sums, row, times)
}

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  let most = -Infinity
  for (const sum of sums) most = Math.max(most, sum)
  const shares = new Float64Array(sums.length)
  let total = 0
  for (let index = 0; index < sums.length; index++) {
    const power = Math.exp(((sums[index] ?? 0) - most) / temperature)
    shares[index] = power
    total += power
  }
  for (let index = 0; index < shares.length; index++) shares[index] = (shares[index] ?? 0) / total
  return shares
}
