import type { Context } from '../context.ts'
import { isAboutProtocol } from '../context.ts'
import { REQUIRED, type RequiredName } from '../required.ts'
import type { Rule } from '../rule.ts'
import { guidelines } from '../sources.ts'

/** What the template lets a SEP leave out that changes no program. */
const FOR_PROGRAMS: readonly RequiredName[] = ['Backward Compatibility', 'Reference Implementation']

export const sectionMissing: Rule = {
  id: 'SEP020',
  name: 'section-missing',
  severity: 'error',
  source: guidelines('sep-format'),
  summary:
    'there are Abstract, Motivation, Specification, Rationale, Backward Compatibility, Security Implications and Reference Implementation',
  explanation: `Reviewers look for the same seven sections in each SEP. One that does not apply is there too, and says in a sentence why not. Only a
Process or Informational SEP is merely warned about Backward Compatibility and Reference Implementation.`,
  check: (context) =>
    REQUIRED.filter((name) => !context.sections.has(name)).map((name) => ({
      at: null,
      message: `there is no section "${name}"; ${ADVICE[name]}`,
      ...(isLighter(name, context) ? { severity: 'warning' } : {}),
    })),
}

const ADVICE: Readonly<Record<RequiredName, string>> = {
  Abstract: 'sum the proposal up in some 200 words',
  Motivation: 'say why the protocol as it is does not do',
  Specification: 'say what changes, so that others can build it',
  Rationale: 'say why it is done so, and what else was thought of',
  'Backward Compatibility': 'say what breaks, or that nothing does',
  'Security Implications': 'say what could be misused, or why nothing can',
  'Reference Implementation': 'link a prototype that can be run',
}

function isLighter(name: RequiredName, context: Context): boolean {
  return FOR_PROGRAMS.includes(name) && !isAboutProtocol(context)
}
