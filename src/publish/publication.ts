import type { Draft } from '../drafts/draft.ts'
import type { PostKind } from '../github/target.ts'

/** What is about to be posted, by name. */
export type Publication = {
  readonly kind: PostKind
  /** owner/name */
  readonly repo: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  /** Logins; `@me` is the viewer. */
  readonly assignees: readonly string[]
  /** Of an issue: the titles of projects that it is added to. */
  readonly projects: readonly string[]
  readonly milestone: string | null
  /** Of a discussion: its name or slug. */
  readonly category: string | null
  /** Of an issue: the one that it is a part of. */
  readonly parent: string | null
  /** Labels and people that a form names, as GitHub's page takes them: those that there are not are left out. */
  readonly ofForm: { readonly labels: readonly string[]; readonly assignees: readonly string[] }
}

const NO_FORM = { labels: [], assignees: [] }

export function publicationOf(
  draft: Draft,
  kind: PostKind,
  repo: string,
  ofForm: Publication['ofForm'] = NO_FORM,
): Publication {
  const { title, body, labels, assignees, projects, milestone, category, parent } = draft
  const isIssue = kind === 'issue'
  return {
    kind,
    repo,
    title: title.trim(),
    body: body.trim(),
    labels,
    assignees: isIssue ? assignees : [],
    projects: isIssue ? projects : [],
    milestone: isIssue ? milestone : null,
    category: isIssue ? null : category,
    parent: isIssue ? parent : null,
    ofForm,
  }
}

/** An issue as people write it: its address, `owner/name#12`, `#12` or `12`. */
export type IssueRef = { readonly repo: string; readonly number: number }

/** Nine digits: a number that GitHub's schema has room for. */
const NAMED = /^(?:(?<name>[\w.-]+\/[\w.-]+)?#)?(?<number>[1-9]\d{0,8})$/
/** As a browser shows it, perhaps at one of its comments. */
const ADDRESS = /^https?:\/\/[^/\s]+\/(?<name>[\w.-]+\/[\w.-]+)\/issues\/(?<number>[1-9]\d{0,8})\/?(?:[?#]\S*)?$/

/** @returns null where the text names no issue. Without a repository, it is one of `repo`. */
export function issueRef(text: string, repo: string): IssueRef | null {
  const found = (NAMED.exec(text.trim()) ?? ADDRESS.exec(text.trim()))?.groups
  if (found === undefined) return null
  return { repo: found['name'] ?? repo, number: Number(found['number']) }
}
