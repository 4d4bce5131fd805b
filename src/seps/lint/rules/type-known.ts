import { excerpt } from '../../../text/quote.ts'
import { setField } from '../../edit.ts'
import { SEP_TYPES } from '../../names.ts'
import { fieldOf, rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { guidelines, type Rule } from '../rule.ts'

export const typeKnown: Rule = {
  id: 'SEP014',
  name: 'type-known',
  severity: 'error',
  source: guidelines('sep-types'),
  summary: 'Type is one of the four types',
  explanation: `The type determines what a SEP needs: a conformance scenario, an extension identifier, or neither. It is Standards Track,
Informational, Process or Extensions Track. --fix writes a recognizable type the way the guidelines do.`,
  check({ sep, type }) {
    const field = fieldOf(sep, 'Type')
    if (field === null || isTemplateValue(field.value) || field.value === type) return []
    if (type === null)
      return [
        {
          at: rangeOfValue(field),
          message: `"${excerpt(field.value)}" isn't a type; use one of ${SEP_TYPES.join(', ')}`,
        },
      ]
    const message = `write the type as "${type}" and nothing else`
    return [{ at: rangeOfValue(field), severity: 'warning', message, fix: [setField(sep, 'Type', type)] }]
  },
}
