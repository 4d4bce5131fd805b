import { type Edit, editSep } from '../edit.ts'
import { parseSepLeniently } from '../parse.ts'
import type { Sep } from '../sep.ts'
import type { Facts } from './facts.ts'
import { DEFAULT_OPTIONS, findAll, type LintOptions, limitFindings } from './lint.ts'
import type { Finding } from './rule.ts'

/** A fix may reveal another problem, so we fix and check again. The next run fixes what is left after this many rounds. */
const MAX_ROUNDS = 10
/** Each fix is compared with the earlier fixes of its round, so we limit their number. */
const MAX_FIXES_PER_ROUND = 1_000

export type FixResult = { readonly sep: Sep; readonly findings: readonly Finding[]; readonly fixedCount: number }

export function fixSep(sep: Sep, facts: Facts, options: LintOptions = DEFAULT_OPTIONS): FixResult {
  let current = sep
  let findings = findAll(sep, facts, options)
  let fixedCount = 0
  // The changed lines are those of the original text, so we cannot tell which findings of a second round are in changed lines.
  const rounds = facts.changedLines === null ? MAX_ROUNDS : 1
  for (let round = 0; round < rounds; round++) {
    const fixes = fixesForRound(findings)
    if (fixes.length === 0) break
    current = parseSepLeniently(editSep(current, fixes.flat()), sep.file)
    findings = findAll(current, facts, options)
    fixedCount += fixes.length
  }
  return { sep: current, findings: limitFindings(findings), fixedCount }
}

/** Chooses the fixes for one round, up to its limit. Of two fixes that touch each other, chooses the first. */
function fixesForRound(findings: readonly Finding[]): readonly (readonly Edit[])[] {
  const fixes: (readonly Edit[])[] = []
  const edits: Edit[] = []
  for (const { fix = [] } of findings) {
    if (fixes.length >= MAX_FIXES_PER_ROUND) break
    if (fix.length === 0 || touchesAny(fix, edits)) continue
    fixes.push(fix)
    for (const edit of fix) edits.push(edit)
  }
  return fixes
}

function touchesAny(edits: readonly Edit[], others: readonly Edit[]): boolean {
  return edits.some((edit) => others.some((other) => touches(edit, other)))
}

function touches(left: Edit, right: Edit): boolean {
  return left.range.from <= right.range.to && right.range.from <= left.range.to
}
