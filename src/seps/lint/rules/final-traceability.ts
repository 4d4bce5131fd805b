import { guidelines, type Rule, SINCE_CONFORMANCE } from '../rule.ts'
import { namesScenario } from './final.ts'

const FILE = /\bsep-(\d{1,6})\.ya?ml\b/gi

export const finalTraceability: Rule = {
  id: 'SEP063',
  name: 'final-traceability',
  severity: 'error',
  source: guidelines('conformance-test-requirement'),
  since: SINCE_CONFORMANCE,
  summary: '`--final`: a Standards Track SEP names its traceability file, `sep-NNNN.yaml`',
  explanation: `The conformance repository has a file sep-NNNN.yaml, with the number of the SEP, that maps each MUST and SHOULD of the specification to a check
or to a reason why there is none. The sponsor compares the two, so the SEP names the file, best with its link. Only checked with --final.`,
  check(context) {
    const { facts, type, sep, file, sections } = context
    const number = file?.number ?? sep.heading.number
    // Without any scenario, another rule reports that.
    if (!facts.final || type !== 'Standards Track' || number === null || !namesScenario(context)) return []
    const named = [...sep.text.matchAll(FILE)].map(([, digits]) => Number(digits))
    if (named.includes(number)) return []
    const at = sections.get('Reference Implementation')?.lines ?? null
    return [
      {
        at,
        message: `Final requires the traceability file sep-${number}.yaml in the conformance repository; name it here`,
      },
    ]
  },
}
