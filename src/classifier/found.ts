import { bucketOf, HASH_BITS } from './hash.ts'
import { COUNTS } from './kinds.ts'
import { SLOTS, type Word } from './word.ts'

/** Features in three columns, as many as a text has. `word`: which word a feature came from; -1 for the whole text. */
export type Columns = { readonly bucket: Int32Array; readonly weight: Float32Array; readonly word: Int32Array }

/**
 * Room for the features of one text, kept for the next one: making it anew for each would cost more than filling it. How
 * much of a text is read is bounded, so this is too.
 */
type Room = Columns & {
  readonly counts: Int32Array
  /** What each bucket counts in this text; all zero between two texts. */
  readonly sums: Int32Array
}
let room: Room | undefined
/** Where a word stands among those apart, by its slot; only a word that is found there is in this text. */
const places = new Int32Array(SLOTS)
const FIRST_ROOM = 4096

/** Collects the features of a text, one text at a time: what it gives out lies in the room for the next one too. */
export class Found {
  /** Each once: their own features and their pieces stand in no column, as what they add to a score is remembered. */
  readonly apart: Word[] = []
  /** How often each of them is in the text. */
  readonly times: number[] = []
  #room = room ?? roomFor(FIRST_ROOM)
  #count = 0
  #squares = 0
  readonly #isWhole: boolean

  constructor(isWhole: boolean) {
    this.#isWhole = isWhole
  }

  add(hashed: number, count: number, word: number): void {
    this.put(bucketOf(hashed), count, word)
  }

  put(bucket: number, count: number, word: number): void {
    if (this.#count === this.#room.bucket.length) this.#room = larger(this.#room)
    this.#room.bucket[this.#count] = bucket
    this.#room.counts[this.#count] = count
    this.#room.word[this.#count++] = word
    this.#squares += counted(this.#room.sums, bucket, count)
  }

  addWord(word: Word, index: number): void {
    const place = places[word.slot] ?? 0
    if (this.#isWhole) this.put(word.own, COUNTS.word, index)
    else if (this.apart[place] === word) this.times[place] = (this.times[place] ?? 0) + 1
    else {
      places[word.slot] = this.apart.length
      this.apart.push(word)
      this.times.push(1)
    }
  }

  /** After all words: training adds up in this order. Those of words apart are counted with them. */
  addPieces(words: readonly Word[]): void {
    if (!this.#isWhole) return
    for (const [index, { pieces }] of words.entries())
      for (const bucket of pieces) this.put(bucket, COUNTS.piece, index)
  }

  #countApart(): void {
    const { sums } = this.#room
    for (let at = 0; at < this.apart.length; at++) {
      const word = this.apart[at]
      const times = this.times[at] ?? 0
      if (word === undefined) continue
      let squares = counted(sums, word.own, times * COUNTS.word)
      for (const piece of word.pieces) squares += counted(sums, piece, times * COUNTS.piece)
      this.#squares += squares
    }
  }

  /** The length of the vector of all of them becomes one. `unit`: what a count of one is then. */
  normalised(): Columns & { readonly unit: number } {
    const { bucket, counts, weight, word, sums } = this.#room
    room = this.#room
    this.#countApart()
    const end = this.#count
    const length = Math.sqrt(this.#squares)
    for (let index = 0; index < end; index++) {
      weight[index] = (counts[index] ?? 0) / length
      sums[bucket[index] ?? 0] = 0
    }
    for (const { own, pieces } of this.apart) {
      sums[own] = 0
      for (const piece of pieces) sums[piece] = 0
    }
    return {
      bucket: bucket.subarray(0, end),
      weight: weight.subarray(0, end),
      word: word.subarray(0, end),
      unit: 1 / length,
    }
  }
}

/** By how much the square of a bucket's sum grows: the same feature twice counts as one that is twice as strong. */
function counted(sums: Int32Array, bucket: number, count: number): number {
  const before = sums[bucket] ?? 0
  sums[bucket] = before + count
  return count * (2 * before + count)
}

function roomFor(size: number, sums: Int32Array = new Int32Array(1 << HASH_BITS)): Room {
  return {
    bucket: new Int32Array(size),
    weight: new Float32Array(size),
    word: new Int32Array(size),
    counts: new Int32Array(size),
    sums,
  }
}

function larger({ bucket, word, counts, sums }: Room): Room {
  const made = roomFor(2 * bucket.length, sums)
  made.bucket.set(bucket)
  made.word.set(word)
  made.counts.set(counts)
  return made
}
