import { rangeOf } from '../../../text/markdown-tree.ts'
import { setHeading, setReference } from '../../edit.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { headingLikeLines } from '../../sections.ts'
import type { Sep } from '../../sep.ts'
import { GENERATOR_URL, isHeadingReadBySite } from '../../site.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, PULL_REQUEST_PREFIX, type Rule, SINCE_SEP_FILES, TEMPLATE_URL } from '../rule.ts'

/** Matches a title that begins with a number that we do not recognize, because it is in bold, in a link, or after an emoji. */
const STARTS_WITH_UNREAD_NUMBER = /^[^\p{L}\p{N}]{0,10}(?:SEP|(?:\w{1,20} )?enhancement proposal)[^\p{L}\p{N}]{0,6}\d/iu
/** Matches a title without any words, and one that may already have a number somewhere. */
const LACKS_SIMPLE_TITLE = /^$|\bSEP[^\p{L}\p{N}]{0,6}\d|\benhancement proposal\b.{0,6}\d/iu

export const title: Rule = {
  id: 'SEP001',
  name: 'title',
  severity: 'error',
  source: `${TEMPLATE_URL}#sep-number-title`,
  summary: 'the heading is `# SEP-NUMBER: Title`',
  explanation: `The site takes the title of the SEP from its heading of level 1. It has "SEP-", the number (0000 if there is none yet), a colon, and a
title that describes the change. --fix adds the number from the file name, or 0000. It
also turns a first line in bold, or one without a space after #, into the heading.`,
  check({ sep, file }) {
    const { heading } = sep
    if (heading.isMissing) return [missingHeading(sep)]
    const problems: Problem[] = []
    if (heading.numberText === null)
      problems.push({
        range: heading.range,
        message: STARTS_WITH_UNREAD_NUMBER.test(heading.title)
          ? 'the site cannot read the number of this heading; write "# SEP-0000: Title" without other marks around the number'
          : 'the heading has no number; write "# SEP-0000: Title"',
        fix: [LACKS_SIMPLE_TITLE.test(heading.title) ? null : setHeading(sep, { number: file?.number ?? null })],
      })
    if (/^(?:\{?title\}?|your feature title)?$/i.test(heading.title.trim()))
      problems.push({ range: heading.range, message: 'the title is missing; describe the change in a few words' })
    return problems
  },
}

const NUMBER_AND_TITLE = /^SEP\b.{1,12}?[:：\s]\s*\S/i

/** Says why there is no heading, if a line or a code block looks like one. */
function missingHeading(sep: Sep): Problem {
  const [firstHeading] = sep.sections
  const candidate = headingLikeLines(sep).find(({ title }) => NUMBER_AND_TITLE.test(title))
  if (candidate !== undefined && (firstHeading === undefined || candidate.range.from < firstHeading.lines.from))
    return {
      range: candidate.range,
      message: `this line is not a heading, because ${candidate.because}; write "# SEP-0000: Title"`,
      fix: candidate.canReplace ? [{ range: candidate.range, text: `# ${candidate.title}` }] : [],
    }
  const code = sep.tree.children.find((node) => node.type === 'code' && /^# SEP\b/m.test(node.value))
  if (code !== undefined && firstHeading === undefined)
    return {
      range: rangeOf(code),
      message:
        'the whole SEP is in a code block; remove the fences around it, and any text that is not part of the SEP',
    }
  return { range: null, message: 'the file has no heading of level 1; start it with "# SEP-0000: Title"' }
}

export const numberAgrees: Rule = {
  id: 'SEP004',
  name: 'number-agrees',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  since: SINCE_SEP_FILES,
  summary: 'file name, heading and PR line have the same number',
  explanation: `A SEP has the number of its pull request. If the file name, the heading and the PR line differ, readers and tools end up at the wrong
pull request. Use the pull request's number in all three; --fix corrects the heading, unless the PR line has
a placeholder, or its number differs from that of the file name.`,
  check: (context) => [...headingNumberProblems(context), ...pullRequestNumberProblems(context)],
}

function headingNumberProblems({ sep, file, pullRequest }: Context): readonly Problem[] {
  const { heading } = sep
  const fileNumber = file?.number ?? null
  if (fileNumber === null || heading.number === null || heading.number === fileNumber) return []
  const isFileRight = pullRequest === null || pullRequest.number === fileNumber
  return [
    {
      range: heading.numberRange,
      message: `the heading says ${heading.number}, but the file name says ${fileNumber}`,
      fix: [isFileRight ? setHeading(sep, { number: fileNumber }) : null],
    },
  ]
}

function pullRequestNumberProblems({ sep, file, pullRequest }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'PR')
  const number = file?.number ?? sep.heading.number
  const fieldNumber = pullRequest?.number ?? null
  if (field === null || number === null || fieldNumber === null || fieldNumber === number) return []
  const where = file?.number === number ? 'the file name' : 'the heading'
  return [
    {
      range: rangeOfValue(field),
      message: `PR says ${fieldNumber}, but ${where} says ${number}; a SEP has the number of its pull request`,
    },
  ]
}

