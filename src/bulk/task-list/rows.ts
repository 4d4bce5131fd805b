import { issueRef } from '../../drafts/draft.ts'
import { hashOf } from '../../system/hash.ts'
import { MAX_TITLE_LENGTH } from '../../text/github-names.ts'
import { hasNonAsciiLetters, slugOf } from '../../text/slug.ts'
import type { Task } from './tasks.ts'

export type Origin = {
  /** The address of the task list on GitHub. null: the list is a file. */
  readonly url: string | null
  /** The repository that `#12` refers to. null: not known yet. */
  readonly repo: string | null
  /** The server, such as https://github.com */
  readonly server: string
}

/** The row of a plan for one task. `parent` is the key of another row. */
export type TaskRow = { readonly key: string; readonly parent: string | null } & (
  | { readonly title: string; readonly body: string }
  /** An existing issue: its address, or `#12` if the repository is not known yet. */
  | { readonly reuse: string }
)

const MAX_SLUG_LENGTH = 50

export function rowsOf(tasks: readonly Task[], origin: Origin): readonly TaskRow[] {
  const keys = new Map<Task, string>()
  const used = new Map<string, number>()
  return tasks.map((task) => {
    const reuse = existingIssue(task, origin)
    const key = uniqueKey(reuse === null ? task.title : repoAndNumber(reuse), used)
    keys.set(task, key)
    const parent = task.parent === null ? null : (keys.get(task.parent) ?? null)
    return reuse === null ? { key, parent, ...postOf(task, origin) } : { key, parent, reuse }
  })
}

function postOf(task: Task, { url }: Origin): { title: string; body: string } {
  const title = shortTitle(task.title)
  const isWhole = title === task.title && !task.hasHiddenAddress
  const parts = [isWhole ? '' : task.titleMarkdown, task.notes, url === null ? '' : `From: ${url}`]
  return { title, body: parts.filter((part) => part !== '').join('\n\n') }
}

/** Shortens a long title, between words if possible. */
function shortTitle(title: string): string {
  const characters = [...title]
  if (characters.length <= MAX_TITLE_LENGTH) return title
  const start = characters.slice(0, MAX_TITLE_LENGTH - 1).join('')
  const end = characters[MAX_TITLE_LENGTH - 1] === ' ' ? start.length : start.lastIndexOf(' ')
  return `${(end < 1 ? start : start.slice(0, end)).trimEnd()}…`
}

/** The issue, in the form of `reuse`, if the task consists only of a reference to it. null: the task has other words, or links elsewhere. */
function existingIssue({ title, link }: Task, { repo, server }: Origin): string | null {
  const isElsewhere = link !== null && !link.toLowerCase().startsWith(`${server.toLowerCase()}/`)
  const reference = link ?? (title.includes('#') ? title : '')
  const ref = isElsewhere ? null : issueRef(reference, repo ?? '')
  if (ref === null) return null
  return ref.repo === '' ? `#${ref.number}` : `${server}/${ref.repo}/issues/${ref.number}`
}

/** The text for the key of an existing issue. A key made from its address could lose the number at the end. */
function repoAndNumber(reuse: string): string {
  const { repo, number } = issueRef(reuse, '') ?? { repo: '', number: 0 }
  return `${repo.slice(repo.indexOf('/') + 1)} ${number}`
}

/**
 * Makes a key from a text. If a part of the text is not in the key, adds a hash. A number for each further text with the same key would
 * change if a task before it is done or added, and the plan would be made again.
 */
function uniqueKey(text: string, used: Map<string, number>): string {
  const base = keyOf(text)
  for (let count = (used.get(base) ?? 0) + 1; ; count++) {
    used.set(base, count)
    const key = count === 1 ? base : `${base}-${count}`
    if (count === 1) return key
    if (used.has(key)) continue
    used.set(key, 1)
    return key
  }
}

const HASH_LENGTH = 8

/** A key that is empty or only digits gets a prefix, because `parent` would take digits for an issue number. */
function keyOf(text: string): string {
  const slug = slugOf(text, MAX_SLUG_LENGTH)
  const isCut = slug !== slugOf(text, text.length)
  const hash =
    slug === '' || isCut || hasNonAsciiLetters(text) ? hashOf(text.normalize('NFC')).slice(0, HASH_LENGTH) : ''
  return [/^\d*$/.test(slug) ? 'item' : '', slug, hash].filter((part) => part !== '').join('-')
}
