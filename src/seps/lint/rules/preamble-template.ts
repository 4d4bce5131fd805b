import { rangeOfValue } from '../../preamble.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'
import { isTemplateValue } from '../template-words.ts'

export const preambleTemplate: Rule = {
  id: 'SEP018',
  name: 'preamble-template',
  severity: 'error',
  source: TEMPLATE,
  summary: "no field of the preamble holds the template's own words",
  explanation: `The template shows what may stand in a field: the statuses, the types, YYYY-MM-DD. Put your own answer in its place; the status of a
new SEP is Draft, and its sponsor None.`,
  check: ({ sep }) =>
    sep.fields
      .filter(({ value }) => isTemplateValue(value))
      .map((field) => ({
        at: rangeOfValue(field),
        message: `${field.key} still holds the template's words; fill it in`,
      })),
}
