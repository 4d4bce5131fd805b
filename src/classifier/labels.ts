import type { Channel } from '../policy/answers.ts'

/** The channels that training texts are labelled with, in the order of the model's classes. */
export const LABELS = [
  'discord',
  'discussion',
  'issue',
  'sep',
  'pull-request',
  'decision-record',
  'security-advisory',
  'conduct',
  'docs',
  'elsewhere',
] as const satisfies readonly Channel[]

/** Labels that stand for something that must not be public. */
export const PRIVATE_LABELS: readonly Channel[] = ['security-advisory', 'conduct']

/** The model's class for a channel, or -1: a private Discord channel is never a label. */
export function labelIndex(channel: Channel): number {
  const labels: readonly Channel[] = LABELS
  return labels.indexOf(channel)
}
