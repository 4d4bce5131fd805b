import { setHeading } from '../../edit.ts'
import { GENERATOR, isHeadingReadBySite } from '../../site.ts'
import type { Context } from '../context.ts'
import type { Problem, Rule } from '../rule.ts'

export const headingForm: Rule = {
  id: 'SEP006',
  name: 'heading-form',
  severity: 'error',
  source: GENERATOR,
  summary: 'the heading has the form that the site reads: `# SEP-1234: Title`, without quotation marks',
  explanation: `The site finds the title with a pattern: one #, "SEP-" in capitals with a hyphen, the number, a colon, a space. Of "# SEP 1234: Title" or an
underlined heading it makes "Untitled". It copies the title into quotation marks, so a " or a \\ in it breaks the page. --fix writes the
heading in that form.`,
  check: (context) =>
    context.sep.heading.numberText === null ? [] : [...formProblems(context), ...quoteProblems(context)],
}

function formProblems({ sep }: Context): readonly Problem[] {
  const { heading } = sep
  if (isHeadingReadBySite(sep) || heading.title.trim() === '') return []
  const start = `SEP-${heading.numberText}: `
  const isAtx = sep.text.startsWith('#', heading.lines.from)
  const fix = isAtx ? [{ range: { from: heading.range.from, to: heading.titleRange.from }, text: start }] : []
  return [
    { at: heading.range, message: `the site cannot read this heading, and shows "Untitled"; write "# ${start}…"`, fix },
  ]
}

function quoteProblems({ sep }: Context): readonly Problem[] {
  const { heading } = sep
  const mark = /["\\]/.exec(heading.title)?.[0]
  if (mark === undefined) return []
  const title = heading.title.replaceAll(/\\(?=[_*`])/g, '')
  const fix = /["\\]/.test(title) ? [] : [setHeading(sep, { title })]
  const message = `a ${mark} in the title breaks the page, because the site puts the title in quotation marks; write it without`
  return [{ at: heading.titleRange, message, fix }]
}
