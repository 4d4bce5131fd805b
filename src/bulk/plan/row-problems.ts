import { isOverridable, OVERRIDABLE } from '../../checks/check.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../../drafts/marker.ts'
import { issueRef } from '../../publish/publication.ts'
import { countCharacters, MAX_TITLE_LENGTH } from '../../text/limits.ts'
import { excerpt } from '../../text/quote.ts'
import { nearestOf } from '../rows/columns.ts'
import type { RowContent } from '../rows/row.ts'

const LONGEST_KEY = 100
const REPO = /^[A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+$/

/** All problems of a row; `place`: the repository that it goes to. */
export function findRowProblems(content: RowContent, place: string | null): readonly string[] {
  return [
    ...placeFaults(content, place),
    ...textFaults(content),
    ...keyFaults(content),
    ...linkFaults(content, place),
    ...checkFaults(content),
  ]
}

export function kindOf({ kind }: RowContent): 'issue' | 'discussion' {
  return kind?.trim() === 'discussion' ? 'discussion' : 'issue'
}

function placeFaults({ kind }: RowContent, place: string | null): readonly string[] {
  return [
    ...(place === null ? ['it has no repo: name one in the row, or give --repo owner/name'] : []),
    ...(place !== null && !REPO.test(place)
      ? [`repo: "${excerpt(place)}" isn't a repository: expected owner/name`]
      : []),
    ...(kind === undefined || ['issue', 'discussion'].includes(kind.trim())
      ? []
      : [`kind: "${excerpt(kind)}" is none${nearestOf(kind, ['issue', 'discussion'])}`]),
  ]
}

function textFaults(content: RowContent): readonly string[] {
  const { title = '', body = '', template, fields, reuse } = content
  const characters = countCharacters(title.trim())
  return [
    ...(characters === 0 && reuse === undefined ? ['it has no title'] : []),
    ...(/[\r\n]/.test(title.trim()) ? ['title: it has several lines; a title has one'] : []),
    ...(characters > MAX_TITLE_LENGTH
      ? [`title: it has ${characters} characters; GitHub accepts ${MAX_TITLE_LENGTH}`]
      : []),
    ...(body.length > MAX_UNMARKED_BODY_LENGTH
      ? [`body: it has ${body.length} characters; GitHub accepts ${MAX_UNMARKED_BODY_LENGTH} beside our marker`]
      : []),
    ...(template !== undefined && body !== '' ? ['it has a body and a template: keep one of them'] : []),
    ...(template === undefined && fields !== undefined ? ['it fills fields of no template: name it in template'] : []),
  ]
}

function keyFaults({ key }: RowContent): readonly string[] {
  if (key === undefined) return []
  const own = key.trim()
  return [
    ...(own === '' ? ['key: it is empty'] : []),
    ...(countCharacters(own) > LONGEST_KEY ? [`key: it has more than ${LONGEST_KEY} characters`] : []),
    ...(/\p{Cc}/u.test(own) ? ['key: it has to be one line of text'] : []),
    // Of a row with such a key nobody could say that it is another's parent.
    ...(issueRef(own, 'o/n') === null
      ? []
      : [`key: "${excerpt(own)}" looks like an issue on GitHub; choose another key`]),
  ]
}

function linkFaults(content: RowContent, place: string | null): readonly string[] {
  const { reuse } = content
  const isIssue = reuse === undefined || issueRef(reuse, place ?? 'o/n') !== null
  return [
    ...(isIssue ? [] : [`reuse: "${excerpt(reuse)}" isn't an issue: give its address`]),
    ...(kindOf(content) === 'issue'
      ? foreign(content, 'an issue', ['category'])
      : foreign(content, 'a discussion', ['assignees', 'milestone', 'project', 'type', 'parent', 'reuse'])),
  ]
}

function checkFaults({ allow = [] }: RowContent): readonly string[] {
  return allow
    .filter((name) => !isOverridable(name))
    .map((name) => `allow: "${excerpt(name)}" isn't a check that can be overridden${nearestOf(name, OVERRIDABLE)}`)
}

/** Columns that a post of this kind has no place for. */
function foreign(content: RowContent, what: string, columns: readonly (keyof RowContent)[]): readonly string[] {
  return columns.filter((column) => content[column] !== undefined).map((column) => `${column}: ${what} has none`)
}
