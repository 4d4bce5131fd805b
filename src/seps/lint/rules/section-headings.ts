import { rangeOf } from '../../../text/markdown-tree.ts'
import { excerpt } from '../../../text/quote.ts'
import { type Edit, hasOnlyTitle, renameSection } from '../../edit.ts'
import { headingLikeLines, plainTitle, REQUIRED_SECTIONS, type RequiredName, requiredNameOf } from '../../sections.ts'
import type { Section } from '../../sep.ts'
import { bodyStart, GENERATOR_URL } from '../../site.ts'
import { type Context, isAboutProtocol } from '../context.ts'
import { guidelines, type Rule, TEMPLATE_URL } from '../rule.ts'

/** In a Process or Informational SEP, it is only a warning if one of these sections is missing. */
const OPTIONAL_SECTIONS: readonly RequiredName[] = ['Backward Compatibility', 'Reference Implementation']

export const sectionMissing: Rule = {
  id: 'SEP020',
  name: 'section-missing',
  severity: 'error',
  source: guidelines('sep-format'),
  summary:
    'the SEP has Abstract, Motivation, Specification, Rationale, Backward Compatibility, Security Implications and Reference Implementation',
  explanation: `Reviewers expect the same seven sections in every SEP. If one does not apply, keep it and explain why in a sentence. For Process and
Informational SEPs, a missing Backward Compatibility or Reference Implementation is only a warning. --fix turns a line in bold,
or one without a space after #, into a heading if it has the name of a missing section.`,
  check: (context) => {
    const linesLikeHeadings = headingLikeLines(context.sep)
    return REQUIRED_SECTIONS.filter((name) => !context.sections.has(name)).map((name) => {
      const headingLike = linesLikeHeadings.find((line) => isClearlyNamed(name, line.title))
      return {
        range: headingLike?.range ?? null,
        message:
          headingLike === undefined
            ? `missing section "${name}"; ${ADVICE[name]}`
            : `this line is not a heading, because ${headingLike.because}; write "## ${name}"`,
        fix: headingLike?.canReplace === true ? [{ range: headingLike.range, text: `## ${name}` }] : [],
        ...(isOptional(name, context) ? { severity: 'warning' } : {}),
      }
    })
  },
}

/** Other names of a section that nobody gives to anything else. A bold "Overview" may stand in any section. */
const CLEAR_NAMES = /^(?:backwards compatibility|security considerations)$/

function isClearlyNamed(name: RequiredName, title: string): boolean {
  const plain = plainTitle(title)
  return plain === name.toLowerCase() || (CLEAR_NAMES.test(plain) && requiredNameOf({ title }) === name)
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
  return OPTIONAL_SECTIONS.includes(name) && !isAboutProtocol(context)
}

/** The guidelines list these two in the opposite order, so both orders are fine. */
const EITHER_ORDER: readonly RequiredName[] = ['Security Implications', 'Reference Implementation']

export const sectionOrder: Rule = {
  id: 'SEP023',
  name: 'section-order',
  severity: 'warning',
  source: TEMPLATE_URL,
  summary: 'the sections are in the order of the template',
  explanation: `People who read many SEPs expect each section in its place. The order is Abstract, Motivation, Specification, Rationale, Backward
Compatibility, Security Implications, Reference Implementation; the last two may be swapped. You may add your own sections anywhere.`,
  check({ sep, sections }) {
    const topLevel = [...sections].filter(([, section]) => sep.sections.includes(section))
    const inTextOrder = topLevel.toSorted(([, a], [, b]) => a.lines.from - b.lines.from)
    return inTextOrder.flatMap(([name, section], index) => {
      const [, preceding] = inTextOrder.slice(0, index).find(([other]) => rank(other) > rank(name)) ?? []
      if (preceding === undefined) return []
      return [{ range: section.lines, message: `"${section.title}" comes before "${preceding.title}" in the template` }]
    })
  },
}

function rank(name: RequiredName): number {
  return EITHER_ORDER.includes(name) ? REQUIRED_SECTIONS.length : REQUIRED_SECTIONS.indexOf(name)
}

/**
 * Whether the title is just another name for a section of the template. A title such as "Rationale and Alternatives" says more.
 * Ignores case, and a number before the title.
 */
function isAnotherName(name: RequiredName, title: string): boolean {
  // Another rule is stricter about the Abstract.
  if (name === 'Abstract') return false
  const plain = plainTitle(title)
  return plain !== name.toLowerCase() && !/\band\b/.test(plain)
}

export const sectionName: Rule = {
  id: 'SEP024',
  name: 'section-name',
  severity: 'warning',
  source: TEMPLATE_URL,
  summary: "the sections have the template's names",
  explanation: `"Backwards Compatibility" and "Security Considerations" are understood, but with the same name in every SEP people can search for a
section and link to it. --fix writes the template's name.`,
  check: ({ sep, sections }) =>
    [...sections]
      .filter(([name, { title }]) => isAnotherName(name, title))
      .map(([name, section]) => ({
        range: section.lines,
        message: `"${excerpt(section.title)}" is called "${name}" in the template`,
        // A section inside another section may be a part of it, such as a numbered part, so its title stays.
        fix: sep.sections.includes(section) ? [renameSection(sep, section, name)] : [],
      })),
}

