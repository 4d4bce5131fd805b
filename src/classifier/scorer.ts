import { CHANNELS } from '../policy/answers.ts'
import { type Features, WHOLE_TEXT } from './features.ts'
import {
  addRow,
  bucketOf,
  COUNTS,
  emptySums,
  type Head,
  hash,
  type Model,
  REPORT_CHANNELS,
  rowOf,
  sizeOfSums,
  weightAboveMean,
} from './model.ts'
import type { Word } from './words.ts'

/** The probabilities of the classes of each head. */
export type Scores = {
  readonly area: Float64Array
  readonly channel: Float64Array
  readonly type: Float64Array
}

export type Scorer = {
  readonly score: (features: Features) => Scores
  /** Returns only the probabilities of channels, with less work. */
  readonly scoreChannels: (features: Features) => Float64Array
  /** How much more each word of a text adds to one class of a head than to all of its classes on average. */
  readonly explain: (head: keyof Scores, classIndex: number, features: Features) => Float64Array
}

/**
 * Creates a scorer for the features of texts. Texts share most of their words, so it caches what each word adds to all heads.
 * The probability of each area is a feature for the channel and the type.
 */
export function createScorer(model: Model): Scorer {
  const { area, channel, type, priors, thresholds } = model
  const beliefs = { channel: beliefWeights(model, channel), type: beliefWeights(model, type) }
  // The sums for all heads are in one array, because each typed array takes longer to create than to fill.
  const start = { area: 0, channel: sizeOfSums(area), type: sizeOfSums(area) + sizeOfSums(channel) }
  const size = start.type + sizeOfSums(type)
  const cache = new WeakMap<Word, Float64Array>()
  const sumsOf = (word: Word) => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = new Float64Array(size)
    addWord(area, sums, start.area, word)
    addWord(channel, sums, start.channel, word)
    addWord(type, sums, start.type, word)
    if (!word.hasLongNumber) cache.set(word, sums)
    return sums
  }
  /** Returns what all words add to the heads up to the index `end`. */
  const sumsOfWords = ({ words, norm }: Features, end: number) => {
    const sums = new Float64Array(end)
    for (const word of words) addScaled(sums, 0, sumsOf(word), 0, end, 1 / norm)
    return sums
  }
  // Each of these adds the features that belong to no single word to the sums of a head, and turns the sums into probabilities.
  const finishAreas = (sums: Float64Array, features: Features) => {
    addOthers(area, sums, start.area, features)
    return softmax(sums, start.area, area.classes, thresholds.areaTemperature)
  }
  const finishChannels = (sums: Float64Array, features: Features, areas: Float64Array) => {
    addOthers(channel, sums, start.channel, features)
    addBeliefs(sums, start.channel, beliefs.channel, areas)
    return applyPriors(softmax(sums, start.channel, channel.classes, thresholds.temperature), priors)
  }
  const finishTypes = (sums: Float64Array, features: Features, areas: Float64Array) => {
    addOthers(type, sums, start.type, features)
    addBeliefs(sums, start.type, beliefs.type, areas)
    return softmax(sums, start.type, type.classes, thresholds.temperature)
  }
  return {
    score: (features) => {
      const sums = sumsOfWords(features, size)
      const areas = finishAreas(sums, features)
      return { area: areas, channel: finishChannels(sums, features, areas), type: finishTypes(sums, features, areas) }
    },
    scoreChannels: (features) => {
      const sums = sumsOfWords(features, start.type)
      return finishChannels(sums, features, finishAreas(sums, features))
    },
    explain: (name, classIndex, features) => {
      const head = model[name]
      const contributions = Float64Array.from(
        features.words,
        (word) => aboveMean(sumsOf(word), start[name], head.classes, classIndex) / features.norm,
      )
      addOtherContributions(contributions, head, classIndex, features)
      return contributions
    },
  }
}

/** Adds to the contribution of each word that of its other features, such as its combinations with the next words. */
function addOtherContributions(
  contributions: Float64Array,
  head: Head,
  classIndex: number,
  { bucket, weight, word, otherRows }: Features,
): void {
  for (const index of otherRows) {
    const wordIndex = word[index] ?? WHOLE_TEXT
    const row = wordIndex === WHOLE_TEXT ? -1 : rowOf(head, bucket[index] ?? 0)
    if (row < 0) continue
    const contribution = weightAboveMean(head, row, classIndex) * (weight[index] ?? 0)
    contributions[wordIndex] = (contributions[wordIndex] ?? 0) + contribution
  }
}

