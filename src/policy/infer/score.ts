import type { Features } from './features.ts'
import { type Head, rowOf, scaleOf } from './model.ts'

/** The sums of a linear classifier over a text's features, one for each class. */
export function logits(head: Head, { bucket, weight }: Features): Float64Array {
  const sums = new Float64Array(2 * bytesOf(head))
  for (let index = 0; index < bucket.length; index++) {
    const row = rowOf(head, bucket[index] ?? 0)
    if (row >= 0) addRow(head, sums, row, weight[index] ?? 0)
  }
  return sums.subarray(0, head.classes)
}

/** What each word of the text adds to class `chosen`, compared with the mean of all classes. */
export function shares(head: Head, { bucket, weight, word, words }: Features, chosen: number): Float64Array {
  const sums = sumsOf(head)
  const shares = new Float64Array(words.length)
  for (let index = 0; index < bucket.length; index++) {
    const at = word[index] ?? -1
    const row = at < 0 ? -1 : rowOf(head, bucket[index] ?? 0)
    if (row >= 0) shares[at] = (shares[at] ?? 0) + (weight[index] ?? 0) * lead(head, sums, row, chosen)
  }
  return shares
}

/** How far a row's weight for one class is above the mean of the row. */
function lead(head: Head, sums: Int16Array, row: number, chosen: number): number {
  let sum = sums[row] ?? NOT_SUMMED
  if (sum === NOT_SUMMED) {
    sum = 0
    for (let index = 0; index < head.classes; index++) sum += levelOf(head, row, index)
    sums[row] = sum
  }
  return scaleOf(head.scale[row] ?? 0) * (levelOf(head, row, chosen) - sum / head.classes)
}

const NOT_SUMMED = 0x7fff
const sumsIn = new WeakMap<Head, Int16Array>()

/** The sum of each row's weights, found out when it is first asked for: texts share most of their rows. */
function sumsOf(head: Head): Int16Array {
  const known = sumsIn.get(head)
  if (known !== undefined) return known
  const made = new Int16Array(head.scale.length).fill(NOT_SUMMED)
  sumsIn.set(head, made)
  return made
}

function levelOf(head: Head, row: number, index: number): number {
  const pair = head.weights[row * bytesOf(head) + (index >>> 1)] ?? 0
  return (index & 1) === 0 ? lowIn(pair) : highIn(pair)
}

/** Most of the work on a text is done here, so both weights of a byte are taken at once. */
function addRow(head: Head, sums: Float64Array, row: number, weight: number): void {
  const bytes = bytesOf(head)
  const start = row * bytes
  const step = scaleOf(head.scale[row] ?? 0) * weight
  for (let index = 0; index < bytes; index++) {
    const pair = head.weights[start + index] ?? 0
    sums[2 * index] = (sums[2 * index] ?? 0) + step * lowIn(pair)
    sums[2 * index + 1] = (sums[2 * index + 1] ?? 0) + step * highIn(pair)
  }
}

/** How many bytes a row takes; with an odd number of classes half of its last one is not used. */
function bytesOf({ classes }: Head): number {
  return (classes + 1) >>> 1
}

/** A weight as it is stored: a whole number from -7 to 7. */
function lowIn(pair: number): number {
  return (pair & 15) - 8
}

function highIn(pair: number): number {
  return (pair >>> 4) - 8
}

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  const most = Math.max(...sums)
  const powers = new Float64Array(sums.length)
  let total = 0
  for (let index = 0; index < sums.length; index++) {
    const power = Math.exp(((sums[index] ?? 0) - most) / temperature)
    powers[index] = power
    total += power
  }
  for (let index = 0; index < sums.length; index++) powers[index] = (powers[index] ?? 0) / total
  return powers
}
