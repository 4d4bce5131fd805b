import { excerpt } from '../../../text/quote.ts'
import { renameSection } from '../../edit.ts'
import type { RequiredName } from '../../sections.ts'
import { type Rule, TEMPLATE } from '../rule.ts'

/** Names of the section, none of which says more than the template's. A number or other capitals do no harm. */
function isAnotherName(name: RequiredName, title: string): boolean {
  // Another rule is stricter about the Abstract.
  if (name === 'Abstract') return false
  const plain = title.replace(/^[\d.]{1,6}[ \t]+/, '').toLowerCase()
  return plain !== name.toLowerCase() && !/\b(?:and|or|&)\b/.test(plain)
}

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
      .filter(([name, { title }]) => isAnotherName(name, title))
      .map(([name, section]) => ({
        at: section.lines,
        message: `"${excerpt(section.title)}" is called "${name}" in the template`,
        fix: [renameSection(sep, section, name)],
      })),
}
