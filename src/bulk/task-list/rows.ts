import { hashOf } from '../../system/hash.ts'
import { hasNonAsciiLetters, slugOf } from '../../text/file-names.ts'
import { issueRef, MAX_TITLE_LENGTH } from '../../text/github-names.ts'
import type { Task, TaskList } from './tasks.ts'

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

/** @param mask hides secrets in a title, because its key may stay in the plan after the person has removed the secret from the title */
export function rowsOf(
  { open, done }: Pick<TaskList, 'open' | 'done'>,
  origin: Origin,
  mask: (title: string) => string = (title) => title,
): readonly TaskRow[] {
  const nameFor = (task: Task) => mask(nameOf(task, origin))
  const keys = new Map<Task, string>()
  const used = new Map<string, number>()
  const repeated = repeatedKeys([...open.map(nameFor), ...done.map(mask)].map(keyOf))
  return open.map((task) => {
    const reuse = existingIssue(task, origin)
    const name = nameFor(task)
    const key = uniqueKey(repeated.has(keyOf(name)) ? keyInPath(name, task.path) : keyOf(name), used)
    keys.set(task, key)
    const parent = task.parent === null ? null : (keys.get(task.parent) ?? null)
    return reuse === null ? { key, parent, ...postOf(task, origin) } : { key, parent, reuse }
  })
}

/** The text for the key of a task. */
function nameOf(task: Task, origin: Origin): string {
  const reuse = existingIssue(task, origin)
  return reuse === null ? task.title : repoAndNumber(reuse)
}

/** The keys that occur more than once. */
function repeatedKeys(keys: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const key of keys) {
    if (seen.has(key)) repeated.add(key)
    seen.add(key)
  }
  return repeated
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
 * Adds a number to a key that an earlier task has. That task has the same title, and the same headings and tasks around it.
 * @param used the keys in use, each with the last number that was added to it
 */
function uniqueKey(base: string, used: Map<string, number>): string {
  const lastNumber = used.get(base)
  if (lastNumber === undefined) {
    used.set(base, 1)
    return base
  }
  let number = lastNumber + 1
  while (used.has(`${base}-${number}`)) number++
  used.set(base, number)
  used.set(`${base}-${number}`, 1)
  return `${base}-${number}`
}

const HASH_LENGTH = 8

/** A key made from a text. It ends with a hash if it does not contain the whole text. */
function keyOf(text: string): string {
  const slug = slugOf(text, MAX_SLUG_LENGTH)
  const isCut = slug !== slugOf(text, text.length)
  const needsHash = slug === '' || isCut || hasNonAsciiLetters(text)
  return joinKey(slug, needsHash ? hashOf(text.normalize('NFC')) : '')
}

/**
 * The key of a task whose name is repeated in the list. It ends with a hash of the task's place in the list. A number would change if
 * an earlier task is added or done and the plan is made again, and one task would then get the key of another.
 */
function keyInPath(name: string, path: readonly string[]): string {
  return joinKey(slugOf(name, MAX_SLUG_LENGTH), hashOf([...path, name].map((title) => title.normalize('NFC'))))
}

/** A key that is only digits, or has no words, gets a prefix, because a person would take digits for an issue number. */
function joinKey(slug: string, hash: string): string {
  return [/^\d*$/.test(slug) ? 'item' : '', slug, hash.slice(0, HASH_LENGTH)].filter((part) => part !== '').join('-')
}
