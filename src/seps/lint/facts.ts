import { diffIndices } from 'node-diff3'
import type { Maintainer } from '../maintainers.ts'

/** Ranges of changed lines, both ends included. */
export type ChangedLines = readonly { readonly from: number; readonly to: number }[]

/** The reason in the parser's words. */
export type MdxFault = { readonly offset: number; readonly reason: string }

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
  /** The names of the SEPs in this folder that are new since a git revision. */
  readonly newSeps: readonly string[] | null
  /** Finds the first place that is not MDX. The parser is large, so whoever needs it loads it. */
  readonly findMdxFault: ((text: string) => MdxFault | null) | null
  /** Findings elsewhere are not reported. */
  readonly changed: ChangedLines | null
  /** Also check the requirements of the status Final. */
  readonly final: boolean
}

export const EVERY_LINE: ChangedLines = [{ from: 1, to: Number.POSITIVE_INFINITY }]

/** Comparing takes a step for each pair of equal lines. A text of more pairs has almost no line of its own. */
const MAX_PAIRS = 2_000_000

/** The lines of a new text that an older one lacks. For a deletion, the lines around it. */
export function changedLines(before: string, after: string): ChangedLines {
  const old = linesOf(before)
  const now = linesOf(after)
  const start = sameAtStart(old, now)
  const end = sameAtStart(old.slice(start).reverse(), now.slice(start).reverse())
  const [oldPart, newPart] = [old.slice(start, old.length - end), now.slice(start, now.length - end)]
  if (pairsOf(oldPart, newPart) > MAX_PAIRS) return [{ from: start + 1, to: now.length - end }]
  return diffIndices(oldPart, newPart).map(({ buffer2: [at, count] }) => {
    const from = start + at + 1
    return count === 0 ? { from: from - 1, to: from } : { from, to: from + count - 1 }
  })
}

const linesOf = (text: string) => text.replace(/\r?\n$/, '').split(/\r?\n/)

function sameAtStart(some: readonly string[], others: readonly string[]): number {
  const differs = some.findIndex((line, at) => line !== others[at])
  return differs === -1 ? Math.min(some.length, others.length) : differs
}

function pairsOf(some: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const line of some) counts.set(line, (counts.get(line) ?? 0) + 1)
  return others.reduce((pairs, line) => pairs + (counts.get(line) ?? 0), 0)
}
