import { rangeOfValue } from '../../preamble.ts'
import { GENERATOR, siteFieldOf } from '../../site.ts'
import type { Rule } from '../rule.ts'

const MARKUP = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,30});|<\/?[a-z][a-z\d]{0,20}(?:[ \t][^<>@]{0,100})?\/?>/i

export const preambleMarkup: Rule = {
  id: 'SEP047',
  name: 'preamble-markup',
  severity: 'error',
  source: GENERATOR,
  summary: 'no field of the preamble has HTML: no `&lt;`, no `<br>`',
  explanation: `The site copies the values of the preamble into a table of an MDX page, and links each @. A tag that is not closed breaks that page, and of
"&lt;ada@example.org&gt;" it makes a link to the account @example. People who read the file see the code of the entity. Write plain text: the
handle is enough, without a mail address.`,
  check: ({ sep }) =>
    sep.fields.flatMap((field) => {
      const [markup] = MARKUP.exec(field.value) ?? []
      if (markup === undefined || siteFieldOf(field) === null) return []
      return [
        { at: rangeOfValue(field), message: `${field.key} has HTML (${markup.slice(0, 40)}); write it as plain text` },
      ]
    }),
}
