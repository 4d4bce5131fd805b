import type { App } from '../app.ts'
import { mayHavePost, type Statuses, textHashesOf } from '../bulk/ledger/status.ts'
import { type Format, formatOf, MAX_DOCUMENT_LENGTH, planRows } from '../bulk/plan/plan.ts'
import { hasDerivedKey, keysOf, type PlannedRow } from '../bulk/plan/planned-row.ts'
import { hashesOf } from '../bulk/plan/row-spellings.ts'
import { type ColumnFlags, columnNames } from '../bulk/rows/columns.ts'
import type { Parsed } from '../bulk/rows/row.ts'
import { wholeText } from '../bulk/rows/text.ts'
import { Failure, UsageError } from '../errors.ts'

/** A plan that can be read more than once: first to check all its rows, then to send them. */
export type PlanInput = {
  /** The name of the plan in messages. */
  readonly name: string
  rows(): AsyncIterable<Parsed<PlannedRow>>
  /** The rows as earlier versions of the program read them. null: they read this format as we do. */
  rowsAsReadBefore(): AsyncIterable<Parsed<PlannedRow>> | null
}

type PlanOptions = {
  readonly format: Format | undefined
  /** The repository for rows that do not name one. */
  readonly repo: string | null
  readonly columns: ColumnFlags
}

/** @param path `-` is standard input, which is kept in memory. */
export async function openPlan(app: App, path: string, { format, repo, columns }: PlanOptions): Promise<PlanInput> {
  const isStdin = path === '-'
  if (isStdin && format === undefined)
    throw new UsageError('The format of standard input is unknown', { hint: 'add --format csv|jsonl|json|yaml' })
  const source = {
    file: isStdin ? 'standard input' : path,
    format: format ?? formatOf(path),
    repo,
    columns: columnNames(columns),
  }
  if (source.format !== 'csv' && (columns.column.length > 0 || columns.skipUnknown === true))
    throw new UsageError('--column and --skip-unknown are for CSV plans', {
      hint: 'rename the keys in the file instead',
    })
  const stdinText = isStdin ? await standardInput(app) : null
  const chunks = () => (stdinText === null ? app.files.readChunks(path) : toChunks(stdinText))
  return {
    name: source.file,
    rows: () => planRows(chunks(), source),
    rowsAsReadBefore: () =>
      source.format === 'json' || source.format === 'jsonl'
        ? planRows(chunks(), { ...source, numbers: 'converted' })
        : null,
  }
}

async function standardInput(app: App): Promise<string> {
  const text = await wholeText(app.files.readChunks('-'), MAX_DOCUMENT_LENGTH)
  if (text !== null) return text
  throw new Failure('file', `standard input: it has more than ${MAX_DOCUMENT_LENGTH} characters`, {
    hint: 'save a plan of that size to a file',
  })
}

async function* toChunks(text: string): AsyncGenerator<string> {
  yield text
}

export type NumberedRow = {
  readonly number: number
  readonly keys: readonly string[]
  readonly hashes: ReturnType<typeof hashesOf>
  /** null: no ledger has a row that became a private report. */
  readonly reportHashes: ReturnType<typeof textHashesOf> | null
  /** Whether the plan has a key for the row. */
  readonly hasOwnKey: boolean
}

/**
 * Leaves out the rows that have a post, or may have one, and those that reuse an issue.
 * @param repos the repositories in the ledgers, as they are spelled there
 * @param hasReports whether one of the ledgers has a row that became a private report
 */
export async function rowsToCreate(
  { rows }: PlanInput,
  own: Statuses,
  { repos, hasReports }: { readonly repos: readonly string[]; readonly hasReports: boolean },
): Promise<readonly NumberedRow[]> {
  const numbered: NumberedRow[] = []
  for await (const row of rows()) {
    if (!row.ok) continue
    const { at, key, reuse } = row.value
    if (reuse !== null || mayHavePost(own.get(key))) continue
    const hasOwnKey = !hasDerivedKey(row.value)
    const hashes = hashesOf(row.value, repos)
    const reportHashes = hasReports ? textHashesOf(row.value) : null
    numbered.push({ number: at.row, keys: keysOf(row.value), hashes, reportHashes, hasOwnKey })
  }
  return numbered
}
