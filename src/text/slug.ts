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

/** Longer names are cut anyway. */
const MAX_LENGTH = 300

/**
 * Writes a text in Latin letters, whatever script it is in, for names that people have to type: "Иконки" to "Ikonki". Loads
 * the tables, half a megabyte, only for a text that has other letters.
 */
export async function transliterate(text: string): Promise<string> {
  const start = text.slice(0, MAX_LENGTH).normalize('NFC')
  if (!hasOtherLetters(start)) return text
  const { default: anyAscii } = await import('any-ascii')
  // An apostrophe replaces a letter here, and each Chinese character becomes a syllable with a capital.
  return anyAscii(start)
    .replaceAll(/['`’]/g, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
}

/** Accents do not count, because they can be removed. */
function hasOtherLetters(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text.normalize('NFKD').replaceAll(/[^\p{L}]/gu, ''))
}
