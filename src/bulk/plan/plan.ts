import { UsageError } from '../../errors.ts'
import type { Numbers } from '../../text/json.ts'
import { excerpt } from '../../text/quote.ts'
import { getOrCreate } from '../../text/words.ts'
import type { ColumnNames } from '../rows/columns.ts'
import { jsonLineRows } from '../rows/json-lines.ts'
import { invalid, type Parsed, type Problem } from '../rows/row.ts'
import { MAX_DOCUMENT_LENGTH, wholeText } from '../rows/text.ts'
import { expandRows } from './expand.ts'
import { duplicateKeyMessage, findPlanProblems, findSizeProblem, reportMissingParents } from './plan-problems.ts'
import { hasDerivedKey, keysInRepo, keysOf, type PlannedRow, planRow, type RowRepos, rowHash } from './planned-row.ts'
import { type PlanFile, parsePlanFile } from './schema.ts'
import { trackersOf } from './trackers.ts'
import { readDocument } from './yaml-and-json.ts'

export const FORMATS = ['csv', 'jsonl', 'json', 'yaml'] as const
export type Format = (typeof FORMATS)[number]

const EXTENSIONS: ReadonlyMap<string, Format> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['json', 'json'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
])

const SAVE_AS_CSV = 'save it as CSV (UTF-8) in the spreadsheet program'
const MAKE_A_PLAN = 'make a plan from its task list with issue plan'
const ADVICE_BY_EXTENSION: ReadonlyMap<string, string> = new Map([
  ...['xls', 'xlsx', 'ods', 'numbers'].map((extension) => [extension, SAVE_AS_CSV] as const),
  ...['md', 'markdown'].map((extension) => [extension, MAKE_A_PLAN] as const),
])

/** @throws UsageError for a file name with an unknown extension. */
export function formatOf(file: string): Format {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''
  const format = EXTENSIONS.get(extension)
  if (format !== undefined) return format
  const advice = ADVICE_BY_EXTENSION.get(extension)
  if (advice !== undefined) throw new UsageError(`${file} is not a plan`, { hint: advice })
  throw new UsageError(`${file}: its name does not show its format`, { hint: `pass --format ${FORMATS.join('|')}` })
}

type PlanSource = RowRepos & {
  /** The name of the plan in messages. */
  readonly file: string
  readonly format: Format
  readonly numbers?: Numbers
  /** What the columns of a CSV file stand for. */
  readonly columns?: ColumnNames
}

/** Yields the rows of a plan and its problems, with every parent before its children. CSV and JSON Lines are streamed. */
export async function* planRows(pieces: AsyncIterable<string>, source: PlanSource): AsyncGenerator<Parsed<PlannedRow>> {
  const rejectDiscussionAsParent = discussionParentFilter()
  for await (const row of orderedRows(pieces, source)) yield rejectDiscussionAsParent(row)
}

async function* orderedRows(pieces: AsyncIterable<string>, source: PlanSource): AsyncGenerator<Parsed<PlannedRow>> {
  const sorter = new ParentsFirstSorter()
  let isEmpty = true
  for await (const parsed of parseRows(pieces, source))
    for (const row of sorter.add(parsed)) {
      isEmpty = false
      yield row
    }
  for (const row of sorter.finish()) {
    isEmpty = false
    yield row
  }
  if (isEmpty) yield invalid({ file: source.file, line: null, row: 0 }, 'it has no rows, so there is nothing to do')
}

async function* parseRows(pieces: AsyncIterable<string>, source: PlanSource): AsyncGenerator<Parsed<PlannedRow>> {
  const { file, format, numbers, columns } = source
  if (format === 'json' || format === 'yaml') {
    yield* documentRows(await wholeText(pieces, MAX_DOCUMENT_LENGTH), source)
    return
  }
  const rows =
    format === 'csv'
      ? (await import('../rows/csv.ts')).csvRows(pieces, file, columns)
      : jsonLineRows(pieces, file, numbers)
  for await (const parsed of rows) yield parsed.ok ? planRow(parsed.value, source) : parsed
}

function* documentRows(text: string | null, source: PlanSource): Generator<Parsed<PlannedRow>> {
  const { plan, problems } = planIn(text, source)
  if (problems.length > 0) yield { ok: false, problems, key: null }
  if (plan === null) return
  const trackers = trackersOf(plan)
  const privateSource = plan.source?.private === true ? plan.source.url : undefined
  for (const row of trackers.rows)
    yield row.ok ? planRow(row.value, source, { isTracker: true, trackerKey: null, privateSource }) : row
  for (const { row, combination } of expandRows(plan)) {
    const trackerKey = trackers.keyFor(combination)
    yield row.ok
      ? planRow(trackers.resolveParent(row.value, trackerKey), source, { isTracker: false, trackerKey, privateSource })
      : row
  }
}

/**
 * The plan in a YAML or JSON text. Does not return the parsed document, so that its memory is freed before the rows are read: a
 * parsed YAML document is twenty times as large as its text.
 */
function planIn(
  text: string | null,
  { file, format, numbers }: PlanSource,
): { readonly plan: PlanFile | null; readonly problems: readonly Problem[] } {
  const at = { file, line: null, row: 0 }
  const document = readDocument(text, format === 'json' ? 'json' : 'yaml', numbers)
  if ('message' in document)
    return { plan: null, problems: [{ at: { ...at, line: document.line }, message: document.message }] }
  const { plan, problems: shapeProblems } = parsePlanFile(document, file)
  const cutProblems = document.cutTexts.map(({ line, message }) => ({ at: { ...at, line }, message }))
  // Rows that lack part of their text are not worth checking or showing.
  if (cutProblems.length > 0) return { plan: null, problems: [...cutProblems, ...shapeProblems] }
  const sizeProblem = findSizeProblem(plan)
  if (sizeProblem !== null) return { plan: null, problems: [...shapeProblems, { at, message: sizeProblem }] }
  return { plan, problems: shapeProblems.length > 0 ? shapeProblems : [...findPlanProblems(plan, at)] }
}

