import * as z from 'zod'
import { MARKER_ID } from '../../drafts/marker.ts'

const when = z.iso.datetime({ offset: true, error: 'expected a time, as 2026-11-24T09:30:00.000Z' })
const text = z.string().min(1)
/**
 * What is done for a row, apart from creating it: its tracker is edited at the end, it is linked to its parent, and undoing a run
 * closes it. A label is created for all rows that have it, with the key `label:NAME@owner/name`.
 */
const OTHER_ACTS = ['edit', 'close', 'link', 'label'] as const
const act = z.enum(['create', ...OTHER_ACTS])

/** The first fields of each record of a row. */
const ofRow = { at: when, key: text }

/** The first record of every run. It identifies the plan of the ledger. */
const run = z.object({
  record: z.literal('run'),
  at: when,
  version: z.literal(1),
  plan: text,
  file: z.string(),
  /** How many rows the plan has. */
  rows: z.int().nonnegative().optional(),
})

/** Written before each mutation: from here on it may have happened. */
const sending = z.object({
  record: z.literal('sending'),
  ...ofRow,
  act,
  /** The hash of what is sent. */
  row: text,
  repo: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+$/),
  kind: z.enum(['issue', 'discussion']),
  marker: z.string().regex(MARKER_ID),
  /** The row's number and hashes of its texts, by which it is recognized if somebody changes its title. */
  parts: z.object({ row: z.int().nonnegative(), title: text, body: text.nullable() }).optional(),
  /** The repository and the account. With them we find the post even if somebody renames the repository. Older versions did not record them. */
  repositoryId: text.optional(),
  viewer: text.optional(),
})

/** The address of a post, as GitHub writes it: it is printed, and it says what `--undo` closes. */
const POST_PAGE = /^https?:\/\/([\w.-]+(?::\d+)?)\/([A-Za-z0-9][A-Za-z0-9-]*\/[\w.-]+)\/(issues|discussions)\/(\d+)$/

const post = { number: z.int().positive(), url: z.string().regex(POST_PAGE, 'expected the address of a post') }

/** What the address of a post says. */
export function postAt(url: string) {
  const [, host = '', repo = '', kind, number] = POST_PAGE.exec(url) ?? []
  return {
    host,
    repo,
    kind: kind === 'discussions' ? ('discussion' as const) : ('issue' as const),
    number: Number(number),
  }
}

/** The key of a label's records. `name` is written as it was requested. */
export function labelKey(name: string, repo: string): string {
  return `label:${name}@${repo}`
}

/** It happened. What was created has an address; a label has none. */
const done = z.discriminatedUnion('act', [
  z.object({
    record: z.literal('done'),
    ...ofRow,
    act: z.literal('create'),
    ...post,
    /** It was found by a look-up when its row was no longer in the plan. */
    orphan: z.literal(true).optional(),
  }),
  z.object({
    record: z.literal('done'),
    ...ofRow,
    act: z.enum(OTHER_ACTS),
    number: post.number.optional(),
    url: post.url.optional(),
    /** Of a label: what to set, although GitHub may not list it yet. Older versions did not record it. */
    label: z.object({ id: text, name: text }).optional(),
    /** Of an edit: when GitHub last changed the issue. An older text is not what people see. */
    version: when.optional(),
  }),
])

/** Nothing was sent, because an existing issue is used. */
const reused = z.object({ record: z.literal('reused'), ...ofRow, row: text, ...post })

/** GitHub refused it as wrong or too early: it did not happen, and may be sent again. */
const refused = z.object({
  record: z.literal('refused'),
  ...ofRow,
  act,
  reason: text,
  /** Set if GitHub refused it because of a limit; the pace learns from it. */
  limit: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('primary-limit'), resetAt: when }),
      z.object({ kind: z.literal('secondary-limit'), retryAfter: z.number().nonnegative() }),
      z.object({ kind: z.literal('submitted-too-quickly') }),
    ])
    .nullable(),
})

/** GitHub shows that what was sent did not take effect, and cannot any more. */
const missing = z.object({ record: z.literal('missing'), ...ofRow, act })

/** This run does not try the row again; the next one does. */
const failed = z.object({ record: z.literal('failed'), ...ofRow, act, reason: text })

export const ledgerRecord = z.discriminatedUnion('record', [run, sending, done, reused, refused, missing, failed])
export type LedgerRecord = Readonly<z.infer<typeof ledgerRecord>>
export type RecordOf<K extends LedgerRecord['record']> = Extract<LedgerRecord, { readonly record: K }>
export type Act = z.infer<typeof act>

/** The line of a record, with its newline. The kind of record comes first, so that a person can read a ledger down its left side. */
export function printRecord(record: LedgerRecord): string {
  return `${JSON.stringify(record)}\n`
}
