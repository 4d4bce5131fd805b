import { COUNTS } from './kinds.ts'
import { type Head, rowOf } from './model.ts'
import { addRow, emptySums } from './rows.ts'
import { SLOTS, type Word } from './word.ts'

/** What words add to the sums of a classifier, for a count of one: their own features and their pieces, taken together. */
export type WordSums = {
  /** Where a word's sums begin in `values`, one for each class, and their mean. It holds until the next word is asked for. */
  readonly at: (word: Word) => number
  readonly values: Float32Array
}

const made = new WeakMap<Head, WordSums>()

/** Found out once for each word, as long as its slot is its own: texts share most of their words. */
export function wordSums(head: Head): WordSums {
  const known = made.get(head)
  if (known !== undefined) return known
  const sums = sumsOfWords(head)
  made.set(head, sums)
  return sums
}

function sumsOfWords(head: Head): WordSums {
  const size = head.classes + 1
  const values = new Float32Array(SLOTS * size)
  const owners: (Word | undefined)[] = Array.from({ length: SLOTS })
  const sums = emptySums(head)
  const at = (word: Word) => {
    const place = word.slot * size
    if (owners[word.slot] === word) return place
    sumUp(head, word, sums)
    let total = 0
    for (let index = 0; index < head.classes; index++) {
      const sum = sums[index] ?? 0
      values[place + index] = sum
      total += sum
    }
    values[place + head.classes] = total / head.classes
    owners[word.slot] = word
    return place
  }
  return { at, values }
}

function sumUp(head: Head, { own, pieces }: Word, sums: Float64Array): void {
  sums.fill(0)
  const ownRow = rowOf(head, own)
  if (ownRow >= 0) addRow(head, sums, ownRow, COUNTS.word)
  for (const piece of pieces) {
    const row = rowOf(head, piece)
    if (row >= 0) addRow(head, sums, row, COUNTS.piece)
  }
}
