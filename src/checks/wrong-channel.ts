import { PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { CHANNEL_OF, insteadOf, isGoverned, severityOf } from './place.ts'

/** Another channel than `where` names. Another product is the matter of `wrong-repo`, a private one that of its own checks. */
export function wrongChannel(input: CheckInput): readonly Finding[] {
  const { draft, lines, policy, placement } = input
  const { channel, answers, alternatives } = placement.recommendation
  const chosen = CHANNEL_OF[draft.kind]
  if (channel === chosen || channel === 'elsewhere' || PRIVATE_SENSITIVITIES.includes(answers.sensitivity)) return []
  if (!isGoverned(policy, draft.repo)) return []
  // What is reported in private by mistake harms nobody; what is kept from it may.
  const mayFit = draft.kind === 'advisory' || alternatives.some((alternative) => alternative.channel === chosen)
  return [
    {
      check: 'wrong-channel',
      severity: mayFit ? 'warn' : severityOf(input),
      message: `${nameOf(policy, chosen)} may not be the place for this; it reads like something for ${nameOf(policy, channel)}`,
      line: lines.title,
      fix: insteadOf(placement.recommendation),
    },
  ]
}

/** "A GitHub Issue" inside a sentence. */
function nameOf({ channels }: CheckInput['policy'], channel: keyof CheckInput['policy']['channels']): string {
  return channels[channel].title.replace(/^(A|An|The) /, (article) => article.toLowerCase())
}
