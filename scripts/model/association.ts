import { LABELS } from '../../src/classifier/model.ts'
import { TYPES } from '../../src/policy/answers.ts'
import type { Labelled } from './texts.ts'

/** A pair that was never seen counts as seen this often. */
const UNSEEN = 0.3

/** How much more often than by chance type and channel go together in the texts: a row for each type. */
export function associationOf(texts: readonly Pick<Labelled, 'type' | 'channel'>[]): Float32Array {
  const pairs = new Float64Array(TYPES.length * LABELS.length)
  const types = new Float64Array(TYPES.length)
  const channels = new Float64Array(LABELS.length)
  for (const { type, channel } of texts) {
    const [row, column] = [TYPES.indexOf(type), LABELS.indexOf(channel)]
    pairs[row * LABELS.length + column] = (pairs[row * LABELS.length + column] ?? 0) + 1
    types[row] = (types[row] ?? 0) + 1
    channels[column] = (channels[column] ?? 0) + 1
  }
  return Float32Array.from(pairs, (seen, index) => {
    const byChance =
      ((types[Math.floor(index / LABELS.length)] ?? 0) + 1) * ((channels[index % LABELS.length] ?? 0) + 1)
    return ((seen + UNSEEN) * texts.length) / byChance
  })
}
