import { UsageError } from '../../../errors.ts'
import { nearestWord } from '../../../text/nearest.ts'

/** The names that `--field` has for the sections of the template. */
export const SECTIONS: Readonly<Record<string, string>> = {
  abstract: 'Abstract',
  motivation: 'Motivation',
  specification: 'Specification',
  rationale: 'Rationale',
  compatibility: 'Backward Compatibility',
  security: 'Security Implications',
  implementation: 'Reference Implementation',
}

/** @throws UsageError that names the nearest section and all there are. */
export function sectionFor(name: string): string {
  const key = name.toLowerCase()
  const title = Object.values(SECTIONS).find((section) => section.toLowerCase() === key)
  const found = Object.hasOwn(SECTIONS, key) ? SECTIONS[key] : title
  if (found !== undefined) return found
  const names = Object.keys(SECTIONS)
  throw new UsageError(
    `--field ${name}: there is no such section. Did you mean ${nearestWord(key, names)}?\nSections: ${names.join(', ')}`,
  )
}
