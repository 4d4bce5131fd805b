import { type Answers, type Channel, TYPES } from '../answers.ts'
import { LABELS, labelIndex } from './labels.ts'
import type { Way } from './ways.ts'

/** What the two classifiers say of a text, and how types and channels go together. */
export type Beliefs = {
  readonly channel: Float64Array
  readonly type: Float64Array
  readonly association: Float32Array
}
export type Decoded = { readonly answers: Answers; readonly channel: Channel; readonly score: number }

/** A private Discord channel is hardly ever what a text means by itself. */
const RARELY_PRIVATE = 0.02
const LEAST = 1e-9

/**
 * The channels that can be meant, likeliest first, each with the answers that lead there. Answers and channel are found
 * together, along the ways that the policy has, so they never contradict.
 */
export function decode(beliefs: Beliefs, ways: readonly Way[]): readonly Decoded[] {
  const byChannel = new Map<Channel, { answers: Answers; best: number; total: number }>()
  for (const { type, channel, answers } of ways) {
    const weight = typeWeight(beliefs, type, channel)
    const known = byChannel.get(channel)
    if (known === undefined) byChannel.set(channel, { answers, best: weight, total: weight })
    else {
      known.total += weight
      if (weight > known.best) Object.assign(known, { answers, best: weight })
    }
  }
  return [...byChannel]
    .map(([channel, { answers, total }]) => ({
      answers,
      channel,
      score: Math.log(channelProbability(beliefs.channel, channel) + LEAST) + Math.log(total + LEAST),
    }))
    .sort((a, b) => b.score - a.score)
}

/**
 * How likely the type is and how well it goes with the channel. The square root lets the type's own classifier count
 * half as much as that of the channel; that was chosen by cross-validation.
 */
function typeWeight({ type: types, association }: Beliefs, type: Answers['type'], channel: Channel): number {
  const row = TYPES.indexOf(type)
  const together = association[row * LABELS.length + columnOf(channel)] ?? 0
  return Math.sqrt((types[row] ?? 0) * together + LEAST)
}

function channelProbability(probabilities: Float64Array, channel: Channel): number {
  const probability = probabilities[columnOf(channel)] ?? 0
  return channel === 'private-discord' ? RARELY_PRIVATE * probability : probability
}

function columnOf(channel: Channel): number {
  return labelIndex(channel === 'private-discord' ? 'discord' : channel)
}
