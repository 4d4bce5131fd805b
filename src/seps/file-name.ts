import { slugOf } from '../text/slug.ts'

/** A SEP gets the number of its pull request; zeros are the placeholder until then. */
const PLACEHOLDER = '0000'
const MAX_SLUG = 60
const NAME = /^(\d{1,9})-([^/\\]+)\.md$/

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
  const [, numberText, slug] = NAME.exec(name) ?? []
  if (numberText === undefined || slug === undefined) return null
  return { number: Number(numberText) || null, numberText, slug }
}

/** `1234-my-title.md`, or `0000-my-title.md` without a number. */
export function sepFileName(number: number | null, title: string): string {
  return `${number ?? PLACEHOLDER}-${sepSlug(title)}.md`
}

/** A title as part of a file name. A slug stays as it is. */
export function sepSlug(title: string): string {
  return slugOf(title, MAX_SLUG) || 'untitled'
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
