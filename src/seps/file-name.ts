import { slugOf } from '../text/slug.ts'

/** A SEP's number is that of its pull request; until there is one, its place is held by zeros. */
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
 * A SEP's file by its name, without folders. null: no SEP is called so.
 * https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process
 */
export function parseSepFileName(name: string): SepFileName | null {
  const [, numberText, slug] = NAME.exec(name) ?? []
  if (numberText === undefined || slug === undefined) return null
  return { number: Number(numberText) || null, numberText, slug }
}

/** `1234-my-title.md`, or `0000-my-title.md` as long as there is no number. */
export function sepFileName(number: number | null, title: string): string {
  return `${number ?? PLACEHOLDER}-${sepSlug(title)}.md`
}

/** A title as it stands in a SEP's file name; a slug stays as it is. */
export function sepSlug(title: string): string {
  return slugOf(title, MAX_SLUG) || 'untitled'
}
