/** `1 file`, `2 files`, `1,240 files`. `several` is for an irregular plural. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}
