import type { Features } from './features.ts'
import { type Head, rowOf, scaleOf } from './model.ts'
import { addRow, emptySums, levelOf } from './rows.ts'
import type { Word } from './word.ts'
import { type WordSums, wordSums } from './word-sums.ts'

/** The sums of a linear classifier over a text's features, one for each class. */
export function logits(head: Head, { bucket, weight, apart, times, unit }: Features): Float64Array {
  const sums = emptySums(head)
  const { at, values } = wordSums(head)
  for (let one = 0; one < apart.length; one++) {
    const word = apart[one]
    if (word === undefined) continue
    const place = at(word)
    const often = times[one] ?? 0
    for (let index = 0; index < head.classes; index++)
      sums[index] = (sums[index] ?? 0) + often * (values[place + index] ?? 0)
  }
  for (let index = 0; index < head.classes; index++) sums[index] = unit * (sums[index] ?? 0)
  for (let index = 0; index < bucket.length; index++) {
    const row = rowOf(head, bucket[index] ?? 0)
    if (row >= 0) addRow(head, sums, row, weight[index] ?? 0)
  }
  return sums.subarray(0, head.classes)
}

/** What each word of the text adds to class `chosen`, compared with the mean of all classes. */
export function shares(head: Head, features: Features, chosen: number): Float64Array {
  const { bucket, weight, word, words, apart, unit } = features
  const shares = new Float64Array(words.length)
  const ofWords = wordSums(head)
  if (apart.length > 0)
    for (const [index, one] of words.entries()) shares[index] = unit * leadOf(head, ofWords, one, chosen)
  const sums = sumsOf(head)
  for (let index = 0; index < bucket.length; index++) {
    const at = word[index] ?? -1
    const row = at < 0 ? -1 : rowOf(head, bucket[index] ?? 0)
    if (row >= 0) shares[at] = (shares[at] ?? 0) + (weight[index] ?? 0) * lead(head, sums, row, chosen)
  }
  return shares
}

/** How far what a word adds for one class is above what it adds for the mean of all. */
function leadOf({ classes }: Head, { at, values }: WordSums, word: Word, chosen: number): number {
  const place = at(word)
  return (values[place + chosen] ?? 0) - (values[place + classes] ?? 0)
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

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  let most = -Infinity
  for (let index = 0; index < sums.length; index++) most = Math.max(most, sums[index] ?? 0)
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
