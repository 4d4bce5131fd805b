/** A run of backticks. */
type Run = { readonly at: number; readonly length: number }

/**
 * A paragraph of Markdown, with one space for each span of code. A run begins one only where another of the same length
 * follows; which one is known from a walk backwards, so that the time is linear whatever runs there are.
 */
export function withoutCodeSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(({ index, 0: { length } }): Run => ({ at: index, length }))
  const closings = closingsOf(runs)
  let bare = ''
  let from = 0
  for (const [index, { at }] of runs.entries()) {
    const closing = closings[index] ?? null
    if (at < from || closing === null || isEscaped(text, at)) continue
    bare += `${text.slice(from, at)} `
    from = closing.at + closing.length
  }
  return bare + text.slice(from)
}

function closingsOf(runs: readonly Run[]): readonly (Run | null)[] {
  const next = new Map<number, Run>()
  return runs
    .toReversed()
    .map((run) => {
      const closing = next.get(run.length) ?? null
      next.set(run.length, run)
      return closing
    })
    .toReversed()
}

/** No mark stands before a span that a backslash takes its meaning from; two backslashes are one that is shown. */
function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes++
  return backslashes % 2 === 1
}
