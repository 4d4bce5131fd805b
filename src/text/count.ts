/** `1 file`, `2 files`, `1,240 files`. `plural` is only needed if it is irregular. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? singular : plural}`
}

/** Several counts, without those that are zero: `2 errors, 1 warning`. */
export function countsOf(counts: readonly (readonly [count: number, singular: string])[]): string {
  return counts.flatMap(([count, singular]) => (count === 0 ? [] : [countOf(count, singular)])).join(', ')
}
