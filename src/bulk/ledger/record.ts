import * as z from 'zod'
import { Failure } from '../../errors.ts'
import { MARKER_ID } from '../../text/added-lines.ts'
import { isRepoName, parsePostRef } from '../../text/github-names.ts'
import { excerpt } from '../../text/quote.ts'
import { schemaMessage } from '../../text/schema-message.ts'

const time = z.iso.datetime({ offset: true, error: 'expected a time, such as 2026-11-24T09:30:00.000Z' })
const text = z.string().min(1)
/**
 * `edit` updates the list in a tracker, `close` closes a post for `--undo`, `link` makes an issue a sub-issue of its parent, and
 * `label` creates a label.
 */
const OTHER_ACTIONS = ['edit', 'close', 'link', 'label'] as const
const action = z.enum(['create', ...OTHER_ACTIONS])

const rowFields = { at: time, key: text }

/** The first record of every run. */
const run = z.object({
  record: z.literal('run'),
  at: time,
  version: z.literal(1),
  /** The hash of the plan. `--undo` writes the path of the plan's ledger instead. */
  plan: text,
  file: z.string(),
  rows: z.int().nonnegative().optional(),
  /** The repository for rows that name none, from `--repo` or GH_REPO. Older versions did not record it. */
  repo: z.string().refine(isRepoName, 'expected owner/name').optional(),
})

/** Recorded before a write is sent. From then on, the write may have taken effect. */
const sending = z.object({
  record: z.literal('sending'),
  ...rowFields,
  act: action,
  /** The hash of the row. For `edit`, the hash of the new body; for `label`, the name of the label. */
  row: text,
  repo: z.string().refine(isRepoName, 'expected owner/name'),
  kind: z.enum(['issue', 'discussion']),
  marker: z.string().regex(MARKER_ID),
  /**
   * `row` is the number of the row here, not its hash; `title` and `body` are hashes. They identify the row after its key has
   * changed.
   */
  parts: z.object({ row: z.int().nonnegative(), title: text, body: text.nullable() }).optional(),
  /**
   * For `edit`: the rows without an address that the list names, with the hashes of their keys and of their lines. They identify the
   * lines after the titles have changed. Older versions did not record them.
   */
  listed: z.array(z.object({ key: text, row: z.int().nonnegative(), line: text })).optional(),
  /** Finds the post even if the repository has been renamed. Older versions did not record it. */
  repositoryId: text.optional(),
  viewer: text.optional(),
})

/** The parts of the address of an issue or a discussion. The address has to be as GitHub writes it, with nothing after the number. */
export function parsePostUrl(url: string) {
  const { repo, number, address } = parsePostRef(url) ?? { repo: null, number: 0, address: null }
  const kind = address?.page === 'discussions' ? ('discussion' as const) : ('issue' as const)
  return { host: address?.host ?? '', repo: repo ?? '', kind, number }
}

/** Strict, because we print the address, and `--undo` closes the post there. */
function isPostUrl(text: string): boolean {
  const address = parsePostRef(text)?.address
  return address != null && address.page !== 'pull' && address.rest === ''
}

const postUrl = z.string().refine(isPostUrl, 'expected the address of a post')
const post = { number: z.int().positive(), url: postUrl }

/** The repositories in a ledger, as they are spelled there. */
export function reposIn(records: readonly LedgerRecord[]): readonly string[] {
  return [...new Set(records.flatMap((record) => ('repo' in record ? (record.repo ?? []) : [])))]
}

/** The key of a label's records. Keeps the spelling of `name`, because the ledger is searched for exactly this key. */
export function labelKey(name: string, repo: string): string {
  return `label:${name}@${repo}`
}

const done = z.discriminatedUnion('act', [
  z.object({
    record: z.literal('done'),
    ...rowFields,
    act: z.literal('create'),
    ...post,
    /** Set if the post was found without reading its row, which may no longer be in the plan. */
    orphan: z.literal(true).optional(),
  }),
  z.object({
    record: z.literal('done'),
    ...rowFields,
    act: z.enum(OTHER_ACTIONS),
    number: post.number.optional(),
    url: post.url.optional(),
    /** The created label, which the next run needs because GitHub may not list it yet. Older versions did not record it. */
    label: z.object({ id: text, name: text }).optional(),
    /** A time: when the edited issue last changed on GitHub. A version of the issue with an earlier time is outdated. */
    version: time.optional(),
  }),
])

/** Nothing was sent, because an existing issue is used. `row`: the hash of the row. */
const reused = z.object({ record: z.literal('reused'), ...rowFields, row: text, ...post })

/** GitHub refused the write, so it had no effect. */
const refused = z.object({
  record: z.literal('refused'),
  ...rowFields,
  act: action,
  reason: text,
  /** The limit that made GitHub refuse the write; the pace learns from it. null: GitHub had another reason. */
  limit: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('primary-limit'), resetAt: time }),
      z.object({ kind: z.literal('secondary-limit'), retryAfter: z.number().nonnegative() }),
      z.object({ kind: z.literal('submitted-too-quickly') }),
    ])
    .nullable(),
})

