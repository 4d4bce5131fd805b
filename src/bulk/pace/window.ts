/** One sliding window: no more than `limit` writes within any `span` milliseconds. */
export type Window = {
  readonly span: number
  readonly limit: number
  /** What is documented; the limit that is learned never goes above. */
  readonly ceiling: number
  /** The fewest writes at which GitHub refused one more; null: it never did, or has been found to take more. */
  readonly refusedAt: number | null
  /** How many full windows have to pass without a refusal before more is tried. */
  readonly patience: number
  /** The writes taken since the limit last moved. */
  readonly quiet: number
}

/** A refusal that comes for another reason must not bring a run to a stand. */
const FLOOR = 1 / 8
const STEP = 1 / 8

export function openWindow(span: number, ceiling: number): Window {
  return { span, limit: ceiling, ceiling, refusedAt: null, patience: 1, quiet: 0 }
}

/**
 * When there is room for one more, after the writes at these times (the oldest first). A clock tells whole milliseconds, so
 * one more is waited; a time that is yet to come is from a clock that went wrong, and counts as now.
 */
export function roomAt({ span, limit }: Window, written: readonly number[], now: number): number {
  const first = written.at(-limit)
  return first === undefined ? now : Math.min(first, now) + span + 1
}

export function countIn({ span }: Window, written: readonly number[], now: number): number {
  const from = written.findLastIndex((at) => at <= now - span)
  return written.length - 1 - from
}

/** GitHub took one more, with `count` there already. */
export function taken(window: Window, count: number): Window {
  const refusedAt = window.refusedAt !== null && count > window.refusedAt ? null : window.refusedAt
  const quiet = window.quiet + 1
  if (window.limit === window.ceiling || quiet < window.patience * window.limit) return { ...window, refusedAt, quiet }
  const limit = Math.min(window.ceiling, window.limit + Math.ceil(window.ceiling * STEP))
  return { ...window, refusedAt, limit, quiet: 0 }
}

/** GitHub took `count` and not one more. Each time, it takes twice as long until more is tried. */
export function lowered(window: Window, count: number): Window {
  const floor = Math.ceil(window.ceiling * FLOOR)
  return {
    ...window,
    limit: Math.max(floor, Math.min(window.limit, count)),
    refusedAt: Math.min(window.refusedAt ?? count, count),
    patience: window.patience * 2,
    quiet: 0,
  }
}
