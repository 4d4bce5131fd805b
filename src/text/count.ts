/** `1 file`, `2 files`, `1,240 files`; `several` for a plural that does not just end in s. */
export function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`
}
