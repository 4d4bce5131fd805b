import { slugOf } from '../text/file-names.ts'
import type { Kind } from './draft.ts'

/** File systems allow 255 bytes; a name should also be readable. */
const MAX_TITLE_LENGTH = 60
const MAX_REPO_LENGTH = 40

/** A name for a new draft's file: lower-case ASCII letters, digits and hyphens, and `.md`. It cannot point to another folder. */
export function draftFileName(kind: Kind, repo: string | null, title: string, now: Date): string {
  const name = repo?.split('/').at(-1) ?? ''
  const parts = [now.toISOString().slice(0, 10), kind, slugOf(name, MAX_REPO_LENGTH), slugOf(title, MAX_TITLE_LENGTH)]
  return `${parts.filter((part) => part !== '').join('-')}.md`
}
