import { type Head, indexBuckets, scaleOf } from '../../src/classifier/model.ts'
import { countTexts, type TrainingText, trainLogistic, type Weights } from './logistic.ts'
import type { TrainInOrder } from './train-in-order.ts'

/** A weight is stored as an integer from -7 to 7: a multiple of its row's step. */
const LEVELS = 7

/** Less work than for the second training, because the first one only has to show which features matter. */
const FIRST_TRAINING = { epochs: 3, orders: 4 } as const
const SECOND_TRAINING = { epochs: 8, orders: 8 } as const

/** Trains once, keeps the most important features, trains again on those, and quantizes the weights. */
export async function trainHead(
  texts: readonly TrainingText[],
  classes: number,
  rowsToKeep: number,
  trainInOrder: TrainInOrder,
): Promise<Head> {
  const first = await trainLogistic(texts, classes, trainInOrder, FIRST_TRAINING)
  const buckets = mostImportant(first, texts, rowsToKeep)
  return quantize(await trainLogistic(texts, classes, trainInOrder, { ...SECOND_TRAINING, buckets }), buckets)
}

/** Returns the buckets that matter most, by the spread of their weights and by the number of texts that contain them. */
function mostImportant(
  { classes, values, rowByBucket }: Weights,
  texts: readonly TrainingText[],
  limit: number,
): readonly number[] {
  const importance = Float64Array.from(countTexts(texts), (count, bucket) => {
    const row = rowByBucket[bucket] ?? -1
    if (row < 0) return 0
    const rowWeights = values.subarray(row * classes, (row + 1) * classes)
    return (Math.max(...rowWeights) - Math.min(...rowWeights)) * Math.sqrt(count)
  })
  return [...importance.keys()]
    .filter((bucket) => (importance[bucket] ?? 0) > 0)
    .sort((a, b) => (importance[b] ?? 0) - (importance[a] ?? 0) || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b)
}

/** Stores each weight in four bits, and in `scale` the exponent of each row's step. `buckets`: the bucket of each row of weights. */
function quantize({ classes, values }: Weights, buckets: readonly number[]): Head {
  const scale = new Uint8Array(buckets.length)
  const bytesPerRow = Math.ceil(classes / 2)
  const weights = new Uint8Array(buckets.length * bytesPerRow)
  for (let row = 0; row < buckets.length; row++) {
    const rowWeights = values.subarray(row * classes, (row + 1) * classes)
    const exponent = exponentFor(rowWeights)
    scale[row] = exponent
    for (const [index, value] of rowWeights.entries()) {
      const level = Math.max(-LEVELS, Math.min(LEVELS, Math.round(value / scaleOf(exponent)))) + 8
      const byteIndex = row * bytesPerRow + (index >>> 1)
      weights[byteIndex] = (weights[byteIndex] ?? 0) | ((index & 1) === 0 ? level : level << 4)
    }
  }
  return { classes, ...indexBuckets(buckets), scale, weights }
}

/** Returns the exponent of the smallest step whose seven levels reach the largest weight of the row. */
function exponentFor(rowWeights: Float32Array): number {
  const largest = rowWeights.reduce((maximum, value) => Math.max(maximum, Math.abs(value)), 0)
  for (let exponent = 0; exponent < 255; exponent++) if (scaleOf(exponent) * LEVELS >= largest) return exponent
  return 255
}
