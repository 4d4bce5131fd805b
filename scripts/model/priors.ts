import { REPORT_CHANNELS } from '../../src/classifier/model.ts'
import { CHANNELS, type Channel } from '../../src/policy/answers.ts'
import type { LabeledText } from './texts.ts'

/**
 * The share of each public channel in what people write. We counted threads in the organization's repositories in 2026, and guessed
 * the share of what people write on Discord or elsewhere.
 */
const OBSERVED_SHARES: Readonly<Partial<Record<Channel, number>>> = {
  issue: 0.42,
  discussion: 0.17,
  sep: 0.1,
  elsewhere: 0.12,
  docs: 0.05,
  discord: 0.07,
  'pull-request': 0.05,
  'decision-record': 0.02,
}

/** An exponent of 1 would trust the counts entirely, but neither they nor the training texts are a representative sample. */
const EXPONENT = 0.5

/**
 * Returns a factor for each channel, which corrects its probability. The more common a public channel is in practice, compared with
 * its share of the training texts, the higher its factor. A private channel gets 1, because a lower factor would make more private
 * texts public.
 */
export function channelFactors(texts: readonly Pick<LabeledText, 'channel'>[]): Float32Array {
  const textsWithoutReports = texts.filter(({ channel }) => !REPORT_CHANNELS.includes(channel))
  return Float32Array.from(CHANNELS, (label) => {
    const share = textsWithoutReports.filter(({ channel }) => channel === label).length / textsWithoutReports.length
    const observed = OBSERVED_SHARES[label]
    return observed === undefined || share === 0 ? 1 : (observed / share) ** EXPONENT
  })
}