export const numberPending: Rule = {
  id: 'SEP005',
  name: 'number-pending',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'no `0000` or `{NUMBER}` is left once the number is known',
  explanation: `0000 and {NUMBER} are placeholders until the pull request is open. Once the file name or the PR line has the number, use it in the
heading, the file name and the PR line; --fix writes it into the text.`,
  check: (context) => [
    ...headingPlaceholderProblems(context),
    ...fileNamePlaceholderProblems(context),
    ...pullRequestPlaceholderProblems(context),
  ],
}

function knownNumber({ file, pullRequest }: Context): number | null {
  return file?.number ?? pullRequest?.number ?? null
}

function headingPlaceholderProblems(context: Context): readonly Problem[] {
  const { heading } = context.sep
  const number = knownNumber(context)
  if (heading.numberText === null || heading.number !== null || number === null) return []
  const message = `the heading still says ${heading.numberText}, but the number is ${number}`
  return [{ range: heading.numberRange, message, fix: [setHeading(context.sep, { number })] }]
}

function fileNamePlaceholderProblems({ sep, file, pullRequest }: Context): readonly Problem[] {
  const number = pullRequest?.number ?? sep.heading.number
  if (file === null || file.number !== null || number === null) return []
  return [
    {
      range: null,
      message: `the file name still starts with ${file.numberText}; rename it to ${number}-${file.slug}.md`,
    },
  ]
}

function pullRequestPlaceholderProblems({ sep, file, pullRequest }: Context): readonly Problem[] {
  const field = fieldOf(sep, 'PR')
  if (field === null || pullRequest?.form !== 'placeholder') return []
  const number = pullRequest.number ?? file?.number ?? sep.heading.number
  if (number === null) return []
  const message = `PR still contains the placeholder; write ${PULL_REQUEST_PREFIX}${number}`
  return [{ range: rangeOfValue(field), message, fix: [setReference(sep, 'PR', `${PULL_REQUEST_PREFIX}${number}`)] }]
}

export const headingForm: Rule = {
  id: 'SEP006',
  name: 'heading-form',
  severity: 'error',
  source: GENERATOR_URL,
  summary: 'the heading has the form that the site reads: `# SEP-1234: Title`, without quotation marks',
  explanation: `The site finds the title with a pattern: one #, "SEP-" in capitals with a hyphen, the number, a colon, a space. For "# SEP 1234: Title", an
underlined heading or one of another level, it shows "Untitled". It copies the title into quotation marks, so a " or a \\ in it breaks the page. --fix writes a
heading that begins with # in that form.`,
  check: (context) =>
    context.sep.heading.numberText === null ? [] : [...formProblems(context), ...quoteProblems(context)],
}

function formProblems({ sep }: Context): readonly Problem[] {
  const { heading } = sep
  if (isHeadingReadBySite(sep) || heading.title.trim() === '') return []
  // The site finds XXXX, NNNN and TBD only in capitals.
  const numberText = heading.numberText?.startsWith('{') ? heading.numberText : heading.numberText?.toUpperCase()
  const start = `SEP-${numberText}: `
  const isAtx = sep.text.startsWith('#', heading.lines.from)
  const fix = isAtx ? [{ range: { from: heading.lines.from, to: heading.titleRange.from }, text: `# ${start}` }] : []
  return [
    {
      range: heading.range,
      message: `the site cannot read this heading, and shows "Untitled"; write "# ${start}…"`,
      fix,
    },
  ]
}

function quoteProblems({ sep }: Context): readonly Problem[] {
  const { heading } = sep
  const mark = /["\\]/.exec(heading.title)?.[0]
  if (mark === undefined) return []
  const plainTitle = heading.title.replaceAll(/\\(?=[_*`])/g, '')
  const fix = /["\\]/.test(plainTitle) ? [] : [setHeading(sep, { title: plainTitle })]
  const message = `a ${mark} in the title breaks the page, because the site puts the title in quotation marks; remove it`
  return [{ range: heading.titleRange, message, fix }]
}
