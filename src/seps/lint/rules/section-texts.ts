import type { RootContent } from 'mdast'
import { type Range, rangeOf } from '../../../text/markdown-tree.ts'
import { countOf } from '../../../text/quote.ts'
import { type Edit, removeBlock } from '../../edit.ts'
import { everySection, type RequiredName } from '../../sections.ts'
import type { Sep } from '../../sep.ts'
import { type Context, writtenSection } from '../context.ts'
import { authorBlocks, hasNoContent, isGuidance, proseOf, wordCount } from '../prose.ts'
import { guidelines, type Problem, type Rule, TEMPLATE_URL } from '../rule.ts'
import { isOptionalHeading, templateTextIn } from '../template-text.ts'

/** The sections that may say that there is nothing to report. */
const NONE_IS_ALLOWED = ['Backward Compatibility', 'Security Implications']

export const sectionEmpty: Rule = {
  id: 'SEP021',
  name: 'section-empty',
  severity: 'error',
  source: guidelines('sep-format'),
  summary: "no required section is empty or has only comments, TODO, or the template's text",
  explanation: `An empty section tells a reviewer less than no section. Comments, "TODO" and the template's text do not count. If there is nothing to
report, for example on security, write "none" and explain why.`,
  check: ({ sections }) =>
    [...sections].flatMap(([name, { blocks, lines, title }]) => {
      if (!hasNoContent(blocks)) return []
      const advice = NONE_IS_ALLOWED.includes(name) ? 'write it, or write "none" and explain why' : 'write it'
      return [{ range: lines, message: `"${title}" is empty; ${advice}` }]
    }),
}

export const sectionTemplate: Rule = {
  id: 'SEP022',
  name: 'section-template',
  severity: 'error',
  source: TEMPLATE_URL,
  summary: "none of the template's text is left next to your own",
  explanation: `The template's text is for authors, but readers would take it for yours. --fix removes it if the section also has text of your own,
and leaves a block that you have changed.`,
  check: ({ sep, sections }) => {
    const emptyRanges = [...sections.values()]
      .filter(({ blocks }) => hasNoContent(blocks))
      .map(({ content }) => content)
    return sep.tree.children.flatMap((block): readonly Problem[] => {
      const range = rangeOf(block)
      const template = templateTextIn(block)
      // Only the author can tell where the template's text ends and their own begins.
      if (template === 'beginning')
        return [{ range, message: "this begins with the template's text; remove that and keep your own" }]
      if (template === null) return []
      // Another rule reports sections without any other text.
      if (emptyRanges.some(({ from, to }) => from <= range.from && range.to <= to)) return []
      return [
        {
          range,
          message: "this is the template's text; replace it with your own",
          fix: [removeTemplateText(sep, range)],
        },
      ]
    })
  },
}

/**
 * Removes a text of the template, and the heading of an optional section in which nothing else is left. null: the text is a heading with
 * text of the author below it, which would become a part of the section before it.
 */
function removeTemplateText(sep: Sep, range: Range): Edit | null {
  const sections = [...everySection(sep.sections)]
  const headedSection = sections.find(({ lines }) => lines.from === sep.positions.linesOf(range).from)
  if (headedSection !== undefined)
    return headedSection.blocks.length === 0 ? removeBlock(sep, withRuleBefore(sep, range)) : null
  const innermost = sections.findLast(({ content: { from, to } }) => from <= range.from && range.to <= to)
  if (innermost === undefined || innermost.blocks.length > 1 || !isOptionalHeading(innermost.title))
    return removeBlock(sep, range)
  return removeBlock(sep, { from: innermost.lines.from, to: range.to })
}

/** The template has a horizontal rule above its optional sections. */
function withRuleBefore({ tree }: Sep, range: Range): Range {
  const previous = tree.children.findLast((block) => rangeOf(block).to <= range.from)
  return previous?.type === 'thematicBreak' ? { from: rangeOf(previous).from, to: range.to } : range
}

