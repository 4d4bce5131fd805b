import { hashOf } from '../../system/hash.ts'
import { slugOf } from '../../text/file-names.ts'
import type { Parsed, Row, RowContent } from '../rows/row.ts'
import { combineRows, filledTexts, fillRow } from './expand.ts'
import { namesIn } from './fill.ts'
import type { Combination, PlanFile } from './schema.ts'

/** The default key of a tracker. In a row, `parent: tracker` means the tracker that lists the row. */
const TRACKER = 'tracker'
const MAX_SLUG_LENGTH = 40

export type Trackers = {
  readonly rows: readonly Parsed<Row>[]
  /** The key of the tracker for a row of this combination; null: the plan has no tracker. */
  keyFor(combination: Combination): string | null
  /** Replaces `parent: tracker` in a row with the key of the tracker that lists it, unless a row has the key `tracker`. */
  resolveParent(row: Row, trackerKey: string | null): Row
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
 * A tracker also names an axis if it uses a default that names the axis. In this example, the title `Tracking: {{title}}` would also
 * make one tracker for each `sep`. A tracker without `repo` uses the default repository. Without an explicit key, a tracker gets the
 * key `tracker`, or `tracker-VALUE` if it names an axis.
 * A tracker may have a parent too: an existing issue, or the key of a row.
 */
export function trackersOf(plan: PlanFile): Trackers {
  const { tracker, rows } = plan
  if (tracker === null) return { rows: [], keyFor: () => null, resolveParent: (row) => row }
  const axes = axesOf(plan, tracker.content)
  const keys = new Map<string, string | null>()
  const trackers: Parsed<Row>[] = []
  for (const combination of combinationsOf(plan, axes)) {
    const row = trackerFor(plan, tracker, combination)
    keys.set(idOf(combination, axes), (row.ok ? row.value.content.key?.trim() : row.key) ?? null)
    trackers.push(row)
  }
  const hasRowWithDefaultKey = rows.some(({ content }) => content.key?.trim() === TRACKER)
  return {
    rows: trackers,
    keyFor: (combination) => keys.get(idOf(combination, axes)) ?? null,
    resolveParent: (row, key) =>
      hasRowWithDefaultKey || key === null || row.content.parent?.trim() !== TRACKER
        ? row
        : { ...row, content: { ...row.content, parent: key } },
  }
}

function axesOf({ matrix, defaults }: PlanFile, content: RowContent): readonly string[] {
  const namesInTracker = namesIn(withDefaultRepo(defaults, content))
  const namesInDefaults = namesIn(
    Object.fromEntries(Object.entries(defaults).filter(([column]) => namesInTracker.has(column))),
  )
  return [...matrix.keys()].filter((axis) => namesInTracker.has(axis) || namesInDefaults.has(axis))
}

/** The combinations of these axes that have rows, in the order of the rows. */
function combinationsOf(plan: PlanFile, axes: readonly string[]): Iterable<Combination> {
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

/** A tracker inherits only the repository from the defaults, because the other defaults are meant for ordinary rows. */
function withDefaultRepo({ repo }: PlanFile['defaults'], content: RowContent): RowContent {
  return repo === undefined ? content : { repo, ...content }
}

function trackerFor({ defaults, names }: PlanFile, { at, content }: Row, combination: Combination): Parsed<Row> {
  const withDefaults = { key: defaultKey(combination), ...withDefaultRepo(defaults, content) }
  const values = new Map([...names, ...combination])
  return fillRow({ at, content: withDefaults }, new Map([...filledTexts(defaults, values), ...values]))
}

/** Uses slugs, because people type the key as a parent. A value without a slug is replaced by its hash. */
function defaultKey(combination: Combination): string {
  return [TRACKER, ...[...combination.values()].map((value) => slugOf(value, MAX_SLUG_LENGTH) || hashOf(value))].join(
    '-',
  )
}
