import type { Channel } from './answers.ts'
import type { Policy } from './schema.ts'

/**
 * When a text belongs to the first of two channels, and when to the second, each as the end of "if …". null: the policy does
 * not say.
 */
export function whatDecides(
  { channels, pairs }: Pick<Policy, 'channels' | 'pairs'>,
  first: Channel,
  second: Channel,
): readonly [first: string, second: string] | null {
  for (const { channels: pair, fits } of pairs) {
    if (pair[0] === first && pair[1] === second) return fits
    if (pair[0] === second && pair[1] === first) return [fits[1], fits[0]]
  }
  const [ofFirst, ofSecond] = [channels[first].fits, channels[second].fits]
  return ofFirst === undefined || ofSecond === undefined ? null : [ofFirst, ofSecond]
}
