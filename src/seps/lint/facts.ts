import type { Maintainer } from '../maintainers.ts'

/** Ranges of changed lines, both ends included. */
export type ChangedLines = readonly { readonly from: number; readonly to: number }[]

/** What a rule cannot see in the text itself. null: unknown, so the rules that need it report nothing. */
export type Facts = {
  /** Without folders; null: the SEP was not read from a file. */
  readonly fileName: string | null
  /** As in `2026-11-22`. */
  readonly today: string
  readonly maintainers: readonly Maintainer[] | null
  /** The numbers of all existing SEPs. */
  readonly seps: ReadonlySet<number> | null
  /** The relative links that lead to an existing file. */
  readonly present: ReadonlySet<string> | null
  /** Findings elsewhere are not reported. */
  readonly changed: ChangedLines | null
  /** Also check the requirements of the status Final. */
  readonly final: boolean
}

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm

export const EVERY_LINE: ChangedLines = [{ from: 1, to: Number.POSITIVE_INFINITY }]

/** The line numbers in the new file that `git diff -U0` reports. For a deletion, the lines around it. */
export function changedLines(diff: string): ChangedLines {
  return [...diff.matchAll(HUNK)].map(([, start = '1', length = '1']) => {
    const from = Number(start)
    const count = Number(length)
    return count === 0 ? { from, to: from + 1 } : { from, to: from + count - 1 }
  })
}
