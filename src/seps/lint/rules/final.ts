import type { Context } from '../context.ts'
import { guidelines, type Rule, SINCE_CONFORMANCE } from '../rule.ts'

const SCENARIO = /^https:\/\/github\.com\/modelcontextprotocol\/conformance(?:[/#?]|$)/i
const TRACEABILITY = /\bsep-\d{1,6}\.ya?ml\b/i
const EXEMPT = /\bno observable (?:protocol )?(?:behaviou?r|change)/i

export const finalConformance: Rule = {
  id: 'SEP061',
  name: 'final-conformance',
  severity: 'error',
  source: guidelines('conformance-test-requirement'),
  since: SINCE_CONFORMANCE,
  summary: '`--final`: a Standards Track SEP links its scenario in the conformance repository',
  explanation: `A Standards Track SEP can become Final once its conformance scenario is merged, with a file sep-NNNN.yaml that maps each requirement.
Link it, or state that there is no observable protocol behavior. Only checked with --final.`,
  check(context) {
    const { facts, type, sep, sections } = context
    if (!facts.final || type !== 'Standards Track' || namesScenario(context) || EXEMPT.test(sep.text)) return []
    const at = sections.get('Reference Implementation')?.lines ?? null
    return [
      {
        at,
        message:
          'Final requires a conformance scenario; link it, or state that there is no observable protocol behavior',
      },
    ]
  },
}

/** Does it link the conformance repository, or name a traceability file? */
export function namesScenario({ links, sep }: Context): boolean {
  return links.some(({ url }) => SCENARIO.test(url)) || TRACEABILITY.test(sep.text)
}
