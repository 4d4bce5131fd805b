import { sectionText } from '../../sections.ts'
import { type Context, isAboutProtocol, linksToCode, needsNoImplementation } from '../context.ts'
import { guidelines, type Rule, SINCE_CONFORMANCE } from '../rule.ts'

const UNFINISHED =
  /\b(?:TODO|TBD|WIP|in progress|not (?:yet )?(?:complete|implemented|started)|to be (?:done|implemented|added|completed|linked)|coming soon|is planned|are planned|will be (?:implemented|added|provided|linked|completed))\b/i

export const finalImplementation: Rule = {
  id: 'SEP060',
  name: 'final-implementation',
  severity: 'error',
  source: guidelines('7-reference-implementation'),
  summary: '`--final`: the reference implementation is linked and complete',
  explanation: `A SEP can become Final once its reference implementation is complete. The section "Reference Implementation" links it, and no longer
mentions work that is still to be done. Only checked with --final. Process and Informational SEPs need no implementation.`,
  check(context) {
    if (!context.facts.checksFinal || !isAboutProtocol(context)) return []
    const section = context.sections.get('Reference Implementation')
    if (section !== undefined && needsNoImplementation(context, section)) return []
    if (section === undefined || !linksToCode(context, section))
      return [{ range: section?.lines ?? null, message: 'Final requires a complete reference implementation; link it' }]
    const unfinished = UNFINISHED.exec(sectionText(context.sep, section))
    if (unfinished === null) return []
    const from = section.content.from + unfinished.index
    const range = { from, to: from + unfinished[0].length }
    return [
      { range, message: `Final requires a complete reference implementation, but the section says "${unfinished[0]}"` },
    ]
  },
}

const SCENARIO = /^https:\/\/github\.com\/modelcontextprotocol\/conformance(?:[/#?]|$)/i
const EXEMPT = /\bno observable (?:protocol )?(?:behaviou?r|change)/i

export const finalConformance: Rule = {
  id: 'SEP061',
  name: 'final-conformance',
  severity: 'error',
  source: guidelines('conformance-test-requirement'),
  since: SINCE_CONFORMANCE,
  summary: '`--final`: a Standards Track SEP links its scenario in the conformance repository',
  explanation: `A Standards Track SEP can become Final once its conformance scenario is merged, with a file sep-NNNN.yaml that maps each requirement.
Link the scenario, or state that there is no observable protocol behavior. Only checked with --final.`,
  check(context) {
    const { facts, type, sep, sections } = context
    if (!facts.checksFinal || type !== 'Standards Track' || namesScenario(context) || EXEMPT.test(sep.text)) return []
    const range = sections.get('Reference Implementation')?.lines ?? null
    return [
      {
        range,
        message:
          'Final requires a conformance scenario; link it, or state that there is no observable protocol behavior',
      },
    ]
  },
}

/** Whether a SEP links to the conformance repository, or names a traceability file. */
function namesScenario({ links, sep }: Context): boolean {
  return links.some(({ url }) => SCENARIO.test(url)) || traceabilityNumbers(sep.text).length > 0
}

export const finalNumber: Rule = {
  id: 'SEP062',
  name: 'final-number',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: '`--final`: the SEP has a number',
  explanation: `By the time a SEP becomes Final, it has a pull request and therefore a number. Put it into the file name, the heading and the PR line.
Only checked with --final.`,
  check({ facts, sep, file }) {
    if (!facts.checksFinal || sep.heading.number !== null || (file?.number ?? null) !== null) return []
    return [{ range: sep.heading.numberRange, message: 'Final requires a number; use the number of the pull request' }]
  },
}

/** The numbers in the names of the traceability files that a text mentions. */
function traceabilityNumbers(text: string): readonly number[] {
  return [...text.matchAll(/\bsep-(\d{1,6})\.ya?ml\b/gi)].map(([, digits]) => Number(digits))
}

export const finalTraceability: Rule = {
  id: 'SEP063',
  name: 'final-traceability',
  severity: 'error',
  source: guidelines('conformance-test-requirement'),
  since: SINCE_CONFORMANCE,
  summary: '`--final`: a Standards Track SEP names its traceability file, `sep-NNNN.yaml`',
  explanation: `The conformance repository has a file sep-NNNN.yaml, with the number of the SEP, that maps each MUST and SHOULD of the specification to a check
or to a reason why there is none. The sponsor compares the file with the SEP, so the SEP names the file, ideally with a link. Only
checked with --final.`,
  check(context) {
    const { facts, type, sep, file, sections } = context
    const number = file?.number ?? sep.heading.number
    // `final-conformance` checks the SEPs that name no scenario.
    if (!facts.checksFinal || type !== 'Standards Track' || number === null || !namesScenario(context)) return []
    if (traceabilityNumbers(sep.text).includes(number)) return []
    const range = sections.get('Reference Implementation')?.lines ?? null
    return [
      {
        range,
        message: `Final requires the traceability file sep-${number}.yaml in the conformance repository; name it here`,
      },
    ]
  },
}