/**
 * Returns a function that says what an area adds to the classes of a head if a text is certainly about the area. Computes this for
 * an area on first use, because a text makes few areas likely.
 */
function beliefWeights({ areas }: Model, head: Head): (index: number) => Float64Array {
  const weights: Float64Array[] = []
  return (index) => {
    const cached = weights[index]
    if (cached !== undefined) return cached
    const sums = emptySums(head)
    addFeature(head, sums, 0, areaBucket(areas[index] ?? ''), BELIEF_WEIGHT)
    weights[index] = sums
    return sums
  }
}

/** The shares of most areas are smaller, and would hardly change anything. */
const MIN_SHARE = 0.002

function addBeliefs(
  sums: Float64Array,
  start: number,
  weightsOf: (index: number) => Float64Array,
  areas: Float64Array,
): void {
  for (let index = 0; index < areas.length; index++) {
    const share = areas[index] ?? 0
    if (share < MIN_SHARE) continue
    const weights = weightsOf(index)
    addScaled(sums, start, weights, 0, weights.length, share)
  }
}

/** Adds the features that do not follow from the letters of one word alone. */
function addOthers(head: Head, sums: Float64Array, start: number, { bucket, weight, otherRows }: Features): void {
  for (const index of otherRows) addFeature(head, sums, start, bucket[index] ?? 0, weight[index] ?? 0)
}

function aboveMean(sums: Float64Array, from: number, classes: number, classIndex: number): number {
  let total = 0
  for (let index = from; index < from + classes; index++) total += sums[index] ?? 0
  return (sums[from + classIndex] ?? 0) - total / classes
}

/** Adds a part of `values` to a part of `sums`. */
function addScaled(
  sums: Float64Array,
  start: number,
  values: Float64Array,
  from: number,
  count: number,
  factor: number,
): void {
  for (let index = 0; index < count; index++)
    sums[start + index] = (sums[start + index] ?? 0) + factor * (values[from + index] ?? 0)
}

/** Adds what the letters of a word add to each class, not yet divided by the norm of the text's vector. */
function addWord(head: Head, sums: Float64Array, start: number, { bucket, pieces }: Word): void {
  addFeature(head, sums, start, bucket, COUNTS.word)
  for (const piece of pieces) addFeature(head, sums, start, piece, COUNTS.piece)
}

function addFeature(head: Head, sums: Float64Array, start: number, bucket: number, factor: number): void {
  const row = rowOf(head, bucket)
  if (row >= 0) addRow(head, sums, row, factor, start)
}

const REPORTS: ReadonlySet<string> = new Set(REPORT_CHANNELS)

/** Applies the priors in place to all channels except those for private reports, whose probabilities stay the same. */
function applyPriors(probabilities: Float64Array, priors: Float32Array): Float64Array {
  let totalBefore = 0
  let totalAfter = 0
  for (let index = 0; index < probabilities.length; index++) {
    if (isReport(index)) continue
    const probability = probabilities[index] ?? 0
    totalBefore += probability
    totalAfter += probability * (priors[index] ?? 1)
  }
  const factor = totalAfter === 0 ? 1 : totalBefore / totalAfter
  for (let index = 0; index < probabilities.length; index++)
    if (!isReport(index)) probabilities[index] = (probabilities[index] ?? 0) * (priors[index] ?? 1) * factor
  return probabilities
}

function isReport(index: number): boolean {
  return REPORTS.has(CHANNELS[index] ?? '')
}

/** Returns the probabilities of the classes whose sums begin at the index `start`. */
function softmax(sums: Float64Array, start: number, classes: number, temperature: number): Float64Array {
  let largest = -Infinity
  for (let index = 0; index < classes; index++) largest = Math.max(largest, sums[start + index] ?? 0)
  const shares = new Float64Array(classes)
  let total = 0
  for (let index = 0; index < classes; index++) {
    const power = Math.exp(((sums[start + index] ?? 0) - largest) / temperature)
    shares[index] = power
    total += power
  }
  for (let index = 0; index < classes; index++) shares[index] = (shares[index] ?? 0) / total
  return shares
}

/** The weight of the feature for an area that is certain. All other features of a text together have length one. */
export const BELIEF_WEIGHT = 0.5

/** The feature that stands for an area. */
export function areaBucket(area: string): number {
  return bucketOf(hash(`area ${area}`))
}
