import type { Kind } from './draft.ts'

/** File systems allow 255 bytes; a name should also be readable. */
const MAX_TITLE = 60
const MAX_REPO = 40

/** A name for a new draft's file. Only lower-case ASCII letters, digits and hyphens: nothing of it can lead elsewhere. */
export function draftFileName(kind: Kind, repo: string | null, title: string, now: Date): string {
  const name = repo?.split('/').at(-1) ?? ''
  const parts = [now.toISOString().slice(0, 10), kind, slug(name, MAX_REPO), slug(title, MAX_TITLE)]
  return `${parts.filter((part) => part !== '').join('-')}.md`
}

function slug(text: string, max: number): string {
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
