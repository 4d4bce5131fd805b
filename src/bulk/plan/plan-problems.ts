import { COLUMNS, nearestOf, parseColumn } from '../rows/columns.ts'
import type { Problem, RowContent, RowPosition } from '../rows/row.ts'
import { combinations, isPartOf } from './expand.ts'
import { namesIn } from './fill.ts'
import type { Combination, PlanFile } from './shape.ts'

/** Finds parts of a plan that have no effect, because they are probably mistakes. */
export function* findPlanProblems(plan: PlanFile, at: RowPosition): Generator<Problem> {
  const axes = [...plan.matrix.keys()]
  const needsCombinations = plan.exclude.length > 0 || plan.overrides.length > 0
  const combinationsInUse = needsCombinations
    ? plan.rows.flatMap(({ content }) => [...combinations(plan, content)])
    : []
  for (const entry of plan.exclude) yield* entryProblems('exclude', entry, axes, combinationsInUse)
  for (const entry of plan.overrides) yield* entryProblems('overrides', entry, axes, combinationsInUse)
  const used = new Set(textsOf(plan).flatMap((content) => [...namesIn(content)]))
  for (const name of [...plan.names.keys()].filter((name) => !used.has(name)))
    yield { at, message: `defaults: "${name}" isn't a column, and no text uses {{${name}}}${nearestColumn(name)}` }
  for (const axis of axes.filter((axis) => parseColumn(axis) === null && !used.has(axis)))
    yield { at, message: `matrix: "${axis}" isn't a column, and no text uses {{${axis}}}${nearestColumn(axis)}` }
}

type Entry = { readonly at: RowPosition; readonly of: Combination }

function* entryProblems(
  section: string,
  { at, of }: Entry,
  axes: readonly string[],
  combinationsInUse: readonly Combination[],
): Generator<Problem> {
  if (axes.length === 0) yield { at, message: `${section}: it needs a matrix` }
  else if (of.size === 0) yield { at, message: `${section}: it names no axis of the matrix; axes: ${axes.join(', ')}` }
  else if ([...of.keys()].some((axis) => !axes.includes(axis))) {
    const axis = [...of.keys()].find((name) => !axes.includes(name)) ?? ''
    yield { at, message: `${section}: the matrix has no axis "${axis}"${nearestOf(axis, axes)}` }
  } else if (!combinationsInUse.some((combination) => isPartOf(of, combination)))
    yield {
      at,
      message: `${section}: no combination has ${[...of].map(([axis, value]) => `${axis}: ${value}`).join(', ')}`,
    }
}

function textsOf({ defaults, overrides, tracker, rows }: PlanFile): readonly RowContent[] {
  return [
    defaults,
    ...(tracker === null ? [] : [tracker.content]),
    ...[...overrides, ...rows].map(({ content }) => content),
  ]
}

function nearestColumn(name: string): string {
  const hint = nearestOf(name, COLUMNS)
  return hint.includes('did you mean') ? hint : ''
}
