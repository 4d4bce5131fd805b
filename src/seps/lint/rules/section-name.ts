import { excerpt } from '../../../text/quote.ts'
import { renameSection } from '../../edit.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

export const sectionName: Rule = {
  id: 'SEP024',
  name: 'section-name',
  severity: 'warning',
  source: TEMPLATE,
  summary: "the sections have the template's names",
  explanation: `"Backwards Compatibility" and "Security Considerations" are understood, but with the same name in every SEP people can search for a
section and link to it. --fix writes the template's name.`,
  check: ({ sep, sections }) =>
    [...sections]
      .filter(([name, { title }]) => title !== name)
      .map(([name, section]) => ({
        at: section.lines,
        message: `"${excerpt(section.title)}" is called "${name}" in the template`,
        fix: [renameSection(sep, section, name)],
      })),
}
