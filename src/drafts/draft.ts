import { withDisclosure } from '../text/ai-disclosure.ts'

export const KINDS = ['issue', 'discussion', 'decision', 'sep', 'advisory'] as const
export type Kind = (typeof KINDS)[number]

/** What a person filled in for one field of a form: a text, or the chosen options. */
export type FieldValue = string | readonly string[]

/** What a person has written so far. The names are GitHub's; null or empty: not given yet. */
export type Draft = {
  readonly kind: Kind
  /** owner/name */
  readonly repo: string | null
  readonly template: string | null
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  /** By their titles. */
  readonly projects: readonly string[]
  readonly milestone: string | null
  /** The category of a discussion, by name or slug. */
  readonly category: string | null
  /** The issue type. */
  readonly type: string | null
  /** The issue that this one is a part of: its address, owner/name#n, or #n. */
  readonly parent: string | null
  /** By the field's id, so that a person can continue an unfinished form. */
  readonly fields: Readonly<Record<string, FieldValue>>
  /** Checks that the author overrides. */
  readonly allow: readonly string[]
  /** How AI helped, in the author's words; `none` and `some` are answers too. */
  readonly aiDisclosure: string | null
  /** The intended behaviour that the author says this is about: an option of the policy. */
  readonly intended: string | null
  /** The id of the hidden comment that identifies the post on GitHub. */
  readonly marker: string | null
  /** When it was last sent, in ISO 8601, as long as it is not known whether it arrived. */
  readonly sent: string | null
  readonly url: string | null
  readonly number: number | null
  /** When it was published, in ISO 8601. */
  readonly published: string | null
  /** Other keys of the front matter, kept as they are. */
  readonly extra: Readonly<Record<string, unknown>>
  /** Exactly as it will be published. */
  readonly body: string
}

/** What GitHub returns for a published draft. An advisory has no number. */
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
    allow: [],
    aiDisclosure: null,
    intended: null,
    marker: null,
    sent: null,
    url: null,
    number: null,
    published: null,
    extra: {},
    body: '',
  }
}

export function isPublished({ url }: Draft): boolean {
  return url !== null
}

export function withReceipt(draft: Draft, { url, number, published }: Receipt): Draft {
  return { ...draft, sent: null, url, number, published }
}

/** Records that the author overrides a check. */
export function withAllowed(draft: Draft, check: string): Draft {
  return draft.allow.includes(check) ? draft : { ...draft, allow: [...draft.allow, check] }
}

/** What the author says of AI is in the text, where the readers look for it. */
export function withAiUse(draft: Draft): Draft {
  return draft.aiDisclosure === null ? draft : { ...draft, body: withDisclosure(draft.body, draft.aiDisclosure) }
}
