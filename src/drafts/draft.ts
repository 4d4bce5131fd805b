import { withDisclosure } from '../text/added-lines.ts'
import { HOST, isPageOfPost, isSameRepo, parsePostRef, REPO } from '../text/github-names.ts'
import { flagWords, type Shell, shellWord } from '../text/shell.ts'

export const KINDS = ['issue', 'discussion', 'decision', 'sep', 'advisory'] as const
export type Kind = (typeof KINDS)[number]

/** The answer to one field of a form: text, or the selected options. */
export type FieldValue = string | readonly string[]

/** The name of the title among the names of fields. */
export const TITLE = 'title'

/** A post in progress. Fields that exist on GitHub have the names that GitHub uses. null or empty: no value yet. */
export type Draft = {
  readonly kind: Kind
  /** owner/name */
  readonly repo: string | null
  readonly template: string | null
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** The titles of the projects. */
  readonly projects: readonly string[]
  readonly milestone: string | null
  /** The category of a discussion, by name or slug. */
  readonly category: string | null
  /** The issue type. */
  readonly type: string | null
  /** The parent issue: a URL, owner/name#n, or #n. */
  readonly parent: string | null
  /** The answers by field id, so that a person can continue an unfinished form. */
  readonly fields: Readonly<Record<string, FieldValue>>
  /** The fields whose answers are not in the text yet, for example because they came from flags and the form could not be read. */
  readonly pending: readonly string[]
  /** The field, or `TITLE`, whose answer was interrupted while it was typed. Its question is asked again. */
  readonly unfinished: string | null
  /** Answers to another form, by label, that have no place in this one. They are not posted. */
  readonly kept: Readonly<Record<string, string>>
  /** Checks that the author overrides. */
  readonly allow: readonly string[]
  /** The author's reasons for overriding checks, by check. They stay in the file. */
  readonly reasons: Readonly<Record<string, string>>
  /** How AI helped, in the author's words, or just `none` or `some`. */
  readonly aiDisclosure: string | null
  /** The intended behavior that the draft is about, according to its author. It is the id of an option in the policy. */
  readonly intended: string | null
  /** Whether it records a private decision. The checks are stricter then. */
  readonly fromPrivate: boolean
  /** The id of the hidden comment that identifies the post on GitHub. */
  readonly marker: string | null
  /** Where and when we last sent it. null if it was never sent, or once we know the outcome. */
  readonly sent: SendAttempt | null
  /** The private conversation that its text comes from, such as "a direct message on Discord". */
  readonly privateSource: string | null
  /** Why it must never be posted: its text was moved to a private report. */
  readonly blocked: string | null
  readonly url: string | null
  readonly number: number | null
  /** The time of publication, in ISO 8601. */
  readonly published: string | null
  /** All other keys of the front matter; we keep them unchanged. */
  readonly extra: Readonly<Record<string, unknown>>
  readonly body: string
}

/**
 * Where and when a draft was sent. We look for its post there, even if the draft has changed since. If an older version of
 * the program wrote the draft, it recorded only `at`, by the clock of the computer, and the other fields are null.
 */
export type SendAttempt = {
  /** ISO 8601, in GitHub's time. */
  readonly at: string
  /** owner/name */
  readonly repo: string | null
  readonly repositoryId: string | null
  readonly kind: 'issue' | 'discussion' | 'advisory' | null
  readonly viewer: string | null
  /** A hash of the title and the text that were sent. */
  readonly content: string | null
}

/** What we record about a published draft. An advisory has no number. */
export type Receipt = { readonly url: string; readonly number: number | null; readonly published: string }

export function emptyDraft(kind: Kind): Draft {
  return {
    kind,
    repo: null,
    template: null,
    title: '',
    labels: [],
    assignees: [],
    projects: [],
    milestone: null,
    category: null,
    type: null,
    parent: null,
    fields: {},
    pending: [],
    unfinished: null,
    kept: {},
    allow: [],
    reasons: {},
    aiDisclosure: null,
    intended: null,
    fromPrivate: false,
    marker: null,
    sent: null,
    privateSource: null,
    blocked: null,
    url: null,
    number: null,
    published: null,
    extra: {},
    body: '',
  }
}

/** Whether the draft itself says that it was posted. An unconfirmed post does not count: see `sent`. */
export function isPublished({ url, published }: Pick<Draft, 'url' | 'published'>): boolean {
  return url !== null || published !== null
}

