import { comparableName, isSameRepo, parsePostRef } from '../text/github-names.ts'
import { escapeRegExp } from '../text/words.ts'

export type SearchableRecord = {
  readonly title: string
  readonly body: string
  readonly createdAt: Date
  readonly category: string | null
}

/** A record must match every filter that is given. */
export type RecordFilters = {
  /** Words that all occur in the title, the category or the text. */
  readonly text?: string
  /** The names of one group. At least one of them must occur. */
  readonly group?: readonly string[]
  /** The first and the last day, such as 2026-11-24. */
  readonly since?: string
  readonly until?: string
  /** The post that the record must mention. */
  readonly about?: RecordSubject
}

/** What a record is about: an issue, a pull request, a discussion or a SEP. A SEP has the number of its pull request. */
export type RecordSubject = { readonly repo: string; readonly number: number }

/**
 * Parses what a record is about: `#12`, `12`, `SEP-12`, `owner/name#12`, or an address. A number without a repository belongs to
 * `repo`. Returns null for anything else.
 */
export function parseRecordSubject(text: string, repo: string): RecordSubject | null {
  const ref = parsePostRef(text.trim().replace(/^(?:SEP-?|#)?0{0,20}(?=\d{1,20}$)/i, '#'))
  return ref === null ? null : { repo: ref.repo ?? repo, number: ref.number }
}

/** @param repoNames the current and the former names (owner/name) of the repository that has the records */
export function filterRecords<R extends SearchableRecord>(
  records: readonly R[],
  { text, group, since, until, about }: RecordFilters,
  repoNames: readonly string[],
): readonly R[] {
  return records.filter((record) => {
    const day = record.createdAt.toISOString().slice(0, 10)
    return (
      (since === undefined || day >= since) &&
      (until === undefined || day <= until) &&
      (text === undefined || hasWords(record, text)) &&
      (group === undefined || group.some((name) => containsName(searchedText(record), name))) &&
      (about === undefined || mentionsPost(record, about, repoNames))
    )
  })
}

function hasWords(record: SearchableRecord, text: string): boolean {
  const recordText = comparableName(searchedText(record))
  return comparableName(text)
    .split(/\s+/)
    .every((word) => recordText.includes(word))
}

/** Whether the words of a name occur in a text as whole words. */
export function containsName(text: string, name: string): boolean {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(comparableName(name))}(?![\\p{L}\\p{N}])`, 'iu')
  return pattern.test(comparableName(text))
}

function searchedText({ title, body, category }: SearchableRecord): string {
  return `${title}\n${category ?? ''}\n${body}`
}

/**
 * Whether a record mentions the post by its address or as `owner/name#12`. In the same repository, `#12`, `SEP-12` and `/seps/12` count
 * too, and so does a former name of the repository.
 * @param repoNames the current and the former names (owner/name) of the repository that has the record
 */
export function mentionsPost(
  { title, body }: Pick<SearchableRecord, 'title' | 'body'>,
  { repo, number }: RecordSubject,
  repoNames: readonly string[],
): boolean {
  const isInSameRepo = repoNames.some((name) => isSameRepo(name, repo))
  const repos = (isInSameRepo ? repoNames : [repo]).map(escapeRegExp)
  const forms = [
    `(?<![\\w.-])(?:${repos.join('|')})(?:#|/(?:issues|pull|discussions)/)${number}`,
    // An underscore may be the mark of emphasis.
    ...(isInSameRepo ? [`(?<![a-z\\d/])#${number}`, `(?<![a-z\\d])SEP[- #]?0*${number}`, `/seps/0*${number}`] : []),
  ]
  return new RegExp(`(?:${forms.join('|')})(?![a-z\\d])`, 'i').test(`${title}\n${body}`)
}
