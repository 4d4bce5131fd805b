/** `1 file`, `2 files`, `1,240 files`. `several` is for an irregular plural. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}

/** Several counts, without those that are zero: `2 errors, 1 warning`. */
export function countsOf(counts: readonly (readonly [count: number, one: string])[]): string {
  return counts.flatMap(([count, one]) => (count === 0 ? [] : [countOf(count, one)])).join(', ')
}
