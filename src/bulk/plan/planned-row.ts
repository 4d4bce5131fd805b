import { type Draft, emptyDraft } from '../../drafts/draft.ts'
import { issueRef } from '../../publish/publication.ts'
import { slugOf } from '../../text/slug.ts'
import { hashOf } from '../hash.ts'
import type { Row, RowContent } from '../rows/row.ts'
import { type Parsed, problemsAt, type RowPosition, valid } from '../rows/row.ts'
import { findRowProblems, kindOf } from './row-problems.ts'

/** One post of the plan. */
export type PlannedRow = {
  readonly at: RowPosition
  /** Its name in the ledger and in other rows. */
  readonly key: string
  /** Changes whenever the post would change. */
  readonly hash: string
  /** Its template is not filled in yet. Its parent is an issue on GitHub. */
  readonly draft: Draft & { readonly kind: 'issue' | 'discussion'; readonly repo: string }
  /** The key of its parent, if that is a row. */
  readonly parentKey: string | null
  /** The existing issue that is used instead. */
  readonly reuse: string | null
  /** Its body gets a list of the rows whose `trackerKey` is its key. */
  readonly isTracker: boolean
  /** The tracker that lists it; null: there is none, or the row is a tracker itself. */
  readonly trackerKey: string | null
  /** The private post that the plan was made from. */
  readonly privateSource?: string | undefined
  /** Whether the last cells of its line were missing. */
  readonly isShort?: true
}

/** Whether a row is a tracker, and which tracker lists it. */
export type Role = Pick<PlannedRow, 'isTracker' | 'trackerKey' | 'privateSource'>
const UNTRACKED: Role = { isTracker: false, trackerKey: null }

/** The post that a row describes, or all its problems. `repo` is for a row that names none. */
export function planRow(
  { at, content, isShort }: Row,
  repo: string | null,
  role: Role = UNTRACKED,
): Parsed<PlannedRow> {
  const place = content.repo?.trim() ?? repo
  const key = content.key === undefined ? ownKey(content, place) : content.key.trim()
  const problems = findRowProblems(content, place)
  if (problems.length > 0 || place === null) return { ok: false, problems: problemsAt(at, problems), key }
  const parent = content.parent?.trim() ?? null
  const isKey = parent !== null && issueRef(parent, place) === null
  const draft = draftOf(content, place, isKey ? null : parent)
  const reuse = content.reuse?.trim() ?? null
  const parentKey = isKey ? parent : null
  // An overridden check does not show in the post, so it is not part of the hash.
  const hash = rowHash(draft, reuse, parentKey)
  return valid({ at, key, hash, draft, parentKey, reuse, ...role, ...(isShort && { isShort }) })
}

/** Ledgers store these hashes, so their input must never change. */
function rowHash(draft: PlannedRow['draft'], reuse: string | null, parentKey: string | null): string {
  const { kind, repo, template, title, labels, assignees, projects, milestone, category, type, parent } = draft
  const { fields, aiDisclosure, body } = draft
  const answers = Object.keys(fields).length === 0 ? null : hashOf(fields)
  const names = [labels, assignees, projects, milestone, category, type, parent, parentKey, reuse]
  return hashOf([kind, repo, template, title, body, answers, aiDisclosure, names])
}

/** Identifies a row without a key by its repository, its kind, and its title or the issue that it reuses. */
function ownKey(content: RowContent, place: string | null): string {
  const title = content.title?.trim() ?? content.reuse?.trim() ?? ''
  const hash = hashOf([kindOf(content), place?.toLowerCase() ?? null, title])
  return [slugOf(title, 40), hash].filter((part) => part !== '').join('-')
}

/** Whether the key of a row was derived from its title, because the plan gives it none. */
export function hasDerivedKey({ key, draft: { kind, repo, title } }: PlannedRow): boolean {
  return key === ownKey({ kind, title }, repo)
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
