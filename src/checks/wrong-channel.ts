import { PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'
import { CHANNEL_OF, insteadOf, isGoverned, severityOf } from './place.ts'

/** `where` names another channel. `wrong-repo` handles other products; private matters have their own checks. */
export function wrongChannel(input: CheckInput): readonly Finding[] {
  const { draft, lines, policy, placement } = input
  const { channel, answers, alternatives } = placement.recommendation
  const chosen = CHANNEL_OF[draft.kind]
  if (channel === chosen || channel === 'elsewhere' || PRIVATE_SENSITIVITIES.includes(answers.sensitivity)) return []
  if (!isGoverned(policy, draft.repo)) return []
  // A private report by mistake harms nobody; a public one by mistake may.
  const mayFit = draft.kind === 'advisory' || alternatives.some((alternative) => alternative.channel === chosen)
  return [
    {
      check: 'wrong-channel',
      severity: mayFit ? 'warn' : severityOf(input),
      message: `${nameOf(policy, chosen)} may not be the right place for this; it looks like something for ${nameOf(policy, channel)}`,
      line: lines.title,
      fix: insteadOf(placement.recommendation),
    },
  ]
}

/** "A GitHub Issue" inside a sentence. */
function nameOf({ channels }: CheckInput['policy'], channel: keyof CheckInput['policy']['channels']): string {
  return channels[channel].title.replace(/^(A|An|The) /, (article) => article.toLowerCase())
}
