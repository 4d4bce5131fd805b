import type { Section } from '../../sep.ts'
import type { Context } from '../context.ts'
import { isAboutProtocol } from '../context.ts'
import { runningText } from '../prose.ts'
import type { Problem, Rule } from '../rule.ts'

const LOWER = /\b(?:must|should|shall)(?:[ \t]+not)?\b/g
const UPPER = /\b(?:MUST|SHOULD|SHALL|MAY|REQUIRED|RECOMMENDED|OPTIONAL)\b/

export const normativeCase: Rule = {
  id: 'SEP034',
  name: 'normative-case',
  severity: 'warning',
  source: 'https://www.rfc-editor.org/rfc/rfc8174#section-2',
  summary: 'requirements in Specification use MUST, SHOULD and SHALL in capitals',
  explanation: `These words are requirements only in capitals, and each requirement later needs a conformance check or an exclusion. Write MUST or
SHOULD for a requirement, and another word (has to, can, is) otherwise. Code, headings and quotations are not checked, nor are Process and
Informational SEPs that use no capitals.`,
  check(context) {
    const section = context.sections.get('Specification')
    if (section === undefined || !isNormative(context, section)) return []
    return [...runningText(section.blocks)].flatMap((range) => lowerCaseIn(context, range.from, range.to))
  },
}

function isNormative(context: Context, section: Section): boolean {
  if (isAboutProtocol(context)) return true
  const { text } = context.sep
  return [...runningText(section.blocks)].some(({ from, to }) => UPPER.test(text.slice(from, to)))
}

function lowerCaseIn({ sep }: Context, from: number, to: number): readonly Problem[] {
  return [...sep.text.slice(from, to).matchAll(LOWER)].map(({ index, 0: word }) => ({
    at: { from: from + index, to: from + index + word.length },
    message: `"${word}" in Specification: write ${word.toUpperCase()}, or use another word`,
  }))
}
