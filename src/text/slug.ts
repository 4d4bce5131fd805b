/**
 * A text as part of a file's name: only lower-case ASCII letters, digits and hyphens, in whole words, at most `max`
 * characters. Empty: none of it can be written so.
 */
export function slugOf(text: string, max: number): string {
  const words = text
    .slice(0, 4 * max)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let whole = ''
  for (const word of words) {
    const longer = whole === '' ? word.slice(0, max) : `${whole}-${word}`
    if (longer.length > max) return whole
    whole = longer
  }
  return whole
}