export const sectionLevel: Rule = {
  id: 'SEP025',
  name: 'section-level',
  severity: 'warning',
  source: TEMPLATE_URL,
  summary: 'required sections have headings of level 2: `## Abstract`',
  explanation: `The site builds the page's outline from the headings. A required section with a lower heading is hidden inside another section, and one
with a higher heading looks like a separate document. Use two # for it, and three for its subsections.`,
  check: ({ sep, sections }) =>
    [...sections]
      .filter(([, { level }]) => level !== 2)
      .map(([name, section]) => {
        const { level, title, lines } = section
        const from = startOfMarks(sep, section)
        const isPartOfAnother = !sep.sections.includes(section) && isAnotherName(name, title)
        // If the section has subsections, they would need another level too.
        const isSimple = section.sections.length === 0 && !isPartOfAnother && !isBeforeSubsection(sep, section)
        return {
          range: lines,
          message: `"${excerpt(title)}" has a heading of level ${level}; required sections have level 2`,
          fix: isSimple && from !== null ? [{ range: { from, to: from + level }, text: '##' }] : [],
        }
      }),
}

/** Whether the next heading has a level below 2. On level 2, this section would take in that subsection of another section. */
function isBeforeSubsection({ tree }: Context['sep'], { content }: Section): boolean {
  const next = tree.children.find((node) => node.type === 'heading' && rangeOf(node).from >= content.to)
  return next?.type === 'heading' && next.depth > 2
}

/** The offset of the `#` before the title. null: the heading is underlined. */
function startOfMarks({ text }: Context['sep'], { lines }: Section): number | null {
  const indent = /^ {0,3}(?=#)/.exec(text.slice(lines.from, lines.to))?.[0]
  return indent === undefined ? null : lines.from + indent.length
}

export const sectionRepeated: Rule = {
  id: 'SEP026',
  name: 'section-repeated',
  severity: 'error',
  source: TEMPLATE_URL,
  summary: 'no required section occurs twice with the same title',
  explanation: `If two sections have the same name, readers and tools find only the first. Merge them, or rename the second.`,
  check: ({ sep, sections }) =>
    sep.sections.flatMap((section) => {
      const name = requiredNameOf(section)
      const first = name === null ? undefined : sections.get(name)
      if (first === undefined || first === section || first.title !== section.title) return []
      return [{ range: section.lines, message: `"${first.title}" is already on line ${first.line}` }]
    }),
}

export const abstractHeading: Rule = {
  id: 'SEP027',
  name: 'abstract-heading',
  severity: 'error',
  source: GENERATOR_URL,
  summary: 'the heading of the abstract is exactly `## Abstract`, and the page begins there',
  explanation: `The page shows everything from the first "## Abstract" in the file. With "## 1. Abstract", "## Summary" or bold marks, the site does not find it,
and the page repeats the heading and the preamble. If the same words occur earlier, for example in code, the page begins there. --fix
writes the heading.`,
  check(context) {
    const section = context.sections.get('Abstract')
    if (section === undefined) return []
    const start = bodyStart(context.sep)
    if (start === null)
      return [
        {
          range: section.lines,
          message: 'write exactly "## Abstract"; without it, the page repeats the heading and the preamble',
          fix: [renameToAbstract(context, section)],
        },
      ]
    // The site also takes "### Abstract"; another rule reports the level.
    if (section.lines.from <= start && start < section.lines.to) return []
    const range = { from: start, to: start + 1 }
    return [
      {
        range,
        message: `the page begins at this "## Abstract", not at the section on line ${section.line}; change one of the two`,
      },
    ]
  },
}

function renameToAbstract({ sep }: Context, section: Section): Edit | null {
  const { level, lines } = section
  const line = sep.text.slice(lines.from, lines.to).trimEnd()
  const indent = line.length - line.trimStart().length
  // If the level of this heading changed, the levels of its subsections would have to change too.
  if (level !== 2 || !line.startsWith('#', indent) || !hasOnlyTitle(sep, section)) return null
  return { range: { from: lines.from + indent, to: lines.from + line.length }, text: '## Abstract' }
}

export const headingLevels: Rule = {
  id: 'SEP035',
  name: 'heading-levels',
  severity: 'warning',
  source: 'https://www.w3.org/WAI/tutorials/page-structure/headings/#heading-ranks',
  summary: 'no heading skips a level',
  explanation: `The page's outline and screen readers depend on the levels. After ##, a deeper heading has ###, and never ####.`,
  check({ sep, sections }) {
    const headings = sep.tree.children.filter((node) => node.type === 'heading')
    const requiredLines = [...sections.values()].map(({ lines }) => lines.from)
    return headings.flatMap((heading, index) => {
      const previous = headings[index - 1]
      if (previous === undefined || heading.depth <= previous.depth + 1) return []
      // Another rule reports the level of a required section.
      if (requiredLines.includes(sep.positions.linesOf(rangeOf(heading)).from)) return []
      const wanted = '#'.repeat(previous.depth + 1)
      return [
        {
          range: rangeOf(heading),
          message: `heading of level ${heading.depth} after one of level ${previous.depth}; use ${wanted}`,
        },
      ]
    })
  },
}
