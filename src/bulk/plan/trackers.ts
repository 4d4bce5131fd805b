import { slugOf } from '../../text/slug.ts'
import { hashOf } from '../hash.ts'
import type { Parsed, Row, RowContent } from '../rows/row.ts'
import { combineRows, fillRow, textsOf } from './expand.ts'
import { namesIn } from './fill.ts'
import type { Combination, PlanFile } from './shape.ts'

/** The key of the tracker, where a plan has one and gives it none; and the parent by which any row means its own. */
const TRACKER = 'tracker'
const LONGEST_SLUG = 40

export type Trackers = {
  readonly rows: readonly Parsed<Row>[]
  /** The key of the tracker for a row of this combination; null: the plan has no tracker. */
  keyFor(combination: Combination): string | null
  /** The row; where it says `parent: tracker`, with the key of its own tracker. */
  withOwnParent(row: Row, trackerKey: string | null): Row
}

/**
 * The trackers of a plan. One that names no axis of the matrix is made once, and lists every row:
 *
 *     tracker: { title: "Release 2026-11-25" }
 *
 * One that names axes is made once for each of their combinations for which there is a row, and lists the rows of that
 * combination; here, one for each SEP with its issues in all repositories:
 *
 *     matrix: { sep: [1865, 1686], repo: [o/python-sdk, o/go-sdk] }
 *     defaults: { title: "Implement SEP-{{sep}}", parent: tracker }
 *     tracker: { repo: o/spec, title: "SEP-{{sep}} in the SDKs", key: "sep-{{sep}}" }
 *
 * An axis is named also by a default that is named: a tracker `Tracking: {{title}}` is made once for each `sep`. Without
 * a key of its own, one has the key `tracker`, and several have `tracker-VALUE`. A tracker may have a parent too: an
 * issue that is there, or the key of a row.
 */
export function trackersOf(plan: PlanFile): Trackers {
  const { tracker, rows } = plan
  if (tracker === null) return { rows: [], keyFor: () => null, withOwnParent: (row) => row }
  const axes = axesOf(plan, tracker.content)
  const keys = new Map<string, string | null>()
  const trackers: Parsed<Row>[] = []
  for (const part of parts(plan, axes)) {
    const row = trackerFor(plan, tracker, part)
    keys.set(idOf(part, axes), (row.ok ? row.value.content.key?.trim() : row.key) ?? null)
    trackers.push(row)
  }
  const isTaken = rows.some(({ content }) => content.key?.trim() === TRACKER)
  return {
    rows: trackers,
    keyFor: (combination) => keys.get(idOf(combination, axes)) ?? null,
    withOwnParent: (row, key) =>
      isTaken || key === null || row.content.parent?.trim() !== TRACKER
        ? row
        : { ...row, content: { ...row.content, parent: key } },
  }
}

function axesOf({ matrix, defaults }: PlanFile, content: RowContent): readonly string[] {
  const names = namesIn(content)
  const throughDefaults = namesIn(Object.fromEntries(Object.entries(defaults).filter(([column]) => names.has(column))))
  return [...matrix.keys()].filter((axis) => names.has(axis) || throughDefaults.has(axis))
}

/** The values of these axes for which there are rows, in their order. */
function parts(plan: PlanFile, axes: readonly string[]): Iterable<Combination> {
  if (axes.length === 0) return [new Map()]
  const found = new Map<string, Combination>()
  for (const { combination } of combineRows(plan)) {
    const id = idOf(combination, axes)
    if (!found.has(id)) found.set(id, new Map(axes.map((axis) => [axis, combination.get(axis) ?? ''])))
  }
  return found.values()
}

function idOf(combination: Combination, axes: readonly string[]): string {
  return JSON.stringify(axes.map((axis) => combination.get(axis)))
}

/** A tracker takes no more of the defaults than the repository: they are made for the others. */
function trackerFor({ defaults, names }: PlanFile, { at, content }: Row, part: Combination): Parsed<Row> {
  const { repo } = defaults
  const own = { key: defaultKey(part), ...(repo === undefined ? {} : { repo }), ...content }
  const simple = new Map([...names, ...part])
  return fillRow({ at, content: own }, new Map([...textsOf(defaults, simple), ...simple]))
}

/** As slugs, for a person has to write it as a parent; where a value has none, by its hash. */
function defaultKey(part: Combination): string {
  return [TRACKER, ...[...part.values()].map((value) => slugOf(value, LONGEST_SLUG) || hashOf(value))].join('-')
}
