import { type Draft, emptyDraft } from '../../drafts/draft.ts'
import { issueRef } from '../../publish/publication.ts'
import { slugOf } from '../../text/slug.ts'
import { hashOf } from '../hash.ts'
import { good, type Place, type Read } from '../rows/problem.ts'
import type { Row, Said } from '../rows/row.ts'
import { faultsOf, kindOf } from './row-faults.ts'

/** One post that the plan asks for. */
export type PlannedRow = {
  readonly at: Place
  /** By which the ledger and other rows speak of it. */
  readonly key: string
  /** Of all that is posted of it: another hash, another row. */
  readonly hash: string
  /** Of a template only its fields are given yet. Its parent is one that is on GitHub. */
  readonly draft: Draft & { readonly kind: 'issue' | 'discussion'; readonly repo: string }
  /** The row that it is a part of. */
  readonly parentKey: string | null
  /** The issue that already does this job. */
  readonly reuse: string | null
  /** Its body gets the list of the rows whose `trackerKey` is its key. */
  readonly isTracker: boolean
  /** The tracker in whose list it stands; null where there is none, and for a tracker itself. */
  readonly trackerKey: string | null
}

/** What a row is to the trackers of its plan. */
export type Role = Pick<PlannedRow, 'isTracker' | 'trackerKey'>
const UNTRACKED: Role = { isTracker: false, trackerKey: null }

/** A row as a post, or all that is wrong with it. `repo`: for a row that names none. */
export function planned({ at, said }: Row, repo: string | null, role: Role = UNTRACKED): Read<PlannedRow> {
  const place = said.repo?.trim() ?? repo
  const key = said.key === undefined ? ownKey(said, place) : copied(said.key.trim())
  const faults = faultsOf(said, place)
  if (faults.length > 0 || place === null)
    return { ok: false, problems: faults.map((message) => ({ at, message })), key }
  const parent = said.parent?.trim() ?? null
  const isKey = parent !== null && issueRef(parent, place) === null
  const draft = draftOf(said, place, isKey ? null : parent)
  const reuse = said.reuse?.trim() ?? null
  const parentKey = isKey ? parent : null
  // That a check is overridden is nowhere to be seen in the post.
  const hash = rowHash(draft, reuse, parentKey)
  return good({ at, key, hash, draft, parentKey, reuse, ...role })
}

/** In the order of the columns, for it is asked of every row: ordering all keys takes longer than the rest of the row. */
function rowHash(draft: PlannedRow['draft'], reuse: string | null, parentKey: string | null): string {
  const { kind, repo, template, title, labels, assignees, projects, milestone, category, type, parent } = draft
  const { fields, aiDisclosure, body } = draft
  const answers = Object.keys(fields).length === 0 ? null : hashOf(fields)
  const names = [labels, assignees, projects, milestone, category, type, parent, parentKey, reuse]
  return hashOf([kind, repo, template, title, body, answers, aiDisclosure, names])
}

/** A key is kept for the whole run; as a slice of the file it would keep that in memory too. */
function copied(key: string): string {
  const copy: unknown = JSON.parse(JSON.stringify(key))
  return typeof copy === 'string' ? copy : key
}

/** What identifies a row without a key: where it goes, as what, and its title, or the issue that has one. */
function ownKey(said: Said, place: string | null): string {
  const title = said.title?.trim() ?? said.reuse?.trim() ?? ''
  const hash = hashOf([kindOf(said), place?.toLowerCase() ?? null, title])
  return [slugOf(title, 40), hash].filter((part) => part !== '').join('-')
}

function draftOf(said: Said, repo: string, parent: string | null): PlannedRow['draft'] {
  const kind = kindOf(said)
  return {
    ...emptyDraft(kind),
    kind,
    repo,
    template: said.template?.trim() ?? null,
    title: said.title?.trim() ?? '',
    labels: said.labels ?? [],
    assignees: said.assignees ?? [],
    projects: said.project ?? [],
    milestone: said.milestone?.trim() ?? null,
    category: said.category?.trim() ?? null,
    type: said.type?.trim() ?? null,
    parent,
    fields: said.fields ?? {},
    allow: said.allow ?? [],
    aiDisclosure: said.aiDisclosure?.trim() ?? null,
    intended: said.intended?.trim() ?? null,
    body: said.body ?? '',
  }
}
