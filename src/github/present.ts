/** The nodes of a connection that are there: GitHub leaves a hole for what the token may not see. */
export function present<T>(nodes: readonly (T | null)[] | null | undefined): readonly T[] {
  return (nodes ?? []).filter((node) => node !== null)
}
