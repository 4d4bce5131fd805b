import { setHeading } from '../../edit.ts'
import type { Found, Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

export const title: Rule = {
  id: 'SEP001',
  name: 'title',
  severity: 'error',
  source: `${TEMPLATE}#sep-number-title`,
  summary: 'the heading is `# SEP-NUMBER: Title`',
  explanation: `The first heading names the SEP, and the site takes its title from there. It begins with "SEP-", the number (0000 as long as
there is none), a colon, and then a title that says what changes. --fix adds the number that the file has.`,
  check({ sep, file }) {
    const { heading } = sep
    const found: Found[] = []
    if (heading.numberText === null)
      found.push({
        at: heading.range,
        message: 'the heading has no number; write "# SEP-0000: Title"',
        fix: [heading.title === '' ? null : setHeading(sep, { number: file?.number ?? null })],
      })
    if (/^(?:\{?title\}?|your feature title)?$/i.test(heading.title.trim()))
      found.push({ at: heading.range, message: 'there is no title yet; say in a few words what changes' })
    return found
  },
}
