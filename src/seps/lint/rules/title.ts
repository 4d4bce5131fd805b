import { setHeading } from '../../edit.ts'
import { type Problem, type Rule, TEMPLATE } from '../rule.ts'

export const title: Rule = {
  id: 'SEP001',
  name: 'title',
  severity: 'error',
  source: `${TEMPLATE}#sep-number-title`,
  summary: 'the heading is `# SEP-NUMBER: Title`',
  explanation: `The site takes the title of the SEP from its heading of level 1. It has "SEP-", the number (0000 if there is none yet), a colon, and a
title that describes the change. --fix adds the number from the file name.`,
  check({ sep, file }) {
    const { heading } = sep
    if (heading.isMissing) return [{ at: null, message: 'the file has no heading; start it with "# SEP-0000: Title"' }]
    const found: Problem[] = []
    if (heading.numberText === null)
      found.push({
        at: heading.range,
        message: 'the heading has no number; write "# SEP-0000: Title"',
        fix: [heading.title === '' ? null : setHeading(sep, { number: file?.number ?? null })],
      })
    if (/^(?:\{?title\}?|your feature title)?$/i.test(heading.title.trim()))
      found.push({ at: heading.range, message: 'the title is missing; describe the change in a few words' })
    return found
  },
}
