const FIRST_CAPACITY = 1024
/** Above it, walks to a free place become long. */
const FULLEST = 0.8
const WORDS = 4

/**
 * Keys with a number each, in 20 bytes a key instead of the key itself: of 100,000 rows nothing more is kept. A key is
 * known again by 128 bits of it, so that two keys are never taken for one in any plan that anybody can write.
 */
export class KeyTable {
  #hashes = new Uint32Array(FIRST_CAPACITY * WORDS)
  /** One more than the number; 0: the place is free. */
  #numbers = new Uint32Array(FIRST_CAPACITY)
  #size = 0
  readonly #hash = new Uint32Array(WORDS)

  has(key: string): boolean {
    hashInto(this.#hash, key)
    return this.#numbers[this.#placeOf(this.#hash, 0)] !== 0
  }

  /** The number that the key was put in with, if it was; else it is put in now. */
  earlier(key: string, number: number): number | null {
    hashInto(this.#hash, key)
    const place = this.#placeOf(this.#hash, 0)
    const found = this.#numbers[place] ?? 0
    if (found !== 0) return found - 1
    this.#put(place, this.#hash, 0, number + 1)
    if (++this.#size > this.#numbers.length * FULLEST) this.#grow()
    return null
  }

  #placeOf(hashes: Uint32Array, at: number): number {
    const last = this.#numbers.length - 1
    let place = (hashes[at] ?? 0) & last
    while (this.#numbers[place] !== 0 && !this.#isAt(place, hashes, at)) place = (place + 1) & last
    return place
  }

  #isAt(place: number, hashes: Uint32Array, at: number): boolean {
    for (let word = 0; word < WORDS; word++) if (this.#hashes[place * WORDS + word] !== hashes[at + word]) return false
    return true
  }

  #put(place: number, hashes: Uint32Array, at: number, number: number): void {
    for (let word = 0; word < WORDS; word++) this.#hashes[place * WORDS + word] = hashes[at + word] ?? 0
    this.#numbers[place] = number
  }

  #grow(): void {
    const hashes = this.#hashes
    const numbers = this.#numbers
    this.#hashes = new Uint32Array(2 * hashes.length)
    this.#numbers = new Uint32Array(2 * numbers.length)
    for (const [place, number] of numbers.entries())
      if (number !== 0) this.#put(this.#placeOf(hashes, place * WORDS), hashes, place * WORDS, number)
  }
}

/** Four sums of the whole key, each with its own odd factor, mixed with one another at the end. */
const FACTORS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d, 0x27d4eb2f] as const

function hashInto(hash: Uint32Array, key: string): void {
  let [one, two, three, four] = FACTORS as readonly [number, number, number, number]
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at)
    one = rotated(Math.imul(one ^ code, FACTORS[0]))
    two = rotated(Math.imul(two ^ code, FACTORS[1]) + one)
    three = rotated(Math.imul(three ^ code, FACTORS[2]) + two)
    four = rotated(Math.imul(four ^ code, FACTORS[3]) + three)
  }
  hash[0] = mixed(one ^ four)
  hash[1] = mixed(two ^ key.length)
  hash[2] = mixed(three)
  hash[3] = mixed(four)
}

function rotated(word: number): number {
  return (word << 13) | (word >>> 19)
}

/** So that every bit of a word has to do with every other. */
function mixed(word: number): number {
  const half = Math.imul(word ^ (word >>> 15), FACTORS[1])
  const whole = Math.imul(half ^ (half >>> 13), FACTORS[2])
  return whole ^ (whole >>> 16)
}
