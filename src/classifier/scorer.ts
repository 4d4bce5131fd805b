import { addBeliefs, areaRows } from './beliefs.ts'
import { COUNTS } from './feature-kinds.ts'
import type { Features } from './features.ts'
import { addRow, emptySums, type Head, type Model, rowOf } from './model.ts'
import type { Word } from './words.ts'

/** The probabilities of the classes of each head. */
export type Scores = {
  readonly area: Float64Array
  readonly channel: Float64Array
  readonly type: Float64Array
}

type Scorer = {
  readonly score: (features: Features) => Scores
  /** The same probabilities of channels, for callers that need nothing else. */
  readonly scoreChannels: (features: Features) => Float64Array
}

/** The sums of all heads, one after the other, so that one loop adds what a word says to each. */
type Sums = {
  readonly all: Float64Array
  readonly area: Float64Array
  readonly channel: Float64Array
  readonly type: Float64Array
}

/**
 * Scores the features of a text. Texts share most of their words, so what a word adds is computed once, and found with one
 * look-up for all heads: docs/benchmarks.md says what that saves. What the words say about the area is a feature of the
 * channel and the type.
 */
export function createScorer(model: Model): Scorer {
  const { area, channel, type, thresholds } = model
  const rows = { channel: areaRows(model, channel), type: areaRows(model, type) }
  const cache = new WeakMap<Word, Float64Array>()
  const sumsOf = (word: Word): Float64Array => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = emptySumsOf(model)
    addWord(area, sums.area, word)
    addWord(channel, sums.channel, word)
    addWord(type, sums.type, word)
    cache.set(word, sums.all)
    return sums.all
  }
  const sumWords = (features: Features): Sums => {
    const sums = emptySumsOf(model)
    const times = 1 / features.length
    for (const word of features.words) addScaled(sums.all, sumsOf(word), times)
    addOthers(area, sums.area, features)
    addOthers(channel, sums.channel, features)
    return sums
  }
  const areasOf = (sums: Sums) => softmax(sums.area.subarray(0, area.classes), thresholds.areaTemperature)
  const channelsOf = (sums: Sums, areas: Float64Array) => {
    addBeliefs(channel, sums.channel, rows.channel, areas)
    return softmax(sums.channel.subarray(0, channel.classes), thresholds.temperature)
  }
  return {
    score: (features) => {
      const sums = sumWords(features)
      const areas = areasOf(sums)
      addOthers(type, sums.type, features)
      addBeliefs(type, sums.type, rows.type, areas)
      return {
        area: areas,
        channel: channelsOf(sums, areas),
        type: softmax(sums.type.subarray(0, type.classes), thresholds.temperature),
      }
    },
    scoreChannels: (features) => {
      const sums = sumWords(features)
      return channelsOf(sums, areasOf(sums))
    },
  }
}

function emptySumsOf({ area, channel, type }: Model): Sums {
  const [ofArea, ofChannel, ofType] = [emptySums(area).length, emptySums(channel).length, emptySums(type).length]
  const all = new Float64Array(ofArea + ofChannel + ofType)
  return {
    all,
    area: all.subarray(0, ofArea),
    channel: all.subarray(ofArea, ofArea + ofChannel),
    type: all.subarray(ofArea + ofChannel),
  }
}

/** Adds the features that do not follow from one word alone. */
function addOthers(head: Head, sums: Float64Array, { bucket, weight, others }: Features): void {
  for (const index of others) addFeature(head, sums, bucket[index] ?? 0, weight[index] ?? 0)
}

function addScaled(sums: Float64Array, more: Float64Array, times: number): void {
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + times * (more[index] ?? 0)
}

/** What the letters of a word add to each class, before it is divided by the length of the text's vector. */
function addWord(head: Head, sums: Float64Array, { bucket, pieces }: Word): void {
  addFeature(head, sums, bucket, COUNTS.word)
  for (const piece of pieces) addFeature(head, sums, piece, COUNTS.piece)
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
