import type { Features } from './features.ts'
import { type Head, rowOf, scaleOf } from './model.ts'

/** The sums of a linear classifier over a text's features, one for each class. */
export function logits(head: Head, { bucket, weight }: Features): Float64Array {
  const sums = new Float64Array(head.classes)
  for (let index = 0; index < bucket.length; index++) addRow(head, sums, bucket[index] ?? 0, weight[index] ?? 0)
  return sums
}

/** What each word of the text adds to class `chosen`, compared with the mean of all classes. */
export function shares(head: Head, { bucket, weight, word, words }: Features, chosen: number): Float64Array {
  const shares = new Float64Array(words.length)
  for (let index = 0; index < bucket.length; index++) {
    const at = word[index] ?? -1
    const row = at < 0 ? -1 : rowOf(head, bucket[index] ?? 0)
    if (row >= 0) shares[at] = (shares[at] ?? 0) + (weight[index] ?? 0) * lead(head, row, chosen)
  }
  return shares
}

/** How far a row's weight for one class is above the mean of the row. */
function lead(head: Head, row: number, chosen: number): number {
  let sum = 0
  for (let index = 0; index < head.classes; index++) sum += levelOf(head, row, index)
  return scaleOf(head.scale[row] ?? 0) * (levelOf(head, row, chosen) - sum / head.classes)
}

function addRow(head: Head, sums: Float64Array, bucket: number, weight: number): void {
  const row = rowOf(head, bucket)
  if (row < 0) return
  const step = scaleOf(head.scale[row] ?? 0) * weight
  for (let index = 0; index < head.classes; index++) sums[index] = (sums[index] ?? 0) + step * levelOf(head, row, index)
}

/** A weight as it is stored: a whole number from -7 to 7. */
function levelOf({ classes, weights }: Head, row: number, index: number): number {
  const pair = weights[row * ((classes + 1) >>> 1) + (index >>> 1)] ?? 0
  return ((index & 1) === 0 ? pair & 15 : pair >>> 4) - 8
}

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  const most = Math.max(...sums)
  const powers = sums.map((sum) => Math.exp((sum - most) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
