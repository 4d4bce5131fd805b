import { isOverridable, OVERRIDABLE } from '../../checks/check.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../../drafts/marker.ts'
import { issueRef } from '../../publish/publication.ts'
import { countCharacters, MAX_TITLE_LENGTH } from '../../text/limits.ts'
import { excerpt } from '../../text/quote.ts'
import { nearestOf } from '../rows/columns.ts'
import type { RowContent } from '../rows/row.ts'

const MAX_KEY_LENGTH = 100
const REPO = /^[A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+$/

/** All problems of a row. `place` is its repository. */
export function findRowProblems(content: RowContent, repo: string | null): readonly string[] {
  return [
    ...repoProblems(content, repo),
    ...textProblems(content),
    ...keyProblems(content),
    ...linkProblems(content, repo),
    ...checkProblems(content),
  ]
}

export function kindOf({ kind }: RowContent): 'issue' | 'discussion' {
  return kind?.trim() === 'discussion' ? 'discussion' : 'issue'
}

function repoProblems({ kind }: RowContent, repo: string | null): readonly string[] {
  return [
    ...(repo === null ? ['it has no repo: name one in the row, or pass --repo owner/name'] : []),
    ...(repo !== null && !REPO.test(repo) ? [`repo: "${excerpt(repo)}" isn't a repository: expected owner/name`] : []),
    ...(kind === undefined || ['issue', 'discussion'].includes(kind.trim())
      ? []
      : [`kind: "${excerpt(kind)}" isn't a kind of post${nearestOf(kind, ['issue', 'discussion'])}`]),
  ]
}

function textProblems(content: RowContent): readonly string[] {
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
    ...(template === undefined && fields !== undefined
      ? ['it fills in fields, but names no template: add one in template']
      : []),
  ]
}

function keyProblems({ key }: RowContent): readonly string[] {
  if (key === undefined) return []
  const own = key.trim()
  return [
    ...(own === '' ? ['key: it is empty'] : []),
    ...(countCharacters(own) > MAX_KEY_LENGTH ? [`key: it has more than ${MAX_KEY_LENGTH} characters`] : []),
    ...(/\p{Cc}/u.test(own) ? ['key: it has to be one line of text'] : []),
    // `parent` would take such a key for an issue on GitHub, so no row could name this one as its parent.
    ...(issueRef(own, 'o/n') === null
      ? []
      : [`key: "${excerpt(own)}" looks like an issue on GitHub; choose another key`]),
  ]
}

function linkProblems(content: RowContent, repo: string | null): readonly string[] {
  const { reuse } = content
  const isIssue = reuse === undefined || issueRef(reuse, repo ?? 'o/n') !== null
  return [
    ...(isIssue ? [] : [`reuse: "${excerpt(reuse)}" isn't an issue: use its address`]),
    ...(kindOf(content) === 'issue'
      ? wrongColumns(content, 'an issue', ['category'])
      : wrongColumns(content, 'a discussion', ['assignees', 'milestone', 'project', 'type', 'parent', 'reuse'])),
  ]
}

function checkProblems({ allow = [] }: RowContent): readonly string[] {
  return allow
    .filter((name) => !isOverridable(name))
    .map((name) => `allow: "${excerpt(name)}" isn't a check that can be overridden${nearestOf(name, OVERRIDABLE)}`)
}

/** Reports columns that do not apply to this kind of post. */
function wrongColumns(content: RowContent, what: string, columns: readonly (keyof RowContent)[]): readonly string[] {
  return columns.filter((column) => content[column] !== undefined).map((column) => `${column}: ${what} has none`)
}