/** Whether the draft itself says that others may not read it, at least not before it has been checked. */
export function isPrivateDraft({ kind, blocked, privateSource, fromPrivate }: Draft): boolean {
  return kind === 'advisory' || blocked !== null || privateSource !== null || fromPrivate
}

/** The draft and the flags on which a printed command depends. `policy`: the file of `--policy`. */
type CommandParts = Pick<Draft, 'kind'> & {
  readonly policy?: string | undefined
  readonly offline?: true | undefined
  readonly web?: true | undefined
  readonly open?: true | undefined
}

/** The command that sends a draft, and resumes sending it after an interruption. */
export function openCommand({ kind, policy, offline, web }: CommandParts, path: string, shell: Shell): string {
  const isReport = kind === 'advisory'
  const flags = [
    ['--offline', isReport ? undefined : offline],
    ['--web', web],
    ['--policy', policy],
  ] as const
  return commandFor(isReport ? 'security report --from' : `${kind} open`, path, flags, shell)
}

/** The command that continues an unfinished draft. */
export function resumeCommand(parts: CommandParts, path: string, shell: Shell): string {
  const { kind, policy, offline, open } = parts
  if (kind === 'advisory') return openCommand(parts, path, shell)
  const flags = [
    ['--offline', offline],
    ['--open', open],
    ['--policy', policy],
  ] as const
  return commandFor(`${kind} new --from`, path, flags, shell)
}

function commandFor(command: string, path: string, flags: Parameters<typeof flagWords>[0], shell: Shell): string {
  return ['mcp-comms', command, shellWord(path, shell), ...flagWords(flags, shell)].join(' ')
}

const ADVISORY_ADDRESS = new RegExp(
  String.raw`^https?://(?<host>${HOST})/(?<repo>${REPO})/security/advisories/GHSA(?:-\w{4}){3}/?(?:[?#]\S*)?$`,
)

/** The server, the repository and the number in the address of a post; null: the address is not that of a post. */
function parsePostAddress(url: string) {
  const ref = parsePostRef(url)
  if (ref !== null && ref.address !== null && isPageOfPost(ref.address))
    return { host: ref.address.host, repo: ref.repo ?? '', number: ref.number }
  const { host = '', repo } = ADVISORY_ADDRESS.exec(url)?.groups ?? {}
  return repo === undefined ? null : { host: host.toLowerCase(), repo, number: null }
}

/**
 * Whether the address in a published draft can be that of its post. Anybody can write an address into a draft, so it counts
 * only if it is on the GitHub server that we use, and fits the draft's repository and, if the draft has one, its number.
 */
export function hasCredibleAddress({ url, repo, number }: Draft, hosts: readonly string[]): boolean {
  const post = url === null ? null : parsePostAddress(url)
  return (
    post !== null &&
    hosts.includes(post.host) &&
    isSameRepo(post.repo, repo ?? '') &&
    (number === null || number === post.number)
  )
}

/**
 * Records the post in its draft. Takes the repository from the address of the post, because the repository may have been renamed, or
 * the post moved.
 */
export function withReceipt(draft: Draft, { url, number, published }: Receipt): Draft {
  const currentRepo = parsePostAddress(url)?.repo ?? draft.repo
  const repo = isSameRepo(currentRepo ?? '', draft.repo ?? '') ? draft.repo : currentRepo
  return { ...draft, repo, sent: null, url, number, published }
}

export function isTitleUnfinished({ unfinished }: Pick<Draft, 'unfinished'>): boolean {
  return unfinished === TITLE
}

/** Changes the title, which is then complete. */
export function withTitle(draft: Draft, title: string): Draft {
  return { ...draft, title, unfinished: isTitleUnfinished(draft) ? null : draft.unfinished }
}

/** Records that the author overrides a check, and why. Changes nothing if the check is already overridden. */
export function withOverride(draft: Draft, check: string, reason: string | null = null): Draft {
  const reasons = reason === null ? draft.reasons : { ...draft.reasons, [check]: reason }
  return draft.allow.includes(check) ? draft : { ...draft, allow: [...draft.allow, check], reasons }
}

/** Puts the author's statement about AI into the text, because readers look for it there. */
export function withAiUse(draft: Draft): Draft {
  return draft.aiDisclosure === null ? draft : { ...draft, body: withDisclosure(draft.body, draft.aiDisclosure) }
}
