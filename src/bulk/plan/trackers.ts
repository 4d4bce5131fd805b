import { slugOf } from '../../text/slug.ts'
import { hashOf } from '../hash.ts'
import type { Parsed, Row, RowContent } from '../rows/row.ts'
import { combineRows, fillRow, textsOf } from './expand.ts'
import { namesIn } from './fill.ts'
import type { Combination, PlanFile } from './shape.ts'

/** The key of a tracker without one of its own. `parent: tracker` in a row means the tracker that lists it. */
const TRACKER = 'tracker'
const MAX_SLUG_LENGTH = 40

export type Trackers = {
  readonly rows: readonly Parsed<Row>[]
  /** The key of the tracker for a row of this combination; null: the plan has no tracker. */
  keyFor(combination: Combination): string | null
  /** Replaces `parent: tracker` in a row with the key of its own tracker. */
  withOwnParent(row: Row, trackerKey: string | null): Row
}

/**
 * The trackers of a plan. A tracker that names no axis of the matrix is created once, and lists every row:
 *
 *     tracker: { title: "Release 2026-11-25" }
 *
 * A tracker that names axes is created once for each combination of their values that has rows, and lists these rows.
 * This one is created for each SEP, and lists its issues in all repositories:
 *
 *     matrix: { sep: [1865, 1686], repo: [o/python-sdk, o/go-sdk] }
 *     defaults: { title: "Implement SEP-{{sep}}", parent: tracker }
 *     tracker: { repo: o/spec, title: "SEP-{{sep}} in the SDKs", key: "sep-{{sep}}" }
 *
 * Naming a default that uses an axis names the axis too: here, `Tracking: {{title}}` would also give one tracker for each
 * `sep`. Without keys of their own, a single tracker has the key `tracker`, and several have `tracker-VALUE`. A tracker may
 * have a parent too: an existing issue, or the key of a row.
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

/** The combinations of these axes that have rows, in the order of the rows. */
function parts(plan: PlanFile, axes: readonly string[]): Iterable<Combination> {
  if (axes.length === 0) return [new Map()]
  const byId = new Map<string, Combination>()
  for (const { combination } of combineRows(plan)) {
    const id = idOf(combination, axes)
    if (!byId.has(id)) byId.set(id, new Map(axes.map((axis) => [axis, combination.get(axis) ?? ''])))
  }
  return byId.values()
}

function idOf(combination: Combination, axes: readonly string[]): string {
  return JSON.stringify(axes.map((axis) => combination.get(axis)))
}

/** A tracker takes only the repository from the defaults, because the others are meant for ordinary rows. */
function trackerFor({ defaults, names }: PlanFile, { at, content }: Row, part: Combination): Parsed<Row> {
  const { repo } = defaults
  const own = { key: defaultKey(part), ...(repo === undefined ? {} : { repo }), ...content }
  const simple = new Map([...names, ...part])
  return fillRow({ at, content: own }, new Map([...textsOf(defaults, simple), ...simple]))
}

/** Uses slugs, because people write the key as a parent. A value without a slug is replaced by its hash. */
function defaultKey(part: Combination): string {
  return [TRACKER, ...[...part.values()].map((value) => slugOf(value, MAX_SLUG_LENGTH) || hashOf(value))].join('-')
}
