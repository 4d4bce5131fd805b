import { isNumbered } from '../text/words.ts'
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

type Scorer = {
  readonly score: (features: Features) => Scores
  /** The same probabilities of channels, for callers that need nothing else. */
  readonly scoreChannels: (features: Features) => Float64Array
  /** How much more each word of a text adds to one class of a head than to all of its classes on average. */
  readonly explain: (head: keyof Scores, features: Features) => (chosen: number) => readonly number[]
}

/**
 * Scores the features of a text. Texts share most of their words, so what a word adds is computed once, and found with one
 * look-up for all heads: docs/benchmarks.md says what that saves. What the words say about the area is a feature of the
 * channel and the type.
 */
export function createScorer(model: Model): Scorer {
  const { area, channel, type, priors, thresholds } = model
  const beliefs = { channel: beliefWeights(model, channel), type: beliefWeights(model, type) }
  const cache = new WeakMap<Word, Scores>()
  const sumsOf = (word: Word): Scores => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = { area: wordSums(area, word), channel: wordSums(channel, word), type: wordSums(type, word) }
    if (!isNumbered(word.text)) cache.set(word, sums)
    return sums
  }
  const areasOf = (sums: Float64Array, features: Features) => {
    addOthers(area, sums, features)
    return softmax(sums, area.classes, thresholds.areaTemperature)
  }
  const channelsOf = (sums: Float64Array, features: Features, areas: Float64Array) => {
    addOthers(channel, sums, features)
    addBeliefs(sums, beliefs.channel, areas)
    return withPriors(softmax(sums, channel.classes, thresholds.temperature), priors)
  }
  return {
    score: (features) => {
      const sums = { area: emptySums(area), channel: emptySums(channel), type: emptySums(type) }
      const times = 1 / features.length
      for (const word of features.words) {
        const ofWord = sumsOf(word)
        addScaled(sums.area, ofWord.area, times)
        addScaled(sums.channel, ofWord.channel, times)
        addScaled(sums.type, ofWord.type, times)
      }
      const areas = areasOf(sums.area, features)
      addOthers(type, sums.type, features)
      addBeliefs(sums.type, beliefs.type, areas)
      return {
        area: areas,
        channel: channelsOf(sums.channel, features, areas),
        type: softmax(sums.type, type.classes, thresholds.temperature),
      }
    },
    scoreChannels: (features) => {
      const sums = { area: emptySums(area), channel: emptySums(channel) }
      const times = 1 / features.length
      for (const word of features.words) {
        const ofWord = sumsOf(word)
        addScaled(sums.area, ofWord.area, times)
        addScaled(sums.channel, ofWord.channel, times)
      }
      return channelsOf(sums.channel, features, areasOf(sums.area, features))
    },
    explain: (name, features) => {
      const head = model[name]
      // One array for all words, because each typed array takes longer to create than to fill.
      const size = sizeOfSums(head)
      const sums = new Float64Array(size * features.words.length)
      for (const [index, word] of features.words.entries())
        addScaled(sums, sumsOf(word)[name], 1 / features.length, index * size)
      for (const index of features.others) {
        const word = features.word[index] ?? -1
        if (word >= 0) addFeature(head, sums, features.bucket[index] ?? 0, features.weight[index] ?? 0, word * size)
      }
      return (chosen) => features.words.map((_, index) => aboveMean(sums, index * size, head.classes, chosen))
    },
  }
}

/** What each area, if it is certain, adds to the classes of a head. A text makes few areas likely, so each is added up on first use. */
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

/** Less than this changes no answer, and most areas are less likely. */
const LEAST_SHARE = 0.002

function addBeliefs(sums: Float64Array, weightsOf: (index: number) => Float64Array, areas: Float64Array): void {
  for (let index = 0; index < areas.length; index++) {
    const share = areas[index] ?? 0
    if (share >= LEAST_SHARE) addScaled(sums, weightsOf(index), share)
  }
}

/** Adds the features that do not follow from one word alone. */
function addOthers(head: Head, sums: Float64Array, { bucket, weight, others }: Features): void {
  for (const index of others) addFeature(head, sums, bucket[index] ?? 0, weight[index] ?? 0)
}

function aboveMean(sums: Float64Array, from: number, classes: number, chosen: number): number {
  let total = 0
  for (let index = from; index < from + classes; index++) total += sums[index] ?? 0
  return (sums[from + chosen] ?? 0) - total / classes
}

function addScaled(sums: Float64Array, more: Float64Array, times: number, from = 0): void {
  for (let index = 0; index < more.length; index++)
    sums[from + index] = (sums[from + index] ?? 0) + times * (more[index] ?? 0)
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

/** Follows the priors among public channels. What the words say about private ones stays as it is. */
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

/** The probabilities of the first `classes`; the sums may have one more. */
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

/** How much a certain area counts as a feature of the channel; a text's other features have length one together. */
export const BELIEF_WEIGHT = 0.5

/** The feature that stands for an area. */
export function areaBucket(area: string): number {
  return bucketOf(hash(`area ${area}`))
}
