import { rangeOfValue } from '../../preamble.ts'
import { isTemplateValue } from '../prose.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const preambleTemplate: Rule = {
  id: 'SEP018',
  name: 'preamble-template',
  severity: 'error',
  source: TEMPLATE,
  summary: "no field of the preamble still has the template's text",
  explanation: `The template shows the possible values of a field: the statuses, the types, YYYY-MM-DD. Replace them with your own value; a new SEP has
the status Draft and the sponsor None.`,
  check: ({ sep }) =>
    sep.fields
      .filter(({ value }) => isTemplateValue(value))
      .map((field) => ({
        at: rangeOfValue(field),
        message: `${field.key} still has the template's text; replace it`,
      })),
}
