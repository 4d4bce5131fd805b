/** Latin letters that Unicode does not take apart, as Rails writes them. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
}

/**
 * The id that GitHub gives to a field without one. Empty if the label has no Latin letter or digit.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#labels-are-too-similar
 */
export function idFromLabel(label: string): string {
  return label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðłþħı]/g, (letter) => LETTERS[letter] ?? letter)
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '')
}

/** One id for each field, in order: ids that are given stay, derived and repeated ones make room for them. */
export function uniqueIds(
  wanted: readonly { readonly given: string | undefined; readonly label: string }[],
): readonly string[] {
  const given = new Set(wanted.flatMap((field) => field.given ?? []))
  const taken = new Set<string>()
  return wanted.map((field, at) => {
    const id = field.given ?? (idFromLabel(field.label) || `field-${at + 1}`)
    const free = !taken.has(id) && (field.given !== undefined || !given.has(id))
    const unique = free ? id : firstFree(id, new Set([...taken, ...given]))
    taken.add(unique)
    return unique
  })
}

function firstFree(id: string, taken: ReadonlySet<string>): string {
  let count = 2
  while (taken.has(`${id}-${count}`)) count++
  return `${id}-${count}`
}
