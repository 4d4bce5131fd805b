import type { Features as AllFeatures } from '../../src/classifier/features.ts'
import { HASH_BITS } from '../../src/classifier/model.ts'
import { randomNumbers, shuffle } from './random.ts'

type Features = Pick<AllFeatures, 'bucket' | 'weight'>
export type Row = { readonly features: Features; readonly target: Float32Array }
export type Weights = { readonly classes: number; readonly values: Float32Array }

const SEED = 20_261_124
const EPOCHS = 8
/**
 * If several classes are right, this share of the target is divided as the model predicts them; the rest stays as
 * labelled. Any right class then counts as correct, which makes the probabilities more useful.
 */
const PREFERRED = 0.8
/** The weights are averaged over this last part of the epochs, so that the order of the texts matters less. */
const AVERAGED_PART = 5 / 8
const RATE = 0.2
const TINY = 1e-4

/**
 * Multinomial logistic regression with AdaGrad. A target may be divided among several classes. `kept`: the buckets to
 * train; all by default.
 */
export function trainLogistic(
  rows: readonly Row[],
  classes: number,
  { kept, epochs = EPOCHS }: { readonly kept?: ReadonlySet<number>; readonly epochs?: number } = {},
): Weights {
  const values = new Float32Array((1 << HASH_BITS) * classes)
  const squares = new Float32Array(values.length)
  const means = new Float32Array(values.length)
  const random = randomNumbers(SEED)
  const order = Int32Array.from(rows.keys())
  const trainingRows = kept === undefined ? rows : rows.map((row) => ({ ...row, features: only(row.features, kept) }))
  const probabilities = new Float64Array(classes)
  const averaged = Math.ceil(AVERAGED_PART * epochs)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const row = trainingRows[index]
      if (row !== undefined) learn(values, squares, probabilities, row)
    }
    if (epoch >= epochs - averaged) add(means, values, 1 / averaged)
  }
  return { classes, values: means }
}

function learn(
  values: Float32Array,
  squares: Float32Array,
  probabilities: Float64Array,
  { features, target }: Row,
): void {
  const classes = probabilities.length
  predict(values, features, probabilities)
  const adjusted = adjustTarget(target, probabilities)
  const { bucket, weight } = features
  for (let at = 0; at < bucket.length; at++) {
    const start = (bucket[at] ?? 0) * classes
    const strength = weight[at] ?? 0
    for (let index = 0; index < classes; index++) {
      const gradient = ((probabilities[index] ?? 0) - (adjusted[index] ?? 0)) * strength
      const square = (squares[start + index] ?? 0) + gradient * gradient
      squares[start + index] = square
      values[start + index] = (values[start + index] ?? 0) - (RATE * gradient) / (Math.sqrt(square) + TINY)
    }
  }
}

/** The target for this step: see `PREFERRED`. */
function adjustTarget(target: Float32Array, probabilities: Float64Array): Float64Array {
  const right = target.reduce((sum, part, index) => (part > 0 ? sum + (probabilities[index] ?? 0) : sum), TINY)
  return Float64Array.from(target, (part, index) =>
    part > 0 ? (1 - PREFERRED) * part + (PREFERRED * (probabilities[index] ?? 0)) / right : 0,
  )
}

/** The probability of each class for a text. */
export function predict(values: Float32Array, { bucket, weight }: Features, probabilities: Float64Array): void {
  const classes = probabilities.length
  probabilities.fill(0)
  for (let at = 0; at < bucket.length; at++) {
    const start = (bucket[at] ?? 0) * classes
    const strength = weight[at] ?? 0
    for (let index = 0; index < classes; index++)
      probabilities[index] = (probabilities[index] ?? 0) + (values[start + index] ?? 0) * strength
  }
  const most = Math.max(...probabilities)
  let total = 0
  for (let index = 0; index < classes; index++) {
    probabilities[index] = Math.exp((probabilities[index] ?? 0) - most)
    total += probabilities[index] ?? 0
  }
  for (let index = 0; index < classes; index++) probabilities[index] = (probabilities[index] ?? 0) / total
}

function add(sums: Float32Array, values: Float32Array, factor: number): void {
  for (let index = 0; index < values.length; index++) sums[index] = (sums[index] ?? 0) + (values[index] ?? 0) * factor
}

function only(features: Features, kept: ReadonlySet<number>): Features {
  const places = [...features.bucket.keys()].filter((at) => kept.has(features.bucket[at] ?? -1))
  return {
    bucket: Int32Array.from(places, (at) => features.bucket[at] ?? 0),
    weight: Float32Array.from(places, (at) => features.weight[at] ?? 0),
  }
}
