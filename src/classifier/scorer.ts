import { COUNTS } from './feature-kinds.ts'
import type { Features } from './features.ts'
import {
  addRow,
  bucketOf,
  emptySums,
  type Head,
  hash,
  LABELS,
  type Model,
  PRIVATE_LABELS,
  rowOf,
  sizeOfSums,
} from './model.ts'
import type { Word } from './words.ts'

/** The probabilities of the classes of each head. */
export type Scores = {
  readonly area: Float64Array
  readonly channel: Float64Array
  readonly type: Float64Array
}

/** What something adds to each class of each head. */
type Sums = Scores

type Scorer = {
  readonly score: (features: Features) => Scores
  /** Returns only the probabilities of channels, with less work. */
  readonly scoreChannels: (features: Features) => Float64Array
  /** How much more each word of a text adds to one class of a head than to all of its classes on average. */
  readonly explain: (head: keyof Scores, features: Features) => (classIndex: number) => readonly number[]
}

/**
 * Creates a scorer for the features of texts. Texts share most of their words, so it caches what each word adds to all heads.
 * The probability of each area is a feature for the channel and the type.
 */
export function createScorer(model: Model): Scorer {
  const { area, channel, type, priors, thresholds } = model
  const beliefs = { channel: beliefWeights(model, channel), type: beliefWeights(model, type) }
  const cache = new WeakMap<Word, Sums>()
  const cachedSums = (word: Word): Sums => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = { area: wordSums(area, word), channel: wordSums(channel, word), type: wordSums(type, word) }
    cache.set(word, sums)
    return sums
  }
  const sumsOf = (word: Word, name: keyof Scores) =>
    word.isNumbered ? wordSums(model[name], word) : cachedSums(word)[name]
  const sumsOfWords = (name: keyof Scores, { words, length }: Features) => {
    const sums = emptySums(model[name])
    for (const word of words) addScaled(sums, sumsOf(word, name), 1 / length)
    return sums
  }
  const areasOf = (features: Features) => {
    const sums = sumsOfWords('area', features)
    addOthers(area, sums, features)
    return softmax(sums, area.classes, thresholds.areaTemperature)
  }
  const channelsOf = (features: Features, areas: Float64Array) => {
    const sums = sumsOfWords('channel', features)
    addOthers(channel, sums, features)
    addBeliefs(sums, beliefs.channel, areas)
    return withPriors(softmax(sums, channel.classes, thresholds.temperature), priors)
  }
  return {
    score: (features) => {
      const areas = areasOf(features)
      const types = sumsOfWords('type', features)
      addOthers(type, types, features)
      addBeliefs(types, beliefs.type, areas)
      return {
        area: areas,
        channel: channelsOf(features, areas),
        type: softmax(types, type.classes, thresholds.temperature),
      }
    },
    scoreChannels: (features) => channelsOf(features, areasOf(features)),
    explain: (name, features) => {
      const head = model[name]
      // One array for all words, because each typed array takes longer to create than to fill.
      const size = sizeOfSums(head)
      const sums = new Float64Array(size * features.words.length)
      for (const [index, word] of features.words.entries())
        addScaled(sums, sumsOf(word, name), 1 / features.length, index * size)
      for (const index of features.others) {
        const word = features.word[index] ?? -1
        if (word >= 0) addFeature(head, sums, features.bucket[index] ?? 0, features.weight[index] ?? 0, word * size)
      }
      return (classIndex) => features.words.map((_, index) => aboveMean(sums, index * size, head.classes, classIndex))
    },
  }
}

/**
 * Returns what an area adds to the classes of a head if it is certain. Computed on first use, because a text makes few areas
 * likely.
 */
function beliefWeights({ areas }: Model, head: Head): (index: number) => Float64Array {
  const weights: Float64Array[] = []
  return (index) => {
    const known = weights[index]
    if (known !== undefined) return known
    const sums = emptySums(head)
    addFeature(head, sums, areaBucket(areas[index] ?? ''), BELIEF_WEIGHT)
    weights[index] = sums
    return sums
  }
}

/** Most areas have a smaller share, which would hardly change anything. */
const MIN_SHARE = 0.002

function addBeliefs(sums: Float64Array, weightsOf: (index: number) => Float64Array, areas: Float64Array): void {
  for (let index = 0; index < areas.length; index++) {
    const share = areas[index] ?? 0
    if (share >= MIN_SHARE) addScaled(sums, weightsOf(index), share)
  }
}

/** Adds the features that do not follow from the letters of one word alone. */
function addOthers(head: Head, sums: Float64Array, { bucket, weight, others }: Features): void {
  for (const index of others) addFeature(head, sums, bucket[index] ?? 0, weight[index] ?? 0)
}

function aboveMean(sums: Float64Array, from: number, classes: number, classIndex: number): number {
  let total = 0
  for (let index = from; index < from + classes; index++) total += sums[index] ?? 0
  return (sums[from + classIndex] ?? 0) - total / classes
}

function addScaled(sums: Float64Array, values: Float64Array, times: number, from = 0): void {
  for (let index = 0; index < values.length; index++)
    sums[from + index] = (sums[from + index] ?? 0) + times * (values[index] ?? 0)
}

/** What the letters of a word add to each class, before it is divided by the length of the text's vector. */
function wordSums(head: Head, { bucket, pieces }: Word): Float64Array {
  const sums = emptySums(head)
  addFeature(head, sums, bucket, COUNTS.word)
  for (const piece of pieces) addFeature(head, sums, piece, COUNTS.piece)
  return sums
}

function addFeature(head: Head, sums: Float64Array, bucket: number, times: number, from = 0): void {
  const row = rowOf(head, bucket)
  if (row >= 0) addRow(head, sums, row, times, from)
}

const PRIVATE: ReadonlySet<string> = new Set(PRIVATE_LABELS)

/** Applies the priors to the public channels. Does not change the probabilities of private channels. */
function withPriors(probabilities: Float64Array, priors: Float32Array): Float64Array {
  let before = 0
  let after = 0
  for (let index = 0; index < probabilities.length; index++) {
    if (isPrivate(index)) continue
    const probability = probabilities[index] ?? 0
    before += probability
    after += probability * (priors[index] ?? 1)
  }
  const factor = after === 0 ? 1 : before / after
  for (let index = 0; index < probabilities.length; index++)
    if (!isPrivate(index)) probabilities[index] = (probabilities[index] ?? 0) * (priors[index] ?? 1) * factor
  return probabilities
}

function isPrivate(index: number): boolean {
  return PRIVATE.has(LABELS[index] ?? '')
}

/** Returns the probabilities of the first `classes` sums. `sums` can have one more: see `emptySums`. */
function softmax(sums: Float64Array, classes: number, temperature: number): Float64Array {
  let most = -Infinity
  for (let index = 0; index < classes; index++) most = Math.max(most, sums[index] ?? 0)
  const shares = new Float64Array(classes)
  let total = 0
  for (let index = 0; index < classes; index++) {
    const power = Math.exp(((sums[index] ?? 0) - most) / temperature)
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
