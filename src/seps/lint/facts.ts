import { diffIndices } from 'node-diff3'
import type { Maintainer } from '../maintainers.ts'
import { canCompare, equalEnds, linesBetween } from '../merge.ts'

/** Ranges of changed lines, both ends included. */
export type ChangedLines = readonly { readonly from: number; readonly to: number }[]

export type MdxFault = { readonly offset: number; readonly reason: string }

/**
 * What the rules need besides the text of the SEP. Unless a field says otherwise, null means that the fact is unknown, and the rules
 * that need it report nothing.
 */
export type Facts = {
  /** The name of the file without its folders. null: the SEP was not read from a file. */
  readonly fileName: string | null
  /** Today's date, such as `2026-11-22`. */
  readonly today: string
  readonly maintainers: readonly Maintainer[] | null
  /** The numbers of the SEPs in the SEP folder. */
  readonly sepNumbers: ReadonlySet<number> | null
  /** The relative paths in the SEP's links that lead to existing files or folders. */
  readonly existingPaths: ReadonlySet<string> | null
  /** The file names of the SEPs in the same folder that are new since a git revision. */
  readonly newSeps: readonly string[] | null
  /** Finds the places that are not MDX. The parser is large, so only the callers that need it load it. */
  readonly findMdxFaults: ((text: string) => readonly MdxFault[]) | null
  /** Only findings in these lines are reported. null: findings in all lines are reported. */
  readonly changedLines: ChangedLines | null
  /** Whether to check the requirements of the status Final as well. */
  readonly checksFinal: boolean
}

export const EVERY_LINE: ChangedLines = [{ from: 1, to: Number.POSITIVE_INFINITY }]

/**
 * The added and changed lines of a new text, and the lines before and after deleted ones. If comparing would take too long, all
 * lines from the first difference to the last.
 */
export function changedLines(before: string, after: string): ChangedLines {
  const oldLines = linesOf(before)
  const newLines = linesOf(after)
  const ends = equalEnds([oldLines, newLines])
  const [oldPart, newPart] = [linesBetween(ends, oldLines), linesBetween(ends, newLines)]
  if (!canCompare(oldPart, newPart)) return [{ from: ends.start + 1, to: newLines.length - ends.end }]
  return diffIndices(oldPart, newPart).map(({ buffer2: [index, count] }) => {
    const from = ends.start + index + 1
    return count === 0 ? { from: from - 1, to: from } : { from, to: from + count - 1 }
  })
}

const linesOf = (text: string) => text.replace(/\r?\n$/, '').split(/\r?\n/)
