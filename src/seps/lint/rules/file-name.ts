import { sepFileName, sepSlug } from '../../../text/file-names.ts'
import { replaceLoneReturns } from '../../../text/lines.ts'
import { excerpt } from '../../../text/quote.ts'
import type { Context } from '../context.ts'
import { guidelines, type Problem, type Rule, SINCE_SEP_FILES } from '../rule.ts'

export const fileName: Rule = {
  id: 'SEP002',
  name: 'file-name',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'the file name is `NUMBER-short-title.md`, or `0000-short-title.md` without a number',
  explanation: `The site finds a SEP by its file name, and ignores other files. Start with 0000; once the pull request is open, rename the file to its
number.`,
  check({ facts, file }) {
    const { fileName: name } = facts
    if (name === null || file !== null) return []
    return [
      {
        range: null,
        message: `"${excerpt(name)}" isn't a valid file name for a SEP, so the site ignores it; rename it to ${suggestName(name)}`,
      },
    ]
  },
}

/** The file name to suggest, such as `1234-title.md` instead of `sep-1234-title.md`. */
function suggestName(name: string): string {
  const [, number, title = ''] = /^(?:sep)?[-_ #]{0,3}(\d{1,9})?[-_ ]{0,3}(.*?)(?:\.[a-z]{1,10})?$/i.exec(name) ?? []
  return title === '' ? '0000-short-title.md' : sepFileName(number === undefined ? null : Number(number) || null, title)
}

/** Allows capital letters, because SEPs with acronyms in capitals were accepted. */
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i

export const slug: Rule = {
  id: 'SEP003',
  name: 'slug',
  severity: 'warning',
  source: guidelines('step-by-step-process'),
  since: SINCE_SEP_FILES,
  summary: 'after the number, the file name has words joined by single hyphens',
  explanation: `The file name becomes part of the URL of the SEP's page, which people type and compare. Use letters, digits and single
hyphens. Rename the file with git mv.`,
  check({ file }) {
    if (file === null) return []
    if (file.slug === 'your-feature-title')
      return [
        { range: null, message: 'the file name is still the example from the guidelines; describe the change in it' },
      ]
    if (SLUG.test(file.slug)) return []
    const wanted = sepFileName(file.number, sepSlug(file.slug))
    return [
      {
        range: null,
        message: `"${file.slug}" in the file name: use letters, digits and single hyphens, as in ${wanted}`,
      },
    ]
  },
}

/** From the first to the last carriage return that no line feed follows. */
const LONE_RETURNS = /\r(?!\n)(?:[\s\S]*\r(?!\n))?/

export const lineEndings: Rule = {
  id: 'SEP048',
  name: 'line-endings',
  severity: 'error',
  source: 'https://git-scm.com/docs/gitattributes#_end_of_line_conversion',
  summary: 'each line ends with a line feed',
  explanation: `Some old editors end lines with a carriage return alone. To git, such lines are a single one: each change replaces the whole text,
and nobody can comment on a line in the pull request. --fix writes line feeds, and keeps Windows line endings.`,
  check({ sep: { text } }) {
    const span = LONE_RETURNS.exec(text)
    if (span === null) return []
    const [lines] = span
    const range = { from: span.index, to: span.index + lines.length }
    const fix = [{ range, text: replaceLoneReturns(lines) }]
    return [
      {
        range: { from: range.from, to: range.from + 1 },
        message: 'this line ends with a carriage return, which git does not take for the end of a line; use line feeds',
        fix,
      },
    ]
  },
}

export const oneSep: Rule = {
  id: 'SEP045',
  name: 'one-sep',
  severity: 'error',
  source: guidelines('step-by-step-process'),
  summary: 'there is only one SEP in a file and, with `--changed-since`, in a pull request',
  explanation: `A SEP has the number of its pull request, so two SEPs in one pull request would have the same number, and two in one file would share one page.
Give each its own file and its own pull request. With --changed-since, the SEPs that are new since that revision are counted.`,
  check: (context) => [...headingProblems(context), ...newSepProblems(context)],
}

function headingProblems({ sep }: Context): readonly Problem[] {
  return sep.otherHeadings.map(({ range }) => ({
    range,
    message: 'a second SEP starts here; put each SEP into its own file',
  }))
}

function newSepProblems({ facts }: Context): readonly Problem[] {
  const { fileName: ownName, newSeps } = facts
  if (newSeps === null || ownName === null || !newSeps.includes(ownName)) return []
  const others = newSeps.filter((name) => name !== ownName)
  if (others.length === 0) return []
  return [
    {
      range: null,
      message: `other new SEPs: ${excerpt(others.join(', '))}; open a separate pull request for each SEP`,
    },
  ]
}
