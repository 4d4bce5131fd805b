import type { ChangedLines } from './facts.ts'

const HUNK = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/gm

export const EVERY_LINE: ChangedLines = [{ from: 1, to: Number.POSITIVE_INFINITY }]

/** The lines that `git diff -U0` names, as they are now. Where something was only taken out, those around it. */
export function changedLines(diff: string): ChangedLines {
  return [...diff.matchAll(HUNK)].map(([, start = '1', length = '1']) => {
    const from = Number(start)
    const count = Number(length)
    return count === 0 ? { from, to: from + 1 } : { from, to: from + count - 1 }
  })
}
