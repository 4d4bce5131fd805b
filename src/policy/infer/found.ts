import { bucketOf } from './hash.ts'

/** Features in three columns, as many as a text has. `word`: which word a feature came from; -1 for the whole text. */
export type Columns = { readonly bucket: Int32Array; readonly weight: Float32Array; readonly word: Int32Array }

/**
 * Room for the features of one text, kept for the next one: making it anew for each would cost more than filling it. How
 * much of a text is read is bounded, so this is too.
 */
type Room = Columns & {
  readonly counts: Float64Array
  /** A table with open addresses, at least half empty: where a bucket stands in `distinct`. */
  readonly places: Int32Array
  readonly distinct: Int32Array
  readonly sums: Float64Array
}
let room: Room | undefined
const FIRST_ROOM = 4096

/** Collects the features of a text, one text at a time: what it gives out lies in the room for the next one too. */
export class Found {
  #room = room ?? roomFor(FIRST_ROOM)
  #count = 0

  add(hashed: number, count: number, word: number): void {
    this.#put(bucketOf(hashed), count, word)
  }

  /** Buckets that count as much as each other, all of one word. */
  addEach(buckets: readonly number[], count: number, word: number): void {
    for (const bucket of buckets) this.#put(bucket, count, word)
  }

  #put(bucket: number, count: number, word: number): void {
    if (this.#count === this.#room.bucket.length) this.#room = larger(this.#room)
    this.#room.bucket[this.#count] = bucket
    this.#room.counts[this.#count] = count
    this.#room.word[this.#count++] = word
  }

  normalised(): Columns {
    const { bucket, counts, weight, word } = this.#room
    room = this.#room
    const end = this.#count
    const length = lengthOf(this.#room, end)
    for (let index = 0; index < end; index++) weight[index] = (counts[index] ?? 0) / length
    return { bucket: bucket.subarray(0, end), weight: weight.subarray(0, end), word: word.subarray(0, end) }
  }
}

/**
 * The length of the vector; the same feature twice counts as one that is twice as strong. Sums are taken in the order of
 * the text: another order would round another way.
 */
function lengthOf({ bucket, counts, places, distinct, sums }: Room, end: number): number {
  // A power of two, between two and four times as many.
  const size = 1 << (33 - Math.clz32(end))
  let known = 0
  places.fill(-1, 0, size)
  for (let index = 0; index < end; index++) {
    const one = bucket[index] ?? 0
    let slot = one & (size - 1)
    let place = places[slot] ?? -1
    while (place >= 0 && distinct[place] !== one) {
      slot = (slot + 1) & (size - 1)
      place = places[slot] ?? -1
    }
    if (place < 0) {
      place = known++
      places[slot] = place
      distinct[place] = one
      sums[place] = 0
    }
    sums[place] = (sums[place] ?? 0) + (counts[index] ?? 0)
  }
  let squares = 0
  for (let place = 0; place < known; place++) squares += (sums[place] ?? 0) * (sums[place] ?? 0)
  return Math.sqrt(squares)
}

function roomFor(size: number): Room {
  return {
    bucket: new Int32Array(size),
    weight: new Float32Array(size),
    word: new Int32Array(size),
    counts: new Float64Array(size),
    places: new Int32Array(4 * size),
    distinct: new Int32Array(size),
    sums: new Float64Array(size),
  }
}

function larger({ bucket, word, counts }: Room): Room {
  const made = roomFor(2 * bucket.length)
  made.bucket.set(bucket)
  made.word.set(word)
  made.counts.set(counts)
  return made
}
