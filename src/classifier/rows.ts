import { type Head, scaleOf } from './model.ts'

/** Adds a row, so many times, to the sums of all classes. Both weights of a byte are taken at once. */
export function addRow(head: Head, sums: Float64Array, row: number, times: number): void {
  const bytes = bytesOf(head)
  const start = row * bytes
  const step = scaleOf(head.scale[row] ?? 0) * times
  for (let index = 0; index < bytes; index++) {
    const pair = head.weights[start + index] ?? 0
    sums[2 * index] = (sums[2 * index] ?? 0) + step * lowIn(pair)
    sums[2 * index + 1] = (sums[2 * index + 1] ?? 0) + step * highIn(pair)
  }
}

/** Room for the sums of all classes, and one more where their number is odd. */
export function emptySums(head: Head): Float64Array {
  return new Float64Array(2 * bytesOf(head))
}

/** One weight of a row, in steps of its scale. */
export function levelOf(head: Head, row: number, index: number): number {
  const pair = head.weights[row * bytesOf(head) + (index >>> 1)] ?? 0
  return (index & 1) === 0 ? lowIn(pair) : highIn(pair)
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
