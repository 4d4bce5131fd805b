import type { Draft } from '../drafts/draft.ts'
import type { PostKind } from '../github/target.ts'

/** A post before it is sent, with names where GitHub's API takes ids. */
export type Publication = {
  readonly kind: PostKind
  /** owner/name */
  readonly repo: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
  /** Logins; `@me` is the viewer. */
  readonly assignees: readonly string[]
  /** Only for an issue: the titles of the projects that it is added to. */
  readonly projects: readonly string[]
  readonly milestone: string | null
  /** Only for an issue: the name of its type. */
  readonly type: string | null
  /** Only for a discussion: the name or slug of its category. */
  readonly category: string | null
  /** Only for an issue: the issue that it is a sub-issue of. */
  readonly parent: string | null
  /** What the form sets. GitHub's own page ignores names that do not exist, and so do we. */
  readonly fromForm: {
    readonly labels: readonly string[]
    readonly assignees: readonly string[]
    readonly type: string | null
  }
}

const NO_FORM = { labels: [], assignees: [], type: null }

export function publicationOf(
  draft: Draft,
  kind: PostKind,
  repo: string,
  fromForm: Publication['fromForm'] = NO_FORM,
): Publication {
  const { title, body, labels, assignees, projects, milestone, type, category, parent } = draft
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
    type: isIssue ? type : null,
    category: isIssue ? null : category,
    parent: isIssue ? parent : null,
    fromForm,
  }
}

/** An issue as people write it: its address, `owner/name#12`, `#12` or `12`. */
export type IssueRef = {
  readonly repo: string
  readonly number: number
  /** Of an address: where it leads. An issue of another server is not the one with the same name on ours. */
  readonly host?: string
}

/** At most nine digits, which always fit into the schema's 32-bit numbers. */
const SHORT_REFERENCE = /^(?:(?<name>[\w.-]+\/[\w.-]+)?#)?(?<number>[1-9]\d{0,8})$/
/** The URL as a browser shows it, possibly of one of its comments. */
const ADDRESS =
  /^https?:\/\/(?<host>[^/\s]+)\/(?<name>[\w.-]+\/[\w.-]+)\/issues\/(?<number>[1-9]\d{0,8})\/?(?:[?#]\S*)?$/

/** @returns null if the text does not name an issue. A number without a repository belongs to `repo`. */
export function issueRef(text: string, repo: string): IssueRef | null {
  const groups = (SHORT_REFERENCE.exec(text.trim()) ?? ADDRESS.exec(text.trim()))?.groups
  if (groups === undefined) return null
  const { name = repo, number, host } = groups
  return { repo: name, number: Number(number), ...(host === undefined ? {} : { host: host.toLowerCase() }) }
}
