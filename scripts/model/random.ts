/**
 * The indexes of texts in a random order, which is the same on every machine. Only its own fingerprint and the seed decide the place of
 * a text, so a few new texts do not change the order of the others.
 */
export function randomOrder(fingerprints: Int32Array, seed: number): Int32Array {
  const places = fingerprints.map((fingerprint) => mix(fingerprint ^ mix(seed)))
  const order = Int32Array.from(fingerprints.keys())
  return order.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b)
}

/** A number for a list of numbers. Different lists hardly ever have the same one. */
export function fingerprintOf(numbers: Iterable<number>): number {
  let mixed = 0
  for (const number of numbers) mixed = mix(mixed ^ number)
  return mixed
}

/** One step of the random number generator mulberry32. */
function mix(state: number): number {
  const next = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(next ^ (next >>> 15), 1 | next)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return (mixed ^ (mixed >>> 14)) | 0
}
