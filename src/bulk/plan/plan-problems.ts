import { countOf, excerpt } from '../../text/quote.ts'
import { COLUMNS, nearestSuggestion, parseColumn, suggestionFor } from '../rows/columns.ts'
import { invalid, type Parsed, type Problem, positionText, type RowContent, type RowPosition } from '../rows/row.ts'
import { combinations, countCombinations, isPartOf } from './expand.ts'
import { isName, namesIn } from './fill.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Combination, PlanFile } from './schema.ts'

/** GitHub accepts 500 posts an hour, so a plan of this size takes more than a week. */
const MAX_ROWS = 100_000
/** The work for a row grows with the number of axes. */
const MAX_AXES = 20
/** Every row may be compared with every entry of `exclude` and `overrides`. */
const MAX_COMPARISONS = 5_000_000

/** Says why a plan is too large. null: it is not. */
export function findSizeProblem(plan: PlanFile): string | null {
  const { matrix, exclude, overrides } = plan
  if (matrix.size > MAX_AXES)
    return `matrix: it has ${countOf(matrix.size, 'axis', 'axes')}; a plan has at most ${MAX_AXES}`
  const rowCount = countCombinations(plan)
  const size = rowCount > Number.MAX_SAFE_INTEGER ? 'far more rows than can be counted' : countOf(rowCount, 'row')
  const limit = `a plan has at most ${MAX_ROWS.toLocaleString('en')}`
  if (rowCount > MAX_ROWS)
    return matrix.size === 0
      ? `it has ${size}; ${limit}. Split it`
      : `matrix: it produces ${size}; ${limit}. Leave out values, or split the plan`
  const entries = exclude.length + overrides.length
  if (rowCount * entries <= MAX_COMPARISONS) return null
  return `exclude, overrides: ${countOf(entries, 'entry', 'entries')} for ${size} are too many; split the plan`
}

/** Finds parts of a plan that have no effect. They are probably mistakes. */
export function* findPlanProblems(plan: PlanFile, at: RowPosition): Generator<Problem> {
  const axes = [...plan.matrix.keys()]
  const needsCombinations = plan.exclude.length > 0 || plan.overrides.length > 0
  const combinationsInUse = needsCombinations
    ? plan.rows.flatMap(({ content }) => [...combinations(plan, content)])
    : []
  for (const entry of plan.exclude) yield* entryProblems('exclude', entry, axes, combinationsInUse)
  for (const entry of plan.overrides) yield* entryProblems('overrides', entry, axes, combinationsInUse)
  const used = new Set(contentsOf(plan).flatMap((content) => [...namesIn(content)]))
  for (const name of [...plan.names.keys()].filter((name) => !used.has(name)))
    yield { at, message: `defaults: ${withoutEffectMessage(name)}` }
  for (const axis of axes.filter((axis) => parseColumn(axis) === null && !used.has(axis)))
    yield { at, message: `matrix: ${withoutEffectMessage(axis)}` }
}

function withoutEffectMessage(name: string): string {
  const reason = isName(name)
    ? `no text uses {{${name}}}`
    : 'a name for {{…}} has only the letters a to z, digits, "_", "." and "-"'
  return `"${name}" isn't a column, and ${reason}${nearestSuggestion(name, COLUMNS) ?? ''}`
}

type Entry = { readonly at: RowPosition; readonly selector: Combination }

function* entryProblems(
  section: string,
  { at, selector }: Entry,
  axes: readonly string[],
  combinationsInUse: readonly Combination[],
): Generator<Problem> {
  const unknownAxis = [...selector.keys()].find((axis) => !axes.includes(axis))
  if (axes.length === 0) yield { at, message: `${section}: it needs a matrix` }
  else if (selector.size === 0)
    yield { at, message: `${section}: it names no axis of the matrix; axes: ${axes.join(', ')}` }
  else if (unknownAxis !== undefined)
    yield { at, message: `${section}: the matrix has no axis "${unknownAxis}"${suggestionFor(unknownAxis, axes)}` }
  else if (!combinationsInUse.some((combination) => isPartOf(selector, combination)))
    yield {
      at,
      message: `${section}: no combination has ${[...selector].map(([axis, value]) => `${axis}: ${value}`).join(', ')}`,
    }
}

/** Everything in a plan that may use a `{{name}}`. */
function contentsOf({ defaults, overrides, tracker, rows }: PlanFile): readonly RowContent[] {
  return [
    defaults,
    ...(tracker === null ? [] : [tracker.content]),
    ...[...overrides, ...rows].map(({ content }) => content),
  ]
}

/** Reports the rows whose parent is missing, and each cycle once. Leaves out the rows below them, which the same correction fixes. */
export function* reportMissingParents(
  rows: readonly PlannedRow[],
  returnedKeys: readonly string[],
  isRepeatedTitle: (text: string) => boolean,
): Generator<Parsed<PlannedRow>> {
  const byKey = new Map(rows.map((row) => [row.key, row]))
  const keys = returnedKeys.filter((key) => !looksDerived(key))
  const walked = new Set<string>()
  for (const row of rows) {
    const chain: PlannedRow[] = []
    let next: PlannedRow | undefined = row
    while (next !== undefined && !walked.has(next.key)) {
      walked.add(next.key)
      chain.push(next)
      next = byKey.get(next.parentKey ?? '')
    }
    const last = chain.at(-1)
    if (last === undefined) continue
    const parent = last.parentKey ?? ''
    if (next === undefined)
      yield invalid(
        last.at,
        isRepeatedTitle(parent) ? repeatedTitleMessage(parent) : missingParentMessage(parent, keys),
      )
    else if (chain.includes(next)) yield invalid(next.at, cycleMessage(chain.slice(chain.indexOf(next))))
  }
}

const MAX_CHOICES = 20

function repeatedTitleMessage(parent: string): string {
  return `parent: several rows have the title "${excerpt(parent)}"; give each a key, and name the parent by its key`
}

function missingParentMessage(parent: string, keys: readonly string[]): string {
  if (/^\d+$/.test(parent))
    return `parent: no row has the key "${excerpt(parent)}"; if you mean an issue on GitHub, write "#${excerpt(parent)}"`
  const choices = keys.slice(0, MAX_CHOICES)
  const suggestion = choices.length === 0 ? '' : suggestionFor(parent, choices, keys.length - choices.length)
  return `parent: no row has the key or title "${excerpt(parent)}", and it is not the address of an issue${suggestion || '; write the address of an issue, or leave the parent empty'}`
}

function cycleMessage(cycle: readonly PlannedRow[]): string {
  const keys = [...cycle, ...cycle.slice(0, 1)].map(({ key, at }) => (looksDerived(key) ? at.row : excerpt(key)))
  return `parent: the rows ${keys.join(' → ')} form a cycle; remove one of these parents`
}

export function duplicateKeyMessage({ key, at }: PlannedRow, earlierPosition: number): string {
  const isSame = earlierPosition === (at.line ?? at.row)
  const otherRow = positionText(
    at.line === null ? { ...at, row: earlierPosition } : { ...at, line: earlierPosition, row: 0 },
  )
  const other = isSame ? 'another combination of this row' : otherRow
  return looksDerived(key)
    ? `${other} is the same post: give this row a key (with {{…}} if the plan has a matrix), or another title`
    : `${other} has the same key, "${excerpt(key)}": give this row another key (with {{…}} if the plan has a matrix), or another title if it has no key`
}

/** Whether a key looks like one that was derived from a title. Messages do not show such a key, because the title may be secret. */
function looksDerived(key: string): boolean {
  return /(?:^|-)[0-9a-f]{20}$/.test(key)
}
