import { guidelines, type Rule, requireReason } from '../rule.ts'

export const securityStated: Rule = {
  id: 'SEP033',
  name: 'security-stated',
  severity: 'warning',
  source: guidelines('8-security-implications'),
  summary: 'if nothing can be misused, Security Implications explains why',
  explanation: `A bare "None" does not show that anyone has checked. Explain which data and permissions the change affects and why nobody can exploit
it, or what could be misused and what prevents it.`,
  check: (context) =>
    requireReason(
      context,
      'Security Implications',
      'explain why nothing can be misused: which data and permissions does it affect?',
    ),
}
