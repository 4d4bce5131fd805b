import { guidelines, type Rule, requireReason } from '../rule.ts'

export const compatibilityStated: Rule = {
  id: 'SEP032',
  name: 'compatibility-stated',
  severity: 'warning',
  source: guidelines('6-backward-compatibility'),
  summary: 'if nothing breaks, Backward Compatibility explains why',
  explanation: `A bare "None" does not show that anyone has checked. Explain why older clients and servers keep working with newer ones and vice versa,
or what breaks, how badly, and how to deal with it.`,
  check: (context) =>
    requireReason(
      context,
      'Backward Compatibility',
      'explain why nothing breaks: how does an older client or server handle the change?',
    ),
}
