import { LABELS, PRIVATE_LABELS } from '../../src/classifier/model.ts'
import type { Channel } from '../../src/policy/answers.ts'
import type { Labelled } from './texts.ts'

/**
 * About how often people write for each public channel. Counted in the threads of the organisation's repositories in 2026, with
 * a guess for what is said on Discord and what never gets a thread.
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

/** 1 would trust the counts entirely. Neither they nor the training texts are a representative sample. */
const EXPONENT = 0.5

/**
 * How much likelier each public channel is in reality than among the training texts. The private ones stay as they are: a prior that
 * makes them rarer would let more of what is private through.
 */
export function priorsOf(texts: readonly Pick<Labelled, 'channel'>[]): Float32Array {
  const open = texts.filter(({ channel }) => !PRIVATE_LABELS.includes(channel))
  return Float32Array.from(LABELS, (label) => {
    const share = open.filter(({ channel }) => channel === label).length / open.length
    const observed = OBSERVED_SHARES[label]
    return observed === undefined || share === 0 ? 1 : (observed / share) ** EXPONENT
  })
}
