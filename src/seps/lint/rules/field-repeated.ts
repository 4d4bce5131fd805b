import { normalKey } from '../../preamble.ts'
import type { Field } from '../../sep.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const fieldRepeated: Rule = {
  id: 'SEP009',
  name: 'field-repeated',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'each field occurs only once in the preamble',
  explanation: `If a field occurs twice, tools may read one and people the other. Keep the line in the list under the heading, and remove the other
one.`,
  check({ sep }) {
    const seen = new Map<string, Field>()
    const hasList = sep.fields.some(({ place }) => place === 'list')
    return sep.fields.flatMap((field) => {
      // Another rule reports a second preamble in a table.
      if (hasList && field.place === 'table') return []
      const key = normalKey(field.key)
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, field)
        return []
      }
      const differs = first.value === field.value ? '' : ', with a different value'
      return [{ at: field.lines, message: `${field.key} is already in line ${first.line}${differs}` }]
    })
  },
}
