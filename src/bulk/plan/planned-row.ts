import { isOverridable, type Link, OVERRIDABLE } from '../../checks/check.ts'
import { type Draft, emptyDraft } from '../../drafts/draft.ts'
import { hashOf } from '../../system/hash.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../../text/added-lines.ts'
import { slugOf } from '../../text/file-names.ts'
import { countCharacters, isRepoName, issueRef, MAX_TITLE_LENGTH, maskLogin } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'
import { isAscii } from '../../text/words.ts'
import { suggestionFor } from '../rows/columns.ts'
import { type Parsed, problemsAt, type Row, type RowContent, type RowPosition, valid } from '../rows/row.ts'

export type PlannedRow = {
  readonly at: RowPosition
  /** Identifies the row in the ledger and in other rows. */
  readonly key: string
  /** Changes with every part of the row that becomes part of the post. */
  readonly hash: string
  /** The draft before its template is filled in. Its parent is null if the parent is a row of the plan: see `parentKey`. */
  readonly draft: Draft & { readonly kind: 'issue' | 'discussion'; readonly repo: string }
  /** The key of the parent, if the parent is a row of the plan. */
  readonly parentKey: string | null
  /** The existing issue that is used instead of a new post. */
  readonly reuse: string | null
  /** Whether the row's body gets a list of the rows that have its key as `trackerKey`. */
  readonly isTracker: boolean
  /** The key of the tracker that lists the row; null: no tracker does, or the row is a tracker itself. */
  readonly trackerKey: string | null
  /** The private post that the plan was made from. */
  readonly privateSource?: string | undefined
  /** Whether the last cells of its line were missing. */
  readonly isShort?: true
  /** Whether it names no repository, so that it goes to that of `--repo` or GH_REPO. */
  readonly usesDefaultRepo?: true
  /** The earlier names of its repository under which rows were sent, if it was renamed since. */
  readonly formerRepos?: readonly string[]
}

type Role = Pick<PlannedRow, 'isTracker' | 'trackerKey' | 'privateSource'>
const NO_ROLE: Role = { isTracker: false, trackerKey: null }

export type RowRepos = {
  /** The repository for rows that name none. */
  readonly repo: string | null
  /** Replaces the address of a repository by its name. Returns any other text unchanged. */
  readonly repoInAddress?: (text: string) => string
}

export function planRow(
  { at, content: contentAsWritten, isShort }: Row,
  { repo, repoInAddress = (text) => text }: RowRepos,
  role: Role = NO_ROLE,
): Parsed<PlannedRow> {
  const { repo: repoAsWritten } = contentAsWritten
  const content =
    repoAsWritten === undefined ? contentAsWritten : { ...contentAsWritten, repo: repoInAddress(repoAsWritten.trim()) }
  const rowRepo = content.repo ?? repo
  const key = content.key === undefined ? derivedKey(content, rowRepo) : content.key.trim()
  const problems = findRowProblems(content, rowRepo)
  if (problems.length > 0 || rowRepo === null) return { ok: false, problems: problemsAt(at, problems), key }
  const parent = content.parent?.trim() ?? null
  const parentKey = parent === null || namesIssue(parent) ? null : parent
  const draft = draftOf(content, rowRepo, parentKey === null ? parent : null)
  const reuse = content.reuse?.trim() ?? null
  // Overrides of checks are not part of the hash, because they do not change the post.
  const hash = rowHash(draft, reuse, parentKey)
  const usesDefaultRepo = content.repo === undefined
  return valid({
    at,
    key,
    hash,
    draft,
    parentKey,
    reuse,
    ...role,
    ...(isShort && { isShort }),
    ...(usesDefaultRepo && { usesDefaultRepo }),
  })
}

/** Ledgers store these hashes, so what goes into them must never change. */
export function rowHash(draft: PlannedRow['draft'], reuse: string | null, parentKey: string | null): string {
  const { kind, repo, template, title, labels, assignees, projects, milestone, category, type, parent } = draft
  const { fields, aiDisclosure, body } = draft
  const answers = Object.keys(fields).length === 0 ? null : hashOf(fields)
  const names = [labels, assignees, projects, milestone, category, type, parent, parentKey, reuse]
  return hashOf([kind, repo, template, title, body, answers, aiDisclosure, names])
}

