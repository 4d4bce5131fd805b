import type { SepEntry } from './catalogue.ts'
import { STAGE_NAMES, type StageName } from './life-cycle.ts'
import type { SepType } from './names.ts'
import type { Person } from './people.ts'

export type Sort = 'number' | 'updated' | 'created' | 'status' | 'title'

/** What a SEP must be to be shown; what is not given does not matter. */
export type Filters = {
  readonly stages?: readonly StageName[]
  readonly type?: SepType
  readonly author?: string
  /** `none`: nobody. */
  readonly sponsor?: string
  readonly group?: string
  /** Words that all stand in its title or text. */
  readonly text?: string
}

export function select(entries: readonly SepEntry[], filters: Filters): readonly SepEntry[] {
  const { stages, type, author, sponsor, group, text } = filters
  return entries.filter(
    (entry) =>
      (stages === undefined || (entry.stage !== null && stages.includes(entry.stage))) &&
      (type === undefined || entry.type === type) &&
      (author === undefined || hasAuthor(entry, author)) &&
      (sponsor === undefined || hasSponsor(entry, sponsor)) &&
      (group === undefined || has(entry.group, group)) &&
      (text === undefined || hasWords(entry, text)),
  )
}

/** Newest first; where two are the same, and where it is not known, by number. */
export function sorted(entries: readonly SepEntry[], sort: Sort): readonly SepEntry[] {
  const byNumber = (a: SepEntry, b: SepEntry) => (b.number ?? Infinity) - (a.number ?? Infinity) || 0
  return entries.toSorted((a, b) => COMPARE[sort](a, b) || byNumber(a, b))
}

const COMPARE: Readonly<Record<Sort, (a: SepEntry, b: SepEntry) => number>> = {
  number: () => 0,
  updated: (a, b) => updatedOf(b) - updatedOf(a),
  created: (a, b) => createdOf(b).localeCompare(createdOf(a)),
  status: (a, b) => rankOf(a) - rankOf(b),
  title: (a, b) => a.title.localeCompare(b.title, 'en'),
}

function updatedOf({ pullRequest }: SepEntry): number {
  return pullRequest?.updatedAt.getTime() ?? 0
}

function createdOf({ created, pullRequest }: SepEntry): string {
  return created ?? pullRequest?.createdAt.toISOString() ?? ''
}

function rankOf({ stage }: SepEntry): number {
  return stage === null ? STAGE_NAMES.length : STAGE_NAMES.indexOf(stage)
}

function hasAuthor({ authors, pullRequest }: SepEntry, wanted: string): boolean {
  return authors.some((person) => isPerson(person, wanted)) || isLogin(pullRequest?.author ?? null, wanted)
}

function hasSponsor({ sponsors }: SepEntry, wanted: string): boolean {
  return wanted.toLowerCase() === 'none' ? sponsors.length === 0 : sponsors.some((person) => isPerson(person, wanted))
}

function isPerson({ name, login }: Person, wanted: string): boolean {
  return isLogin(login, wanted) || (!wanted.startsWith('@') && has(name, wanted))
}

function isLogin(login: string | null, wanted: string): boolean {
  return login !== null && login.toLowerCase() === wanted.replace(/^@/, '').toLowerCase()
}

function has(text: string | null, part: string): boolean {
  return text?.toLowerCase().includes(part.toLowerCase()) === true
}

function hasWords({ title, file }: SepEntry, words: string): boolean {
  const text = `${title}\n${file.text ?? ''}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
