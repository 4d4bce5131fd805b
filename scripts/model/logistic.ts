import type { Features as AllFeatures } from '../../src/classifier/features.ts'
import { HASH_BITS } from '../../src/classifier/model.ts'
import { fingerprintOf } from './random.ts'
import { addScaled, predictClasses, type TrainInOrder, type TrainingSet } from './train-in-order.ts'

type Features = Pick<AllFeatures, 'bucket' | 'weight'>
/** `target`: the share of each class in the label of the text. */
export type TrainingText = { readonly features: Features; readonly target: Float32Array }
/** One row of weights for each trained bucket. `rowByBucket`: the row of each bucket, or -1 if the bucket is not trained. */
export type Weights = { readonly classes: number; readonly values: Float32Array; readonly rowByBucket: Int32Array }

export type TrainingOptions = {
  /** How often to train on each text. */
  readonly epochs: number
  /**
   * In how many orders of the texts to train. The weights are averaged over all orders, because the first texts change them most: two
   * runs in different orders disagree on about 2 % of unseen texts.
   */
  readonly orders: number
  /** The buckets to train; by default those that `sharedBuckets` returns. */
  readonly buckets?: readonly number[]
}

const SEED = 20_261_124

/** Trains a multinomial logistic regression. A target may be divided among several classes. */
export async function trainLogistic(
  texts: readonly TrainingText[],
  classes: number,
  trainInOrder: TrainInOrder,
  { epochs, orders, buckets = sharedBuckets(texts) }: TrainingOptions,
): Promise<Weights> {
  const rowByBucket = new Int32Array(1 << HASH_BITS).fill(-1)
  for (const [row, bucket] of buckets.entries()) rowByBucket[bucket] = row
  const set = toTrainingSet(texts, classes, buckets.length, rowByBucket)
  const values = new Float32Array(buckets.length * classes)
  const runs = Array.from({ length: orders }, (_, order) => trainInOrder(set, { seed: SEED + order * epochs, epochs }))
  // In the order of the seeds, because the sum of rounded numbers depends on their order.
  for (const weights of await Promise.all(runs)) addScaled(values, weights, 1 / orders)
  return { classes, values, rowByBucket: rowByBucket }
}

/** Returns the probability of each class for a text. */
export function predict({ classes, values, rowByBucket }: Weights, features: Features): Float64Array {
  const probabilities = new Float64Array(classes)
  const rows = toRows(features, rowByBucket)
  predictClasses(values, Int32Array.from(rows.keys()), Float32Array.from(rows.values()), probabilities)
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
  const minTexts = texts.length < FEW_TEXTS ? 1 : 2
  const buckets: number[] = []
  for (const [bucket, count] of countTexts(texts).entries()) if (count >= minTexts) buckets.push(bucket)
  return buckets
}

const FEW_TEXTS = 50

function toTrainingSet(
  texts: readonly TrainingText[],
  classes: number,
  rows: number,
  rowByBucket: Int32Array,
): TrainingSet {
  const rowsOfTexts = texts.map(({ features }) => toRows(features, rowByBucket))
  const size = rowsOfTexts.reduce((sum, features) => sum + features.size, 0)
  const set = {
    classes,
    rows,
    starts: new Int32Array(new SharedArrayBuffer(4 * (texts.length + 1))),
    row: new Int32Array(new SharedArrayBuffer(4 * size)),
    weight: new Float32Array(new SharedArrayBuffer(4 * size)),
    targets: new Float32Array(new SharedArrayBuffer(4 * texts.length * classes)),
    fingerprints: new Int32Array(new SharedArrayBuffer(4 * texts.length)),
  }
  let start = 0
  for (const [index, features] of rowsOfTexts.entries()) {
    set.row.set([...features.keys()], start)
    set.weight.set([...features.values()], start)
    set.targets.set(texts[index]?.target ?? [], index * classes)
    set.fingerprints[index] = fingerprintOf(texts[index]?.features.bucket ?? [])
    start += features.size
    set.starts[index + 1] = start
  }
  return set
}

/** The features of a text, by weight row instead of by bucket. Features with the same row are added up. */
function toRows({ bucket, weight }: Features, rowByBucket: Int32Array): ReadonlyMap<number, number> {
  const weights = new Map<number, number>()
  for (const [index, number] of bucket.entries()) {
    const row = rowByBucket[number] ?? -1
    if (row >= 0) weights.set(row, (weights.get(row) ?? 0) + (weight[index] ?? 0))
  }
  return weights
}
