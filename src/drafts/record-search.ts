import { isSameRepo } from '../text/repo-name.ts'

/** The parts of a record that a search reads. */
export type SearchableRecord = {
  /** owner/name */
  readonly repo: string
  readonly title: string
  readonly body: string
  readonly createdAt: Date
  readonly category: string | null
}

/** All given filters must match. */
export type RecordFilters = {
  /** Words that all occur in the title or the text. */
  readonly text?: string
  /** The names of a group; one of them must occur. */
  readonly group?: readonly string[]
  /** The first and the last day, as 2026-11-24. */
  readonly since?: string
  readonly until?: string
  readonly about?: Subject
}

/** An issue, a pull request, a discussion or a SEP. A SEP has the number of its pull request. */
export type Subject = { readonly repo: string; readonly number: number }

const NAMED = /^(?:(?<repo>[\w.-]+\/[\w.-]+)?#|SEP-?)?0*(?<number>[1-9]\d{0,8})$/i
const ADDRESS =
  /^https?:\/\/[^/\s]+\/(?<repo>[\w.-]+\/[\w.-]+)\/(?:issues|pull|discussions)\/(?<number>[1-9]\d{0,8})(?:[/?#]\S*)?$/

/** `#12`, `12`, `SEP-12`, `owner/name#12`, or an address; a bare number is one of `repo`. null: it is none of these. */
export function subjectIn(text: string, repo: string): Subject | null {
  const found = (NAMED.exec(text.trim()) ?? ADDRESS.exec(text.trim()))?.groups
  return found === undefined ? null : { repo: found['repo'] ?? repo, number: Number(found['number']) }
}

export function filterRecords<R extends SearchableRecord>(records: readonly R[], filters: RecordFilters): readonly R[] {
  const { text, group, since, until, about } = filters
  return records.filter((record) => {
    const day = record.createdAt.toISOString().slice(0, 10)
    return (
      (since === undefined || day >= since) &&
      (until === undefined || day <= until) &&
      (text === undefined || hasWords(record, text)) &&
      (group === undefined || group.some((name) => isNamed(record, name))) &&
      (about === undefined || namesPost(record, about))
    )
  })
}

function hasWords(record: SearchableRecord, text: string): boolean {
  const all = wordsIn(record).toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}

function isNamed(record: SearchableRecord, name: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'iu').test(wordsIn(record))
}

function wordsIn({ title, body, category }: SearchableRecord): string {
  return `${title}\n${category ?? ''}\n${body}`
}

/** Whether a text names the subject, by its address, as `owner/name#12`, as SEP-12, or as `#12` in the same repository. */
export function namesPost(
  { repo, title, body }: Pick<SearchableRecord, 'repo' | 'title' | 'body'>,
  subject: Subject,
): boolean {
  const name = escapeRegExp(subject.repo)
  const { number } = subject
  const isHere = isSameRepo(repo, subject.repo)
  const forms = [
    `(?<![\\w.-])${name}(?:#|/(?:issues|pull|discussions)/)${number}`,
    ...(isHere ? [`(?<![\\w/])#${number}`, `\\bSEP[- #]?0*${number}`, `/seps/0*${number}`] : []),
  ]
  return new RegExp(`(?:${forms.join('|')})(?!\\d)`, 'i').test(`${title}\n${body}`)
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
