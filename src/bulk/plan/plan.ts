import { UsageError } from '../../errors.ts'
import { wholeText } from '../rows/chunks.ts'
import { bad, type Read } from '../rows/problem.ts'
import type { Row } from '../rows/row.ts'
import { csvRows, jsonLineRows, NO_TEXT, NOT_UTF8 } from '../rows/tables.ts'
import { type PlanData, readJsonPlan, readYamlPlan, type Unreadable } from './document.ts'
import { expand } from './expand.ts'
import { planFaults } from './faults.ts'
import { withUniqueKeys } from './keys.ts'
import { parentsFirst } from './order.ts'
import { type PlannedRow, planned } from './planned.ts'
import { planFile } from './shape.ts'
import { trackersOf } from './trackers.ts'

export const FORMATS = ['csv', 'jsonl', 'json', 'yaml'] as const
export type Format = (typeof FORMATS)[number]

const ENDINGS: ReadonlyMap<string, Format> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
])

/** @throws UsageError for a file whose name does not tell. */
export function formatOf(file: string): Format {
  const format = ENDINGS.get(/\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? '')
  if (format !== undefined) return format
  throw new UsageError(`${file}: its name does not tell what it is; give --format ${FORMATS.join('|')}`)
}

export type PlanSource = {
  /** As messages name it. */
  readonly file: string
  readonly format: Format
  /** For rows that name none. */
  readonly repo: string | null
}

/** YAML and JSON are read whole; for more, there are CSV and JSON Lines. */
export const LONGEST_DOCUMENT = 20_000_000

/**
 * The rows of a plan, the trackers first and every parent before its children, or what is wrong with each; all problems come
 * in one pass. Of CSV and JSON Lines no more is kept than the keys.
 */
export async function* planRows(chunks: AsyncIterable<string>, source: PlanSource): AsyncGenerator<Read<PlannedRow>> {
  let count = 0
  for await (const read of parentsFirst(withUniqueKeys(everyRow(chunks, source)))) {
    count++
    yield read
  }
  if (count === 0) yield bad({ file: source.file, line: null, row: 0 }, 'it has no rows, so there is nothing to do')
}

async function* everyRow(chunks: AsyncIterable<string>, source: PlanSource): AsyncGenerator<Read<PlannedRow>> {
  const { file, format, repo } = source
  if (format === 'csv') yield* eachPlanned(csvRows(chunks, file), repo)
  else if (format === 'jsonl') yield* eachPlanned(jsonLineRows(chunks, file), repo)
  else yield* documentRows(await wholeText(chunks, LONGEST_DOCUMENT), source)
}

async function* eachPlanned(rows: AsyncIterable<Read<Row>>, repo: string | null): AsyncGenerator<Read<PlannedRow>> {
  for await (const read of rows) yield read.ok ? planned(read.value, repo) : read
}

function* documentRows(text: string | null, { file, format, repo }: PlanSource): Generator<Read<PlannedRow>> {
  const read = readDocument(text, format)
  const at = { file, line: null, row: 0 }
  if ('message' in read) {
    yield bad({ ...at, line: read.line }, read.message)
    return
  }
  const { file: plan, problems } = planFile(read, file)
  const faults = problems.length > 0 ? problems : [...planFaults(plan, at)]
  if (faults.length > 0) yield { ok: false, problems: faults, key: null }
  const trackers = trackersOf(plan)
  for (const row of trackers.rows) yield row.ok ? planned(row.value, repo, { isTracker: true, trackerKey: null }) : row
  for (const { row, combination } of expand(plan)) {
    const trackerKey = trackers.keyFor(combination)
    yield row.ok ? planned(trackers.withOwnParent(row.value, trackerKey), repo, { isTracker: false, trackerKey }) : row
  }
}

function readDocument(text: string | null, format: Format): PlanData | Unreadable {
  if (text === null)
    return {
      line: null,
      message: `it has more than ${LONGEST_DOCUMENT} characters; a plan of that size is CSV or JSON Lines`,
    }
  if (text.includes('\0')) return { line: null, message: NO_TEXT }
  if (text.includes('\uFFFD'))
    return { line: text.slice(0, text.indexOf('\uFFFD')).split('\n').length, message: NOT_UTF8 }
  return format === 'json' ? readJsonPlan(text) : readYamlPlan(text)
}
