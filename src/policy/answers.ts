/**
 * The vocabulary that scripts rely on. A policy file says what each word means and where it leads;
 * it cannot add a word, because `--json` promises that there are no others. The model has a class for each channel and each type,
 * in this order: train it again after a change.
 */
export const CHANNELS = [
  'discord',
  'private-discord',
  'discussion',
  'issue',
  'sep',
  'pull-request',
  'decision-record',
  'security-advisory',
  'conduct',
  'docs',
  'elsewhere',
] as const
export type Channel = (typeof CHANNELS)[number]

/** What a post is about. */
export const TYPES = [
  'bug',
  'docs',
  'ci',
  'release',
  'work-item',
  'feature',
  'protocol-change',
  'process-change',
  'vulnerability',
  'conduct',
  'support',
  'roadmap',
  'announcement',
  'poll',
  'coordination',
  'onboarding',
  'feedback',
  'decision',
  'discord-outcome',
  'marketing',
  'other',
] as const
export type TopicType = (typeof TYPES)[number]

export const SENSITIVITIES = ['public', 'security', 'people', 'limited-audience'] as const
export type Sensitivity = (typeof SENSITIVITIES)[number]

export const ACTIONABILITIES = ['actionable', 'open-ended', 'ad-hoc'] as const
export type Actionability = (typeof ACTIONABILITIES)[number]

/** The four questions, in the order in which we ask them. */
export const QUESTIONS = ['type', 'sensitivity', 'actionability', 'area'] as const
export type Question = (typeof QUESTIONS)[number]

/** A complete set of answers. `area` is the id of an area in the policy. null: unknown. */
export type Answers = {
  readonly type: TopicType
  readonly sensitivity: Sensitivity
  readonly actionability: Actionability
  readonly area: string | null
}

/** Sensitivities that must never lead to a public place. */
export const PRIVATE_SENSITIVITIES: readonly Sensitivity[] = ['security', 'people']