export const guidanceLeft: Rule = {
  id: 'SEP038',
  name: 'guidance-left',
  severity: 'warning',
  source: TEMPLATE_URL,
  summary: 'no guidance comments are left in written sections',
  explanation: `Comments that start with "mcp-comms:" help you write a section. Once the section is written, they only get in the reviewers' way;
--fix removes them there.`,
  check({ sep }) {
    const emptySections = sep.sections.filter(({ blocks }) => hasNoContent(blocks))
    const neededBlocks = new Set<RootContent>(emptySections.flatMap(({ blocks }) => blocks))
    return sep.tree.children.flatMap((block) => {
      if (!isGuidance(block) || neededBlocks.has(block)) return []
      const range = rangeOf(block)
      return [
        { range, message: 'this guidance comment is no longer needed; remove it', fix: [removeBlock(sep, range)] },
      ]
    })
  },
}

const MIN_ABSTRACT_WORDS = 40
const MAX_ABSTRACT_WORDS = 300

export const abstractLength: Rule = {
  id: 'SEP030',
  name: 'abstract-length',
  severity: 'warning',
  source: guidelines('2-abstract'),
  summary: `the abstract has about 200 words (${MIN_ABSTRACT_WORDS} to ${MAX_ABSTRACT_WORDS})`,
  explanation: `Most people read only the abstract, so it describes the problem and the change, and leaves the reasons and details to the sections
below. Code does not count.`,
  check(context) {
    const section = writtenSection(context, 'Abstract')
    if (section === undefined) return []
    const words = wordCount(section.blocks)
    if (words >= MIN_ABSTRACT_WORDS && words <= MAX_ABSTRACT_WORDS) return []
    const advice =
      words < MIN_ABSTRACT_WORDS ? 'describe the problem and the change' : 'move the details into the sections below'
    return [
      { range: section.lines, message: `the abstract has ${countOf(words, 'word')} instead of about 200; ${advice}` },
    ]
  },
}

const MIN_MOTIVATION_WORDS = 60

export const motivation: Rule = {
  id: 'SEP031',
  name: 'motivation',
  severity: 'warning',
  source: guidelines('3-motivation'),
  summary: `the motivation is substantial (at least ${MIN_MOTIVATION_WORDS} words)`,
  explanation: `SEPs without sufficient motivation may be rejected outright. Describe what people want to do, why the current protocol does not let
them, and who else has this problem, with links. Write at least a paragraph or two.`,
  check(context) {
    const section = writtenSection(context, 'Motivation')
    if (section === undefined) return []
    const words = wordCount(section.blocks)
    if (words >= MIN_MOTIVATION_WORDS) return []
    const message = `the motivation has only ${countOf(words, 'word')}; explain who needs this, and why the current protocol isn't enough`
    return [{ range: section.lines, message }]
  },
}

export const compatibilityStated: Rule = {
  id: 'SEP032',
  name: 'compatibility-stated',
  severity: 'warning',
  source: guidelines('6-backward-compatibility'),
  summary: 'if nothing breaks, Backward Compatibility explains why',
  explanation: `A bare "None" does not show that anyone has checked. Explain why older clients and servers keep working with newer ones and vice versa,
or what breaks, how badly, and how to deal with it.`,
  check: (context) =>
    reasonProblems(
      context,
      'Backward Compatibility',
      'explain why nothing breaks: how does an older client or server handle the change?',
    ),
}

export const securityStated: Rule = {
  id: 'SEP033',
  name: 'security-stated',
  severity: 'warning',
  source: guidelines('8-security-implications'),
  summary: 'if nothing can be misused, Security Implications explains why',
  explanation: `A bare "None" does not show that anyone has checked. Explain which data and permissions the change affects and why nobody can exploit
it, or what could be misused and what prevents it.`,
  check: (context) =>
    reasonProblems(
      context,
      'Security Implications',
      'explain why nothing can be misused: which data and permissions does it affect?',
    ),
}

const NONE = /^(?:there (?:is|are) )?(?:none|no|n\/?a|nothing|not)\b/i
/** The number of words in "None: only the documentation changes.", an answer that gives a reason. */
const MIN_REASON_WORDS = 5

/** Reports a section that says "none" without a reason. */
function reasonProblems({ sections }: Context, name: RequiredName, message: string): readonly Problem[] {
  const section = sections.get(name)
  if (section === undefined) return []
  const words = wordCount(section.blocks)
  const [first] = authorBlocks(section.blocks)
  if (first === undefined || words === 0 || words >= MIN_REASON_WORDS || !NONE.test(proseOf(first))) return []
  return [{ range: section.lines, message }]
}
