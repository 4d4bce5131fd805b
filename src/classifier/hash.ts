/** Features are numbered by a hash of this many bits; so few collide that it costs nothing. */
export const HASH_BITS = 18

const PRIME = 0x01000193
const BASIS = 0x811c9dc5

/** FNV-1a over UTF-16 units of a part of a text, going on from an earlier hash. No string is made for it. */
export function hash(text: string, before: number = BASIS, from = 0, to: number = text.length): number {
  let value = before
  for (let index = from; index < to; index++) value = Math.imul(value ^ text.charCodeAt(index), PRIME)
  return value
}

/** The number of the feature with this hash. */
export function bucketOf(hashed: number): number {
  return (hashed ^ (hashed >>> 15)) & ((1 << HASH_BITS) - 1)
}
