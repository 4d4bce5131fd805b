import type { Features as AllFeatures } from '../../src/classifier/features.ts'
import { HASH_BITS } from '../../src/classifier/model.ts'
import { randomNumbers, shuffle } from './random.ts'

type Features = Pick<AllFeatures, 'bucket' | 'weight'>
/** `target`: the share of each class in the label of the text. */
export type TrainingText = { readonly features: Features; readonly target: Float32Array }
/** One row of weights for each trained bucket. `rowOf`: the row of each bucket, or -1 if the bucket is not trained. */
export type Weights = { readonly classes: number; readonly values: Float32Array; readonly rowOf: Int32Array }

const SEED = 20_261_124
/**
 * The first texts of a run change the weights most, so two runs in different orders disagree on about 2 % of unseen texts. We
 * therefore average the weights of several runs.
 */
const RUNS = 4
const EPOCHS = 8
/**
 * If several classes are right, this share of the target is divided among them in proportion to the model's predictions. The
 * rest follows the label. So the model may prefer any of the right classes, which makes its probabilities more useful.
 */
const PREDICTED_SHARE = 0.8
/** The weights are averaged over this last part of the epochs, so that the order of the texts matters less. */
const AVERAGED_PART = 5 / 8
const LEARNING_RATE = 0.2
/** Prevents a division by zero. */
const TINY = 1e-4

/**
 * Trains a multinomial logistic regression with AdaGrad. A target may be divided among several classes. `buckets`: the buckets
 * to train; by default those that `sharedBuckets` returns.
 */
export function trainLogistic(
  texts: readonly TrainingText[],
  classes: number,
  options: { readonly buckets?: readonly number[]; readonly epochs?: number } = {},
): Weights {
  const { buckets = sharedBuckets(texts), epochs = EPOCHS } = options
  const rowOf = new Int32Array(1 << HASH_BITS).fill(-1)
  for (const [row, bucket] of buckets.entries()) rowOf[bucket] = row
  const averages = new Float32Array(buckets.length * classes)
  const rowTexts = texts.map(({ features, target }) => ({ features: toRows(features, rowOf), target }))
  for (let run = 0; run < RUNS; run++) {
    const weights = trainOnce(rowTexts, { classes, size: averages.length, epochs, seed: SEED + run })
    addScaled(averages, weights, 1 / RUNS)
  }
  return { classes, values: averages, rowOf }
}

/** Trains on the texts in a random order, which depends on the seed. Returns the weights, averaged over the last epochs. */
function trainOnce(
  texts: readonly RowText[],
  { classes, size, epochs, seed }: Readonly<Record<'classes' | 'size' | 'epochs' | 'seed', number>>,
): Float32Array {
  const values = new Float32Array(size)
  const squares = new Float32Array(size)
  const averages = new Float32Array(size)
  const random = randomNumbers(seed)
  const order = Int32Array.from(texts.keys())
  const probabilities = new Float64Array(classes)
  const averagedEpochs = Math.ceil(AVERAGED_PART * epochs)
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random)
    for (const index of order) {
      const text = texts[index]
      if (text !== undefined) learn(values, squares, probabilities, text)
    }
    if (epoch >= epochs - averagedEpochs) addScaled(averages, values, 1 / averagedEpochs)
  }
  return averages
}

/** Returns the probability of each class for a text. */
export function predict({ classes, values, rowOf }: Weights, features: Features): Float64Array {
  const probabilities = new Float64Array(classes)
  predictRows(values, toRows(features, rowOf), probabilities)
  return probabilities
}

/** Counts the texts that have each bucket. */
export function countTexts(texts: readonly Pick<TrainingText, 'features'>[]): Int32Array {
  const counts = new Int32Array(1 << HASH_BITS)
  for (const { features } of texts)
    for (const bucket of new Set(features.bucket)) counts[bucket] = (counts[bucket] ?? 0) + 1
  return counts
}

/**
 * Returns the buckets that occur in more than one text, because a bucket of a single text teaches nothing about others. If
 * there are few texts, returns all buckets that occur.
 */
function sharedBuckets(texts: readonly TrainingText[]): readonly number[] {
  const minTexts = texts.length < 50 ? 1 : 2
  const buckets: number[] = []
  for (const [bucket, count] of countTexts(texts).entries()) if (count >= minTexts) buckets.push(bucket)
  return buckets
}

/** The features of a text, indexed by weight row instead of by bucket. Features with the same row are added up. */
type RowFeatures = { readonly row: Int32Array; readonly weight: Float32Array }
type RowText = { readonly features: RowFeatures; readonly target: Float32Array }

function toRows({ bucket, weight }: Features, rowOf: Int32Array): RowFeatures {
  const weights = new Map<number, number>()
  for (const [index, number] of bucket.entries()) {
    const row = rowOf[number] ?? -1
    if (row >= 0) weights.set(row, (weights.get(row) ?? 0) + (weight[index] ?? 0))
  }
  return { row: Int32Array.from(weights.keys()), weight: Float32Array.from(weights.values()) }
}

/** Moves the weights one step toward the target of a text. Overwrites `probabilities`, which has a place for each class. */
function learn(
  values: Float32Array,
  squares: Float32Array,
  probabilities: Float64Array,
  { features, target }: RowText,
): void {
  const classes = probabilities.length
  predictRows(values, features, probabilities)
  const adjusted = adjustTarget(target, probabilities)
  const errors = probabilities.map((probability, index) => probability - (adjusted[index] ?? 0))
  const { row, weight } = features
  for (let feature = 0; feature < row.length; feature++) {
    const start = (row[feature] ?? 0) * classes
    const strength = weight[feature] ?? 0
    for (let index = 0; index < classes; index++) {
      const gradient = (errors[index] ?? 0) * strength
      const square = (squares[start + index] ?? 0) + gradient * gradient
      squares[start + index] = square
      values[start + index] = (values[start + index] ?? 0) - (LEARNING_RATE * gradient) / (Math.sqrt(square) + TINY)
    }
  }
}

/** Returns the target for this step of the training: see `PREDICTED_SHARE`. */
function adjustTarget(target: Float32Array, probabilities: Float64Array): Float64Array {
  const right = target.reduce((sum, part, index) => (part > 0 ? sum + (probabilities[index] ?? 0) : sum), TINY)
  return Float64Array.from(target, (part, index) =>
    part > 0 ? (1 - PREDICTED_SHARE) * part + (PREDICTED_SHARE * (probabilities[index] ?? 0)) / right : 0,
  )
}

/** Writes the probability of each class into `probabilities`. */
function predictRows(values: Float32Array, { row, weight }: RowFeatures, probabilities: Float64Array): void {
  const classes = probabilities.length
  probabilities.fill(0)
  for (let feature = 0; feature < row.length; feature++) {
    const start = (row[feature] ?? 0) * classes
    const strength = weight[feature] ?? 0
    for (let index = 0; index < classes; index++)
      probabilities[index] = (probabilities[index] ?? 0) + (values[start + index] ?? 0) * strength
  }
  const largest = Math.max(...probabilities)
  let total = 0
  for (let index = 0; index < classes; index++) {
    probabilities[index] = Math.exp((probabilities[index] ?? 0) - largest)
    total += probabilities[index] ?? 0
  }
  for (let index = 0; index < classes; index++) probabilities[index] = (probabilities[index] ?? 0) / total
}

function addScaled(sums: Float32Array, values: Float32Array, factor: number): void {
  for (let index = 0; index < values.length; index++) sums[index] = (sums[index] ?? 0) + (values[index] ?? 0) * factor
}
