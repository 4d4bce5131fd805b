import { parseColumn } from '../rows/columns.ts'
import { type Parsed, problemsAt, type Row, type RowContent, rowOf, valid } from '../rows/row.ts'
import { fillIn, fillText, type Values } from './fill.ts'
import type { Combination, PlanFile } from './shape.ts'

/** A row, and the combination of the matrix that it belongs to. */
export type ExpandedRow = { readonly row: Parsed<Row>; readonly combination: Combination }

/** Every row of a plan, once for each combination that is not excluded, with its `{{names}}` filled in. */
export function* expandRows(plan: PlanFile): Generator<ExpandedRow> {
  for (const { row, combination } of combineRows(plan)) yield { row: mergeRow(plan, row, combination), combination }
}

/** The rows as the plan has them, once for each of their combinations. */
export function* combineRows(plan: PlanFile): Generator<{ readonly row: Row; readonly combination: Combination }> {
  for (const row of plan.rows)
    for (const combination of combinations(plan, row.content))
      if (!plan.exclude.some(({ of }) => isPartOf(of, combination))) yield { row, combination }
}

/** How many rows a plan has, including those that are excluded. Counts them without building them. */
export function countCombinations({ matrix, rows }: PlanFile): number {
  return rows.reduce((sum, { content }) => {
    const own = textsOf(content, new Map(), (column) => matrix.has(column))
    return sum + [...matrix].reduce((product, [axis, values]) => product * (own.has(axis) ? 1 : values.length), 1)
  }, 0)
}

/** The combinations of a row. If the row itself has a value for an axis, it gets no other value of that axis. */
export function* combinations({ matrix }: PlanFile, content: RowContent): Generator<Combination> {
  const texts = textsOf(content, new Map(), (column) => matrix.has(column))
  yield* product([...matrix].map(([axis, values]) => [axis, texts.has(axis) ? [texts.get(axis) ?? ''] : values]))
}

function* product(axes: readonly (readonly [string, readonly string[]])[]): Generator<Combination> {
  const [first, ...others] = axes
  if (first === undefined) {
    yield new Map()
    return
  }
  for (const value of first[1]) for (const rest of product(others)) yield new Map([[first[0], value], ...rest])
}

export function isPartOf(part: Combination, whole: Combination): boolean {
  return [...part].every(([axis, value]) => whole.get(axis) === value)
}

/** The more specific value wins: override, matrix, row, defaults. */
function mergeRow(
  { defaults, names, overrides }: PlanFile,
  { at, content }: Row,
  combination: Combination,
): Parsed<Row> {
  const axisRow = rowOf(at, Object.fromEntries([...combination].filter(([axis]) => parseColumn(axis) !== null)))
  const overriding = overrides.filter(({ of }) => isPartOf(of, combination)).map((override) => override.content)
  const merged = [content, axisRow.ok ? axisRow.value.content : {}, ...overriding].reduce(mergeContent, defaults)
  const values: Values = new Map([...names, ...combination])
  const columnTexts = textsOf(merged, values, (column) => Object.hasOwn(defaults, column))
  return fillRow({ at, content: merged }, new Map([...columnTexts, ...values]))
}

export function fillRow({ at, content }: Row, values: Values): Parsed<Row> {
  const { content: full, messages: faults } = fillIn(content, values)
  if (faults.length === 0) return valid({ at, content: full })
  return { ok: false, problems: problemsAt(at, faults), key: full.key ?? null }
}

/** A body in a row replaces a template in the defaults, and a template replaces a body. */
function mergeContent(general: RowContent, special: RowContent): RowContent {
  const { body, template, fields, ...others } = general
  const text = special.template === undefined && body !== undefined ? { body } : {}
  const form =
    special.body === undefined
      ? { ...(template === undefined ? {} : { template }), ...(fields === undefined ? {} : { fields }) }
      : {}
  const answers =
    fields !== undefined && special.fields !== undefined ? { fields: { ...fields, ...special.fields } } : {}
  return { ...others, ...text, ...form, ...special, ...answers }
}

/** The values of these columns, each as one text. */
export function textsOf(
  content: RowContent,
  values: Values,
  isIncluded: (column: string) => boolean = () => true,
): Values {
  const unknown = new Set<string>()
  const { fields, ...columns } = content
  const texts = new Map<string, string>()
  for (const [column, value] of Object.entries(columns))
    if (isIncluded(column))
      texts.set(column, fillText(typeof value === 'string' ? value : value.join(', '), values, unknown))
  return texts
}