/** The slug of a title in a key is cut to this length. It must never change, because ledgers store these keys. */
const MAX_SLUG_LENGTH = 40

/** Identifies a row without a key by its repository, its kind, and its title or the issue that it reuses. */
function derivedKey(content: RowContent, repo: string | null): string {
  const title = content.title?.trim() ?? content.reuse?.trim() ?? ''
  const hash = hashOf([kindOf(content), repo?.toLowerCase() ?? null, title])
  return [slugOf(title, MAX_SLUG_LENGTH), hash].filter((part) => part !== '').join('-')
}

/**
 * The keys that a row may get from its title in a repository: one for each Unicode form of its accents. The two forms, NFC and NFD,
 * look the same.
 */
export function keysInRepo({ draft: { kind, title } }: KindAndTitle, repo: string): readonly string[] {
  return inUnicodeForms(title).map((form) => derivedKey({ kind, title: form }, repo))
}

type KindAndTitle = { readonly draft: Pick<PlannedRow['draft'], 'kind' | 'title'> }

/** The title of a row as it is, and in the other Unicode form of accents. */
export function titlesOf({ draft: { title } }: PlannedRow): readonly string[] {
  return inUnicodeForms(title)
}

/** A text as it is, and in the other Unicode form of its accents. */
export function inUnicodeForms(text: string): readonly string[] {
  return [...new Set([text, text.normalize('NFC'), text.normalize('NFD')])]
}

/** What the ledger records about a row that is sent, so that it is recognized under another key. `title` and `body` are hashes. */
export function partsOf({ at, draft: { title, body } }: PlannedRow) {
  return { row: at.row, title: hashOf(title), body: body === '' ? null : hashOf(body) }
}

/** The key of a row and, if it was derived from the title, the one for the other Unicode form of the title. */
export function keysOf(row: PlannedRow): readonly string[] {
  const { title, repo } = row.draft
  return !isAscii(title) && hasDerivedKey(row) ? keysInRepo(row, repo) : [row.key]
}

/** Whether the key of a row was derived from its title, because the plan has no key for it. */
export function hasDerivedKey({ key, draft: { kind, title, repo } }: PlannedRow): boolean {
  return key === derivedKey({ kind, title }, repo)
}

/**
 * What a row links to: its parent row, its tracker and its private source. Leaves out a parent or a tracker if it is unknown
 * whether that row's post is private.
 * @param isPrivate whether the post of the row with this key is private; undefined: unknown
 */
export function linksOf(
  { parentKey, trackerKey, privateSource, draft }: PlannedRow,
  isPrivate: (key: string, part: 'parent' | 'tracker') => boolean | undefined,
): readonly Link[] {
  const links: Link[] = []
  const addLinkToRow = (part: 'parent' | 'tracker', key: string | null) => {
    const isRowPrivate = key === null ? undefined : isPrivate(key, part)
    if (key !== null && isRowPrivate !== undefined)
      links.push({ part, name: `"${excerpt(key)}"`, isPrivate: isRowPrivate })
  }
  addLinkToRow('parent', parentKey)
  // A tracker that is also the parent is reported once.
  if (trackerKey !== parentKey) addLinkToRow('tracker', trackerKey)
  // A row that only reuses an issue has no text from the source.
  const hasText = draft.title !== '' || draft.body !== ''
  if (privateSource !== undefined && hasText)
    links.push({ part: 'source', name: excerpt(privateSource), isPrivate: true })
  return links
}

function draftOf(content: RowContent, repo: string, parent: string | null): PlannedRow['draft'] {
  const kind = kindOf(content)
  return {
    ...emptyDraft(kind),
    kind,
    repo,
    template: content.template?.trim() ?? null,
    title: content.title?.trim() ?? '',
    labels: content.labels ?? [],
    assignees: content.assignees ?? [],
    projects: content.project ?? [],
    milestone: content.milestone?.trim() ?? null,
    category: content.category?.trim() ?? null,
    type: content.type?.trim() ?? null,
    parent,
    fields: content.fields ?? {},
    allow: content.allow ?? [],
    aiDisclosure: content.aiDisclosure?.trim() ?? null,
    intended: content.intended?.trim() ?? null,
    body: content.body ?? '',
  }
}

const MAX_KEY_LENGTH = 100
/** Where any repository will do, to find out if a text looks like an issue. */
const ANY_REPO = 'owner/name'

