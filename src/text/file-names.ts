/**
 * Turns a text into a part of a file's name: only lower-case ASCII letters, digits and hyphens, at most `max` characters. Keeps
 * whole words; only the first word is cut if it is too long. Returns an empty text if no character can be kept.
 */
export function slugOf(text: string, max: number): string {
  const words = text
    .slice(0, 4 * max)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, max) : `${slug}-${word}`
    if (longer.length > max) return slug
    slug = longer
  }
  return slug
}

/** The rest is not needed, because a file name has far fewer characters. */
const MAX_TRANSLITERATED_LENGTH = 300

/**
 * Writes a text in Latin letters, whatever script it is in, for names that people have to type: "Иконки" becomes "Ikonki".
 * Loads the tables (half a megabyte) only for a text with other letters.
 */
export async function transliterate(text: string): Promise<string> {
  const start = text.slice(0, MAX_TRANSLITERATED_LENGTH).normalize('NFC')
  if (!hasNonAsciiLetters(start)) return text
  const { default: anyAscii } = await import('any-ascii')
  // The tables write some letters as apostrophes, and each Chinese character as a syllable with a capital letter. We remove
  // the apostrophes, and put hyphens between the syllables.
  return anyAscii(start)
    .replaceAll(/['`’]/g, '')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
}

/** Whether a text has letters that `slugOf` leaves out: any letters but ASCII letters with or without accents. */
export function hasNonAsciiLetters(text: string): boolean {
  return /[^\p{ASCII}]/u.test(text.normalize('NFKD').replaceAll(/[^\p{L}]/gu, ''))
}

/** The name of a file without its folders. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** The folder of a file, with a separator at the end. Empty if the path has no folder. */
export function folderPrefixOf(path: string): string {
  return path.slice(0, path.length - baseName(path).length)
}

/** The folder of a file, without a separator at the end. `.`: the path has no folder. */
export function folderOf(path: string): string {
  return folderPrefixOf(path).replace(/(?<=.)[/\\]$/, '') || '.'
}

/** A SEP gets the number of its pull request. Until then, its file name has zeros instead. */
const NO_NUMBER = '0000'
const MAX_SEP_SLUG_LENGTH = 60
/** The ending of the file name of an issue draft if the issue files a SEP. */
export const ISSUE_DRAFT_ENDING = '.issue.md'
const SEP_FILE_NAME = /^(\d{1,9})-([^/\\]+)(?<!\.issue)\.md$/

export type SepFileName = {
  /** null: not known yet, as in `0000-slug.md`. */
  readonly number: number | null
  readonly numberText: string
  readonly slug: string
}

/**
 * Parses the name of a SEP's file, without folders. null: not the name of a SEP.
 * https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process
 */
export function parseSepFileName(name: string): SepFileName | null {
  const [, numberText, slug] = SEP_FILE_NAME.exec(name) ?? []
  if (numberText === undefined || slug === undefined) return null
  return { number: Number(numberText) || null, numberText, slug }
}

/** The number in the name of a SEP's file; null: it has none, or the file is not a SEP. */
export function numberInPath(path: string): number | null {
  return parseSepFileName(baseName(path))?.number ?? null
}

/** The first path with this number; undefined: there is none. */
export function pathWithNumber(paths: readonly string[], number: number): string | undefined {
  return paths.find((path) => numberInPath(path) === number)
}

/** `1234-my-title.md`, or `0000-my-title.md` without a number. */
export function sepFileName(number: number | null, title: string): string {
  return `${number ?? NO_NUMBER}-${sepSlug(title)}.md`
}

/** Turns a title into a part of a file name. */
export function sepSlug(title: string): string {
  return slugOf(title, MAX_SEP_SLUG_LENGTH) || 'untitled'
}

/** The path of the draft of an issue that proposes the SEP at `path`: `seps/0000-my-title.issue.md`. */
export function issueDraftPath(path: string): string {
  return path.replace(/\.md$/i, '') + ISSUE_DRAFT_ENDING
}

/** The path of the SEP that the issue of a draft files. null: the draft is not for such an issue. */
export function sepPathOfIssueDraft(path: string): string | null {
  return path.endsWith(ISSUE_DRAFT_ENDING) ? `${path.slice(0, -ISSUE_DRAFT_ENDING.length)}.md` : null
}