/** GitHub shows that the write did not take effect, and that it no longer can. */
const missing = z.object({ record: z.literal('missing'), ...rowFields, act: action })

/** The run gave up on the row. Only the records before this one show whether the post may exist. */
const failed = z.object({ record: z.literal('failed'), ...rowFields, act: action, reason: text })

/**
 * A row became a private report, and must not become public. Has no key, because the key may have been derived from the title, and
 * people may share the ledger. `rowKey`, `title`, `body`: hashes that identify the row. `body`: of its answers if it has no body;
 * null if it has neither, or if other rows have the same.
 */
const reported = z.object({ record: z.literal('reported'), at: time, rowKey: text, title: text, body: text.nullable() })

export const ledgerRecord = z.discriminatedUnion('record', [
  run,
  sending,
  done,
  reused,
  refused,
  missing,
  failed,
  reported,
])
export type LedgerRecord = Readonly<z.infer<typeof ledgerRecord>>
export type RecordOf<K extends LedgerRecord['record']> = Extract<LedgerRecord, { readonly record: K }>
export type CreatedRecord = Extract<RecordOf<'done'>, { readonly act: 'create' }>

/** Whether a post was found without its row: see `Orphan`. */
export function isOrphan(record: LedgerRecord): record is CreatedRecord {
  return record.record === 'done' && record.act === 'create' && record.orphan === true
}
export type Action = z.infer<typeof action>

export function printRecord(record: LedgerRecord): string {
  return `${JSON.stringify(record)}\n`
}

type Ledger = {
  readonly records: readonly LedgerRecord[]
  /**
   * The state of the last line, if no newline ends it. `torn`: a run died while writing it, and it must be cut off before
   * more is written. `whole`: only the newline is missing.
   */
  readonly tail: 'torn' | 'whole' | null
}

/**
 * Only the last line may be torn. If it is the only line, it must begin like the first record of a run. Otherwise it may be the whole
 * content of some other file, which must not be cut off.
 * @throws Failure (validation) that names file and line.
 */
export function parseLedger(lines: readonly string[], file: string): Ledger {
  const last = lines.at(-1) ?? ''
  const records = lines.slice(0, -1).map((line, index) => recordOrThrow(line, `${file}:${index + 1}`))
  if (last === '') return requireRun(records, file, null)
  const { record } = parseRecord(last)
  if (record !== null) return requireRun([...records, record], file, 'whole')
  if (records.length === 0 && !mayBeginRun(last)) throw notALedgerFailure(file)
  return requireRun(records, file, 'torn')
}

const RUN_BEGINNING = '{"record":"run",'

/** Whether a torn line may be the beginning of a `run` record. */
function mayBeginRun(line: string): boolean {
  // A full disk or a lost block can leave null bytes instead of text.
  const text = line.replace(/\0+$/, '')
  return text.startsWith(RUN_BEGINNING) || RUN_BEGINNING.startsWith(text)
}

/** Rejects a JSON Lines file that is not a ledger, so that nothing is written to it. */
function requireRun(records: readonly LedgerRecord[], file: string, tail: Ledger['tail']): Ledger {
  const [first] = records
  if (first !== undefined && first.record !== 'run') throw notALedgerFailure(file)
  return { records, tail }
}

function notALedgerFailure(file: string): Failure {
  return new Failure('validation', `${file}:1: this is not a ledger, because its first record is not a run`, {
    hint: 'pass another file to --ledger',
  })
}

function recordOrThrow(line: string, position: string): LedgerRecord {
  const { record, why } = parseRecord(line)
  if (record !== null) return record
  throw new Failure('validation', `${position}: this is not a ledger record (${why})`, {
    hint: 'restore the file, or fix the line',
  })
}

type ParsedLine =
  | { readonly record: LedgerRecord; readonly why: null }
  | { readonly record: null; readonly why: string }

function parseRecord(line: string): ParsedLine {
  const data = jsonOf(line)
  if (data === undefined) return { record: null, why: 'it is not JSON' }
  const parsed = ledgerRecord.safeParse(data, { error: schemaMessage })
  if (parsed.success) {
    const why = contradictionIn(parsed.data)
    return why === null ? { record: parsed.data, why } : { record: null, why }
  }
  const [issue] = parsed.error.issues
  return { record: null, why: excerpt(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`) }
}

/** Somebody else may have written the ledger, so the address that we print must be that of the post that `--undo` closes. */
function contradictionIn(record: LedgerRecord): string | null {
  if (!('url' in record) || record.url === undefined) return null
  return parsePostUrl(record.url).number === record.number
    ? null
    : 'url: its number differs from the number of the record'
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