/** Whether a parent is an issue on GitHub. A number alone is a key, because other programs number their rows. */
function namesIssue(text: string): boolean {
  return !/^\d+$/.test(text) && issueRef(text, ANY_REPO) !== null
}

/** Finds what is wrong in a row alone. @param repo the repository that the row goes to; null: none is named */
export function findRowProblems(content: RowContent, repo: string | null): readonly string[] {
  return [
    ...repoProblems(content, repo),
    ...textProblems(content),
    ...keyProblems(content),
    ...reuseProblems(content),
    ...columnProblems(content),
    ...allowProblems(content),
  ]
}

export function kindOf({ kind }: RowContent): 'issue' | 'discussion' {
  return kind?.trim() === 'discussion' ? 'discussion' : 'issue'
}

function repoProblems({ kind }: RowContent, repo: string | null): readonly string[] {
  return [
    ...(repo === null ? ['it has no repo: name one in the row, or pass --repo owner/name'] : []),
    ...(repo !== null && !isRepoName(repo)
      ? [`repo: "${excerpt(maskLogin(repo))}" isn't a repository: expected owner/name`]
      : []),
    ...(kind === undefined || ['issue', 'discussion'].includes(kind.trim())
      ? []
      : [`kind: "${excerpt(kind)}" isn't a kind of post${suggestionFor(kind, ['issue', 'discussion'])}`]),
  ]
}

function textProblems(content: RowContent): readonly string[] {
  const { title = '', body = '', template, fields, reuse } = content
  const characters = countCharacters(title.trim())
  return [
    ...(characters === 0 && reuse === undefined ? ['it has no title'] : []),
    ...(/[\r\n]/.test(title.trim()) ? ['title: it has several lines; a title has one'] : []),
    ...(characters > MAX_TITLE_LENGTH
      ? [`title: it has ${characters} characters; GitHub accepts at most ${MAX_TITLE_LENGTH}`]
      : []),
    ...(body.length > MAX_UNMARKED_BODY_LENGTH
      ? [
          `body: it has ${body.length} characters; GitHub accepts at most ${MAX_UNMARKED_BODY_LENGTH}, not counting our hidden marker`,
        ]
      : []),
    ...(template !== undefined && body !== '' ? ['it has a body and a template: keep one of them'] : []),
    ...(template === undefined && fields !== undefined
      ? ['it fills in fields, but names no template: set the template column']
      : []),
  ]
}

function keyProblems({ key }: RowContent): readonly string[] {
  if (key === undefined) return []
  const trimmed = key.trim()
  return [
    ...(trimmed === '' ? ['key: it is empty'] : []),
    ...(countCharacters(trimmed) > MAX_KEY_LENGTH ? [`key: it has more than ${MAX_KEY_LENGTH} characters`] : []),
    ...(/\p{Cc}/u.test(trimmed) ? ['key: it has to be one line of text'] : []),
    // `parent` would take such a key for an issue on GitHub, so no row could name this row as its parent.
    ...(namesIssue(trimmed) ? [`key: "${excerpt(trimmed)}" looks like an issue on GitHub; choose another key`] : []),
  ]
}

function reuseProblems({ reuse }: RowContent): readonly string[] {
  if (reuse === undefined || issueRef(reuse, ANY_REPO) !== null) return []
  return [
    `reuse: "${excerpt(reuse)}" is not an issue: give the address of an existing issue, or its number, such as #12`,
  ]
}

function columnProblems(content: RowContent): readonly string[] {
  if (kindOf(content) === 'issue') return wrongColumns(content, 'an issue', ['category'])
  return [
    ...wrongColumns(content, 'a discussion', ['assignees', 'milestone', 'project', 'type', 'parent']),
    ...(content.reuse === undefined ? [] : ['reuse: only an issue can be reused']),
  ]
}

function allowProblems({ allow = [] }: RowContent): readonly string[] {
  return allow
    .filter((name) => !isOverridable(name))
    .map((name) => `allow: "${excerpt(name)}" isn't a check that can be overridden${suggestionFor(name, OVERRIDABLE)}`)
}

function wrongColumns(content: RowContent, post: string, columns: readonly (keyof RowContent)[]): readonly string[] {
  return columns.filter((column) => content[column] !== undefined).map((column) => `${column}: ${post} has none`)
}
