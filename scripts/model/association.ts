import { CHANNELS, TYPES } from '../../src/policy/answers.ts'
import type { LabeledText } from './texts.ts'

/** Added to the count of every pair, so that a pair without texts is unlikely, not impossible. */
const SMOOTHING = 0.3

/** Returns how much more often each type occurs with each channel than by chance. The result has a row for each type. */
export function associationOf(texts: readonly Pick<LabeledText, 'type' | 'channel'>[]): Float32Array {
  const pairCounts = new Float64Array(TYPES.length * CHANNELS.length)
  const typeCounts = new Float64Array(TYPES.length)
  const channelCounts = new Float64Array(CHANNELS.length)
  for (const { type, channel } of texts) {
    const [row, column] = [TYPES.indexOf(type), CHANNELS.indexOf(channel)]
    pairCounts[row * CHANNELS.length + column] = (pairCounts[row * CHANNELS.length + column] ?? 0) + 1
    typeCounts[row] = (typeCounts[row] ?? 0) + 1
    channelCounts[column] = (channelCounts[column] ?? 0) + 1
  }
  return Float32Array.from(pairCounts, (count, index) => {
    const productOfCounts =
      ((typeCounts[Math.floor(index / CHANNELS.length)] ?? 0) + 1) * ((channelCounts[index % CHANNELS.length] ?? 0) + 1)
    return ((count + SMOOTHING) * texts.length) / productOfCounts
  })
}
