type Change = { readonly path: string; readonly changeType: string }

/** SEPs stand in this folder, each in a file that begins with its number: `seps/1234-title.md`. */
const SEP_PATH = /^seps\/(\d{1,9})-[^/]+\.md$/

export function isSepPath(path: string): boolean {
  return SEP_PATH.test(path)
}

/**
 * Which of the files that a pull request changes is its SEP: the one with its number, else a new one, else one that it
 * changes. null: none of them.
 */
export function sepPathOf(number: number, changes: readonly Change[], onMain: ReadonlySet<string>): string | null {
  const seps = changes.filter(({ path, changeType }) => changeType !== 'DELETED' && isSepPath(path))
  const own = seps.find(({ path }) => Number(SEP_PATH.exec(path)?.[1]) === number)
  const fresh = seps.find(({ path }) => !onMain.has(path))
  return (own ?? fresh ?? seps[0])?.path ?? null
}
