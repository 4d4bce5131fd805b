import { baseName, slugOf } from './file-names.ts'

/** A SEP gets the number of its pull request. Until then, its file name has zeros instead. */
const PLACEHOLDER = '0000'
const MAX_SLUG_LENGTH = 60
/** The end of the name of the draft of an issue that files a SEP. */
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

/** `1234-my-title.md`, or `0000-my-title.md` without a number. */
export function sepFileName(number: number | null, title: string): string {
  return `${number ?? PLACEHOLDER}-${sepSlug(title)}.md`
}

/** Turns a title into a part of a file name. */
export function sepSlug(title: string): string {
  return slugOf(title, MAX_SLUG_LENGTH) || 'untitled'
}

/** The path of the draft of an issue that proposes the SEP at `path`: `seps/0000-my-title.issue.md`. */
export function issueDraftPath(path: string): string {
  return path.replace(/\.md$/i, '') + ISSUE_DRAFT_ENDING
}

/** The path of the SEP that the draft of an issue files. null: it is another draft. */
export function sepPathOfIssueDraft(path: string): string | null {
  return path.endsWith(ISSUE_DRAFT_ENDING) ? `${path.slice(0, -ISSUE_DRAFT_ENDING.length)}.md` : null
}
