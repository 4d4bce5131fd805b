import type { FieldValue } from '../../drafts/draft.ts'
import { parseColumn } from '../rows/columns.ts'
import { type Parsed, problemsAt, type Row, type RowContent, rowOf, valid } from '../rows/row.ts'
import { fillContent, fillText, type Values } from './fill.ts'
import type { Combination, PlanFile } from './schema.ts'

type Fields = NonNullable<RowContent['fields']>

export type ExpandedRow = { readonly row: Parsed<Row>; readonly combination: Combination }

/** Every row of a plan, once for each of its combinations that is not excluded, with its `{{names}}` filled in. */
export function* expandRows(plan: PlanFile): Generator<ExpandedRow> {
  for (const { row, combination } of combineRows(plan)) yield { row: mergeRow(plan, row, combination), combination }
}

/** The unmerged rows of a plan, once for each of their combinations that is not excluded. */
export function* combineRows(plan: PlanFile): Generator<{ readonly row: Row; readonly combination: Combination }> {
  for (const row of plan.rows)
    for (const combination of combinations(plan, row.content))
      if (!plan.exclude.some(({ selector }) => isPartOf(selector, combination))) yield { row, combination }
}

/** How many combinations all rows of a plan have together, including excluded ones. */
export function countCombinations({ matrix, rows }: PlanFile): number {
  let total = 0
  for (const { content } of rows) {
    const fixedAxes = fixedAxesOf(matrix, content)
    let count = 1
    for (const [axis, values] of matrix) if (!fixedAxes.has(axis)) count *= values.length
    total += count
  }
  return total
}

/** The combinations of a row. If the row itself has a value for an axis, that value replaces those of the matrix. */
export function* combinations({ matrix, names }: PlanFile, content: RowContent): Generator<Combination> {
  const fixedAxes = fixedAxesOf(matrix, content)
  const otherAxes = [...matrix].filter(([axis]) => !fixedAxes.has(axis))
  for (const others of product(otherAxes)) {
    const values = new Map([...names, ...others])
    const filledValue = (axis: string) => others.get(axis) ?? fillText(fixedAxes.get(axis) ?? '', values, new Set())
    yield new Map([...matrix.keys()].map((axis) => [axis, filledValue(axis)]))
  }
}

/** The axes for which a row has a value of its own, each with that value as one text. */
function fixedAxesOf(matrix: PlanFile['matrix'], content: RowContent): Values {
  const fixedAxes = new Map<string, string>()
  for (const axis of matrix.keys()) {
    const value = valueFor(axis, content)
    if (value !== undefined) fixedAxes.set(axis, textOf(value))
  }
  return fixedAxes
}

/** The name of an axis may be any spelling of a column. */
function valueFor(axis: string, content: RowContent): FieldValue | undefined {
  const meaning = parseColumn(axis)
  if (meaning === null || meaning.kind === 'fields') return undefined
  if (meaning.kind !== 'field') return content[meaning.column]
  const id = Object.keys(content.fields ?? {}).find((name) => isSameField(name, meaning.id))
  return id === undefined ? undefined : content.fields?.[id]
}

function isSameField(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function textOf(value: FieldValue): string {
  return typeof value === 'string' ? value : value.join(', ')
}

function* product(axes: readonly (readonly [string, readonly string[]])[]): Generator<Combination> {
  const [first, ...otherAxes] = axes
  if (first === undefined) {
    yield new Map()
    return
  }
  const [axis, values] = first
  for (const value of values) for (const others of product(otherAxes)) yield new Map([[axis, value], ...others])
}

export function isPartOf(part: Combination, whole: Combination): boolean {
  return [...part].every(([axis, value]) => whole.get(axis) === value)
}

/** Each part overrides the parts before it: defaults, row, combination, overrides. */
function mergeRow(
  { defaults, names, matrix, overrides }: PlanFile,
  { at, content }: Row,
  combination: Combination,
): Parsed<Row> {
  const fixedAxes = fixedAxesOf(matrix, content)
  const axisColumns = [...combination].filter(([axis]) => parseColumn(axis) !== null && !fixedAxes.has(axis))
  const axisRow = rowOf(at, Object.fromEntries(axisColumns))
  const matchingOverrides = overrides
    .filter(({ selector }) => isPartOf(selector, combination))
    .map((override) => override.content)
  const merged = [content, axisRow.ok ? axisRow.value.content : {}, ...matchingOverrides].reduce(mergeContent, defaults)
  const values: Values = new Map([...names, ...combination])
  // A `{{name}}` may also be a column for which there is a default. It stands for the value of that column in the merged row.
  const textsOfDefaults = filledTexts(merged, values, (column) => Object.hasOwn(defaults, column))
  return fillRow({ at, content: merged }, new Map([...textsOfDefaults, ...values]))
}

export function fillRow({ at, content }: Row, values: Values): Parsed<Row> {
  const { content: filled, messages } = fillContent(content, values)
  if (messages.length === 0) return valid({ at, content: filled })
  return { ok: false, problems: problemsAt(at, messages), key: filled.key ?? null }
}

/** A more specific body replaces a general template, and a more specific template replaces a general body. */
function mergeContent(general: RowContent, specific: RowContent): RowContent {
  const { body, template, fields, ...others } = general
  const keptBody = specific.template === undefined && body !== undefined ? { body } : {}
  const keptForm =
    specific.body === undefined
      ? { ...(template === undefined ? {} : { template }), ...(fields === undefined ? {} : { fields }) }
      : {}
  const answers =
    fields !== undefined && specific.fields !== undefined
      ? { fields: { ...withoutOtherSpellings(fields, Object.keys(specific.fields)), ...specific.fields } }
      : {}
  return { ...others, ...keptBody, ...keptForm, ...specific, ...answers }
}

/** Leaves out the fields of which `ids` has another spelling. Keeps the order of the others, because it is part of a row's hash. */
function withoutOtherSpellings(fields: Fields, ids: readonly string[]): Fields {
  const isOtherSpelling = (id: string) => ids.some((other) => id !== other && isSameField(id, other))
  return Object.fromEntries(Object.entries(fields).filter(([id]) => !isOtherSpelling(id)))
}

/** The values of the included columns, except `fields`, each as one text with its `{{names}}` filled in. */
export function filledTexts(
  content: RowContent,
  values: Values,
  isIncluded: (column: string) => boolean = () => true,
): Values {
  const unknown = new Set<string>()
  const { fields, ...columns } = content
  const texts = new Map<string, string>()
  for (const [column, value] of Object.entries(columns))
    if (isIncluded(column)) texts.set(column, fillText(textOf(value), values, unknown))
  return texts
}
