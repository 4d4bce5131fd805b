import { withoutReason } from '../prose.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

export const securityStated: Rule = {
  id: 'SEP033',
  name: 'security-stated',
  severity: 'warning',
  source: guidelines('8-security-implications'),
  summary: 'where nothing can be misused, Security Implications says why not',
  explanation: `A bare "None" leaves open whether somebody has looked. Say which data and rights the change touches, and why nobody gains anything by
it; or what could be misused, and what stops it.`,
  check: (context) =>
    withoutReason(
      context,
      'Security Implications',
      'say why nothing can be misused: which data and rights does it touch?',
    ),
}
