import { everyNode } from '../../../text/markdown-tree.ts'
import { REQUIRED, type RequiredName } from '../../sections.ts'
import { type Context, isAboutProtocol } from '../context.ts'
import { guidelines, type Rule } from '../rule.ts'

/** The sections that a SEP may leave out if it changes no program. */
const FOR_PROGRAMS: readonly RequiredName[] = ['Backward Compatibility', 'Reference Implementation']

export const sectionMissing: Rule = {
  id: 'SEP020',
  name: 'section-missing',
  severity: 'error',
  source: guidelines('sep-format'),
  summary:
    'it has Abstract, Motivation, Specification, Rationale, Backward Compatibility, Security Implications and Reference Implementation',
  explanation: `Reviewers expect the same seven sections in every SEP. If one does not apply, keep it and explain why in a sentence. For Process and
Informational SEPs, a missing Backward Compatibility or Reference Implementation is only a warning.`,
  check: (context) => {
    const inHtml = headingsInHtml(context)
    return REQUIRED.filter((name) => !context.sections.has(name)).map((name) => ({
      at: null,
      message: inHtml.includes(name)
        ? `the heading "${name}" is HTML, which the site does not read as a heading; write "## ${name}"`
        : `missing section "${name}"; ${ADVICE[name]}`,
      ...(isOptional(name, context) ? { severity: 'warning' } : {}),
    }))
  },
}

const HTML_HEADING = /<h[1-6]>([^<]{1,100})<\/h[1-6]>/gi

function headingsInHtml({ sep }: Context): readonly string[] {
  return [...everyNode(sep.tree)].flatMap((node) =>
    node.type === 'html' ? [...node.value.matchAll(HTML_HEADING)].map(([, title = '']) => title.trim()) : [],
  )
}

const ADVICE: Readonly<Record<RequiredName, string>> = {
  Abstract: 'summarize the proposal in about 200 words',
  Motivation: "explain why the current protocol isn't enough",
  Specification: 'describe the change in enough detail to implement it',
  Rationale: 'explain the design, and which alternatives you considered',
  'Backward Compatibility': 'describe what breaks, or that nothing does',
  'Security Implications': 'describe what could be misused, or why nothing can',
  'Reference Implementation': 'link a prototype that others can run',
}

function isOptional(name: RequiredName, context: Context): boolean {
  return FOR_PROGRAMS.includes(name) && !isAboutProtocol(context)
}
