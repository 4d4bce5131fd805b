import type { Features } from './features.ts'
import { addRow, emptySums, type Head, rowOf } from './model.ts'

/** The sums of a linear classifier over the features of a text, one for each class. */
export function logits(head: Head, { bucket, weight }: Features): Float64Array {
  const sums = emptySums(head)
  for (let index = 0; index < bucket.length; index++) {
    const row = rowOf(head, bucket[index] ?? 0)
    if (row >= 0) addRow(head, sums, row, weight[index] ?? 0)
  }
  return sums.subarray(0, head.classes)
}

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  const most = sums.reduce((max, sum) => Math.max(max, sum), -Infinity)
  const powers = sums.map((sum) => Math.exp((sum - most) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
