import { withoutReason } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const compatibilityStated: Rule = {
  id: 'SEP032',
  name: 'compatibility-stated',
  severity: 'warning',
  source: guidelines('6-backward-compatibility'),
  summary: 'where nothing breaks, Backward Compatibility says why not',
  explanation: `A bare "None" leaves open whether somebody has looked. Say why older clients and servers go on working with newer ones, and the other
way round; or what breaks, how badly, and how to deal with it.`,
  check: (context) =>
    withoutReason(
      context,
      'Backward Compatibility',
      'say why nothing breaks: what does an older client or server make of it?',
    ),
}
