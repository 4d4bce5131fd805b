import * as z from 'zod'
import { excerpt } from '../../text/quote.ts'
import { isMapping, type Mapping } from '../../text/yaml.ts'
import { parseColumn, suggestionFor } from '../rows/columns.ts'
import {
  type Parsed,
  type Problem,
  type Row,
  type RowContent,
  type RowPosition,
  rowOf,
  textValue,
} from '../rows/row.ts'
import type { Values } from './fill.ts'
import type { PlanData } from './yaml-and-json.ts'

/** Values for some or all axes of the matrix, by axis. */
export type Combination = ReadonlyMap<string, string>

export type PlanFile = {
  readonly defaults: RowContent
  /** Entries of `defaults` that are not columns. They only fill in `{{name}}`. */
  readonly names: Values
  readonly matrix: ReadonlyMap<string, readonly string[]>
  /** `selector`: the entry applies to the combinations with these values. */
  readonly exclude: readonly { readonly at: RowPosition; readonly selector: Combination }[]
  readonly overrides: readonly {
    readonly at: RowPosition
    readonly selector: Combination
    readonly content: RowContent
  }[]
  /** Created once, or once for each combination of the axes that it names: see `trackersOf`. */
  readonly tracker: Row | null
  readonly rows: readonly Row[]
  /** The post that `issue plan` created the plan from, and whether it is private. null: the plan does not name one. */
  readonly source: z.infer<typeof source> | null
}

const mapping = z.record(z.string(), z.unknown(), 'expected a mapping')
/** Also accepts the texts "true" and "false", because values of a YAML plan stay text. */
const booleanValue = z.preprocess((value) => {
  if (value === 'true') return true
  return value === 'false' ? false : value
}, z.boolean('expected true or false'))
/** Part of the plan because rows made from a private post must not become public: see the check `private-repo`. */
const source = z.object({ url: textValue, private: booleanValue }, 'expected a mapping')
const planSchema = z.object({
  defaults: mapping.nullish(),
  matrix: z
    .record(z.string(), z.array(textValue, 'expected a list').min(1, 'it has no value'), 'expected a mapping')
    .nullish(),
  exclude: z.array(z.record(z.string(), textValue, 'expected a mapping'), 'expected a list').nullish(),
  overrides: z.array(mapping, 'expected a list').nullish(),
  tracker: mapping.nullish(),
  rows: z.array(mapping, 'expected a list').nullish(),
  source: source.nullish(),
})
const KEYS = Object.keys(planSchema.shape)
/** At most this many unknown keys are reported, because finding the lines of very many keys would take long. */
const MAX_UNKNOWN_KEYS = 100
const ROW_KEY_ADVICE = '; write it in a row, or in "defaults" for all rows'

export function parsePlanFile(
  { data, lineOf }: PlanData,
  name: string,
): { readonly plan: PlanFile; readonly problems: readonly Problem[] } {
  const planMapping = isMapping(data) ? data : { rows: data }
  // A plan that is only a list of rows has no key `rows`.
  const positionOf: PositionOf = (path, row = 0) => ({
    file: name,
    row,
    line: lineOf(isMapping(data) ? path : path.slice(1)),
  })
  const unknownKeyProblems = Object.keys(planMapping)
    .filter((key) => !KEYS.includes(key))
    .slice(0, MAX_UNKNOWN_KEYS)
    .map((key) => ({
      at: positionOf([key]),
      message: `a plan has no key "${excerpt(key)}"${parseColumn(key) === null ? suggestionFor(key, KEYS) : ROW_KEY_ADVICE}`,
    }))
  const parsed = planSchema.safeParse(planMapping)
  const shapeProblems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const keys = path.filter((key) => typeof key !== 'symbol')
    return { at: positionOf(keys), message: `${excerpt(keys.join('.'))}: ${message}` }
  })
  const { plan, problems } = parseParts(parsed.data ?? {}, positionOf)
  return { plan, problems: [...unknownKeyProblems, ...shapeProblems, ...problems] }
}

type PositionOf = (path: readonly (string | number)[], row?: number) => RowPosition

function parseParts(
  { defaults, matrix, exclude, overrides, tracker, rows, source: planSource }: Partial<z.infer<typeof planSchema>>,
  positionOf: PositionOf,
): { readonly plan: PlanFile; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  /** Returns a list with the row, or collects its problems and returns an empty list. */
  const rowOrNone = (parsed: Parsed<Row>): readonly Row[] => {
    if (parsed.ok) return [parsed.value]
    for (const problem of parsed.problems) problems.push(problem)
    return []
  }
  const axes = new Map(Object.entries(matrix ?? {}))
  // Reports two axes that are spellings of the same column. Also reports an axis `fields`: this column is a mapping, but the values
  // of an axis are text.
  rowOrNone(rowOf(positionOf(['matrix']), columnsOf(axes)))
  const [columns, names] = partition(defaults ?? {}, (key) => parseColumn(key) !== null)
  for (const name of Object.keys(names).filter((key) => !isTextual(names[key])))
    problems.push({
      at: positionOf(['defaults', name]),
      message: `${excerpt(name)}: expected text, or a list of text values`,
    })
  const plan: PlanFile = {
    defaults: rowOrNone(rowOf(positionOf(['defaults']), columns))[0]?.content ?? {},
    names: textsIn(names),
    matrix: axes,
    exclude: (exclude ?? []).map((values, index) => ({
      at: positionOf(['exclude', index]),
      selector: new Map(Object.entries(values)),
    })),
    overrides: (overrides ?? []).flatMap((entry, index) => {
      const [selector, content] = partition(entry, (key) => axes.has(key))
      return rowOrNone(rowOf(positionOf(['overrides', index]), content)).map((row) => ({
        ...row,
        selector: textsIn(selector),
      }))
    }),
    tracker: tracker ? (rowOrNone(rowOf(positionOf(['tracker']), tracker))[0] ?? null) : null,
    // A matrix without rows stands for one row that takes everything from the matrix and the defaults.
    rows: (rows ?? (matrix ? [{}] : [])).flatMap((values, index) =>
      rowOrNone(rowOf(positionOf(['rows', index], index + 1), values)),
    ),
    source: planSource ?? null,
  }
  return { plan, problems }
}

/** The axes that are columns, each with its first value. */
function columnsOf(axes: PlanFile['matrix']): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    [...axes].filter(([axis]) => parseColumn(axis) !== null).map(([axis, [first]]) => [axis, first]),
  )
}

/** Whether a value can be written as text, unlike a mapping. */
function isTextual(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isTextual) : !isMapping(value)
}

function textsIn(values: Mapping): Values {
  return new Map(Object.entries(values).map(([key, value]) => [key, String(value ?? '')]))
}

function partition(values: Mapping, test: (key: string) => boolean): readonly [matches: Mapping, others: Mapping] {
  const entries = Object.entries(values)
  const entriesWhere = (expected: boolean) => Object.fromEntries(entries.filter(([key]) => test(key) === expected))
  return [entriesWhere(true), entriesWhere(false)]
}
