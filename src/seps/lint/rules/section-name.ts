import { renameSection } from '../../edit.ts'
import type { Rule } from '../rule.ts'
import { TEMPLATE } from '../sources.ts'

export const sectionName: Rule = {
  id: 'SEP024',
  name: 'section-name',
  severity: 'warning',
  source: TEMPLATE,
  summary: 'the sections are called as the template calls them',
  explanation: `"Backwards Compatibility" and "Security Considerations" are understood, but the same name in each SEP is found by searching, and links
to it work. --fix writes the template's name.`,
  check: ({ sep, sections }) =>
    [...sections]
      .filter(([name, { title }]) => title !== name)
      .map(([name, section]) => ({
        at: section.lines,
        message: `"${section.title}" is called "${name}" in the template`,
        fix: [renameSection(sep, section, name)],
      })),
}
