/**
 * The nodes of a connection, without the nulls that GitHub puts in for what the token may not see. It stands apart from the
 * client, so that a dry run and GitHub's prefilled page do not load Octokit.
 */
export function visible<T>(nodes: readonly (T | null)[] | null | undefined): readonly T[] {
  return (nodes ?? []).filter((node) => node !== null)
}