/**
 * Puts every parent before its children, by holding back each row until its parent has been returned. Turns a row into a problem if
 * an earlier row has the same key.
 */
class ParentsFirstSorter {
  /** By key: the line of the row, or its number in a format without lines. */
  readonly #positions = new Map<string, number>()
  readonly #unreadableKeys = new Set<string>()
  /** The rows that are held back, by the key of their parent. */
  readonly #held = new Map<string, PlannedRow[]>()
  readonly #heldKeys = new Set<string>()
  /** By title: the keys of the rows that have a key of their own. Any other key follows from the title and the repository. */
  readonly #ownKeys = new Map<string, string[]>()
  readonly #repos = new Set<string>()

  #indexTitle(row: PlannedRow): void {
    const { title, repo } = row.draft
    this.#repos.add(repo.toLowerCase())
    if (!hasDerivedKey(row)) getOrCreate(this.#ownKeys, title.normalize('NFC'), () => []).push(row.key)
  }

  /** Call after the last row. @returns the rows that name their parent by its title, and a problem for each missing parent and cycle */
  *finish(): Generator<Parsed<PlannedRow>> {
    if (this.#held.size === 0) return
    this.#findParentsByTitle()
    for (const key of [...this.#held.keys()].filter((each) => this.#isReturned(each))) yield* this.#release(key)
    const returnedKeys = [...this.#positions.keys()].filter((key) => !this.#heldKeys.has(key))
    const isRepeatedTitle = (text: string) => this.#keysWithTitle(text).length > 1
    yield* reportMissingParents([...this.#held.values()].flat(), returnedKeys, isRepeatedTitle)
  }

  /** @returns the rows that may follow now */
  *add(parsed: Parsed<PlannedRow>): Generator<Parsed<PlannedRow>> {
    if (!parsed.ok) {
      yield parsed
      if (parsed.key === null) return
      this.#unreadableKeys.add(parsed.key)
      yield* this.#release(parsed.key)
      return
    }
    const row = parsed.value
    const earlierPosition = this.#positionOfSameKey(row)
    if (earlierPosition !== undefined) {
      yield invalid(row.at, duplicateKeyMessage(row, earlierPosition), row.key)
      return
    }
    const missingParent = row.parentKey === null || this.#isReturned(row.parentKey) ? null : row.parentKey
    this.#positions.set(row.key, row.at.line ?? row.at.row)
    this.#indexTitle(row)
    if (missingParent === null) {
      yield parsed
      yield* this.#release(row.key)
      return
    }
    this.#heldKeys.add(row.key)
    getOrCreate(this.#held, missingParent, () => []).push(row)
  }

  /** Only the whole plan shows that no row has the title as its key, and that only one row has the title. */
  #findParentsByTitle(): void {
    for (const [text, rows] of [...this.#held].filter(([parent]) => !this.#positions.has(parent))) {
      const [parentKey, ...others] = this.#keysWithTitle(text)
      if (parentKey === undefined || others.length > 0) continue
      const children = rows.map((row) => ({ ...row, parentKey, hash: rowHash(row.draft, row.reuse, parentKey) }))
      this.#held.delete(text)
      this.#held.set(parentKey, [...(this.#held.get(parentKey) ?? []), ...children])
    }
  }

  /** The keys of the rows with a title. Notion adds the address or the file of a page to it: `Release (https://notion.so/0123)`. */
  #keysWithTitle(text: string): readonly string[] {
    const keysFor = (title: string) => [
      ...[...this.#repos]
        .flatMap((repo) => keysInRepo({ draft: { kind: 'issue', title } }, repo))
        .filter((key) => this.#positions.has(key)),
      ...(this.#ownKeys.get(title.normalize('NFC')) ?? []),
    ]
    const title = text.trim()
    const keys = keysFor(title)
    return keys.length > 0 ? keys : keysFor(title.replace(/ \((?:https?:\/\/\S+|\S+\.md)\)$/, ''))
  }

  #positionOfSameKey(row: PlannedRow): number | undefined {
    return keysOf(row)
      .map((key) => this.#positions.get(key))
      .find((position) => position !== undefined)
  }

  #isReturned(key: string): boolean {
    return this.#unreadableKeys.has(key) || (this.#positions.has(key) && !this.#heldKeys.has(key))
  }

  /** Returns the rows that were held back because of the row with this key: its children, their children, and so on. */
  *#release(key: string): Generator<Parsed<PlannedRow>> {
    const keys = [key]
    // The list grows while the loop runs.
    for (const parentKey of keys) {
      const children = this.#held.get(parentKey) ?? []
      this.#held.delete(parentKey)
      for (const child of children) {
        this.#heldKeys.delete(child.key)
        yield { ok: true, value: child }
        keys.push(child.key)
      }
    }
  }
}

/** Returns a function that turns a row into a problem if its parent, an earlier row, is a discussion: GitHub would refuse the row. */
function discussionParentFilter(): (parsed: Parsed<PlannedRow>) => Parsed<PlannedRow> {
  const discussions = new Set<string>()
  return (parsed) => {
    if (!parsed.ok) return parsed
    const { key, parentKey, at, draft } = parsed.value
    if (draft.kind === 'discussion') discussions.add(key)
    if (parentKey === null || !discussions.has(parentKey)) return parsed
    const message = `parent: the row "${excerpt(parentKey)}" is a discussion, and only an issue has sub-issues`
    return invalid(at, message, key)
  }
}
