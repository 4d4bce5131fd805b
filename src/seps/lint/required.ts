import type { Section } from '../sep.ts'

/** The sections of the template, in its order. */
export const REQUIRED = [
  'Abstract',
  'Motivation',
  'Specification',
  'Rationale',
  'Backward Compatibility',
  'Security Implications',
  'Reference Implementation',
] as const
export type RequiredName = (typeof REQUIRED)[number]

/** What authors call them besides. The rules read such a section, and one of them says how the template calls it. */
const OTHER_NAMES: Readonly<Record<RequiredName, RegExp>> = {
  Abstract: /^(?:summary|overview)$/,
  Motivation: /^motivations?$/,
  Specification: /^(?:specifications?|technical specification|specification changes?|proposed specification)$/,
  Rationale: /^(?:rationales?|design rationale|rationale and alternatives)$/,
  'Backward Compatibility': /^backwards?[- ]compatibility(?: considerations?)?$|^breaking changes?$|^compatibility$/,
  'Security Implications':
    /^security(?: implications?| considerations?)?$|^security and privacy(?: implications?| considerations?)?$/,
  'Reference Implementation': /^(?:(?:reference|prototype) implementations?|prototype|implementation)$/,
}

/** Numbered headings are the same: `8. Security Considerations`. */
export function requiredNameOf({ title }: Section): RequiredName | null {
  const plain = title
    .replace(/^[\d.]{1,6}[ \t]+/, '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()
  return REQUIRED.find((name) => name.toLowerCase() === plain || OTHER_NAMES[name].test(plain)) ?? null
}

export type RequiredSections = ReadonlyMap<RequiredName, Section>

/** Each by its first heading, the highest level first: a subsection of that name stands in for it. */
export function requiredSections(sections: readonly Section[]): RequiredSections {
  const found = new Map<RequiredName, Section>()
  let level = sections
  while (level.length > 0) {
    for (const section of level) {
      const name = requiredNameOf(section)
      if (name !== null && !found.has(name)) found.set(name, section)
    }
    level = level.flatMap((section) => section.sections)
  }
  return found
}
