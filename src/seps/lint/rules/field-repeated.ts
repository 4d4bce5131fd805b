import { normalKey } from '../../preamble.ts'
import type { Field } from '../../sep.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

export const fieldRepeated: Rule = {
  id: 'SEP009',
  name: 'field-repeated',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'each field stands in the preamble once',
  explanation: `Where a field stands twice, tools read one of them and people the other. Keep the line in the list under the heading, and take the
other one out.`,
  check({ sep }) {
    const seen = new Map<string, Field>()
    return sep.fields.flatMap((field) => {
      const key = normalKey(field.key)
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, field)
        return []
      }
      const differs = first.value === field.value ? '' : ', and says something else'
      return [{ at: field.lines, message: `${field.key} stands in line ${first.line} already${differs}` }]
    })
  },
}
