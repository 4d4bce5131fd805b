/** The fields of the template, in its order, and those that SEPs have besides: seps/TEMPLATE.md of the specification repository. */
export const PREAMBLE_KEYS = [
  'Status',
  'Type',
  'Created',
  'Accepted',
  'Author(s)',
  'Sponsor',
  'Working Group',
  'Extension Identifier',
  'PR',
  'Issue',
  'Supersedes',
] as const

const OTHER_NAMES: Readonly<Record<string, string>> = {
  author: 'author(s)',
  authors: 'author(s)',
  'pull request': 'pr',
  'working group(s)': 'working group',
}
const KNOWN = PREAMBLE_KEYS.map(normalKey)

/** Keys that are the same in this are the same key. */
export function normalKey(key: string): string {
  const plain = key.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  return OTHER_NAMES[plain] ?? plain
}

export function isKnownKey(key: string): boolean {
  return KNOWN.includes(normalKey(key))
}

/** The place of a key in the template; unknown ones come last. */
export function rankOf(key: string): number {
  const rank = KNOWN.indexOf(normalKey(key))
  return rank < 0 ? KNOWN.length : rank
}
