import type { App } from '../app.ts'
import { type Format, formatOf, planRows } from '../bulk/plan/plan.ts'
import type { PlannedRow } from '../bulk/plan/planned-row.ts'
import { type ColumnFlags, columnNames } from '../bulk/rows/columns.ts'
import type { Parsed } from '../bulk/rows/row.ts'
import { MAX_DOCUMENT_LENGTH, wholeText } from '../bulk/rows/text.ts'
import { Failure, UsageError } from '../errors.ts'
import { repoInAddress } from '../github/endpoints.ts'

/** A plan that can be read more than once: first to check all its rows, then to send them. */
export type PlanInput = {
  /** The name of the plan in messages. */
  readonly name: string
  /** Whether it came from standard input or from a pipe. */
  readonly isStream: boolean
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

type PlanApp = Pick<App, 'files' | 'env'>

/** @param path `-` is standard input. It is kept in memory, like a pipe, because it can be read only once. */
export async function openPlan(app: PlanApp, path: string, { format, repo, columns }: PlanOptions): Promise<PlanInput> {
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
  const isStream = isStdin || (await app.files.identityOf(path)).isStream
  const streamText = isStream ? await readWhole(app, path, source.file) : null
  const chunks = () => (streamText === null ? app.files.readChunks(path) : toChunks(streamText))
  return {
    name: source.file,
    isStream,
    rows: () => planRows(chunks(), source),
    rowsAsReadBefore: () =>
      source.format === 'json' || source.format === 'jsonl'
        ? planRows(chunks(), { ...source, numbers: 'converted' })
        : null,
  }
}

async function readWhole(app: PlanApp, path: string, name: string): Promise<string> {
  const text = await wholeText(app.files.readChunks(path), MAX_DOCUMENT_LENGTH)
  if (text !== null) return text
  throw new Failure('file', `${name}: it has more than ${MAX_DOCUMENT_LENGTH} characters`, {
    hint: 'save a plan of that size to a file',
  })
}

async function* toChunks(text: string): AsyncGenerator<string> {
  yield text
}
