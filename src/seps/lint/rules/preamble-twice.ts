import { isKnownKey } from '../../preamble.ts'
import { GENERATOR } from '../../site.ts'
import type { Rule } from '../rule.ts'

export const preambleTwice: Rule = {
  id: 'SEP008',
  name: 'preamble-twice',
  severity: 'warning',
  source: GENERATOR,
  summary: 'there is no second preamble in a table',
  explanation: `The site reads only the list under the heading. A table that has the same fields again is not on the page, and sooner or later says
something else than the list. Move what only the table has into the list, and remove the table.`,
  check({ sep }) {
    const known = sep.fields.filter(({ key }) => isKnownKey(key))
    const rows = known.filter(({ place }) => place === 'table')
    const [first] = rows
    const last = rows.at(-1)
    if (first === undefined || last === undefined || !known.some(({ place }) => place === 'list')) return []
    const at = { from: first.lines.from, to: last.lines.to }
    return [{ at, message: 'this table is a second preamble, which the site ignores; keep only the list' }]
  },
}
