import type { App } from '../app.ts'
import { type Format, formatOf, MAX_DOCUMENT_LENGTH, planRows } from '../bulk/plan/plan.ts'
import type { PlannedRow } from '../bulk/plan/planned-row.ts'
import { type ColumnFlags, columnNames } from '../bulk/rows/columns.ts'
import type { Parsed } from '../bulk/rows/row.ts'
import { wholeText } from '../bulk/rows/text.ts'
import { Failure, UsageError } from '../errors.ts'
import { repoInAddress } from '../github/endpoints.ts'

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
    repoInAddress: (text: string) => repoInAddress(app.env, text),
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
