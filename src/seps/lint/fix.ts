import type { Edit } from '../edit.ts'
import { readSep } from '../parse.ts'
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
  const rounds = facts.changed === null ? MAX_ROUNDS : 1
  for (let round = 0; round < rounds; round++) {
    const { text, appliedCount } = applyFixes(current.text, findings)
    if (appliedCount === 0) break
    current = readSep(current.byteOrderMark + text, sep.file)
    findings = findAll(current, facts, options)
    fixedCount += appliedCount
  }
  return { sep: current, findings: limitFindings(findings), fixedCount }
}

/** If two fixes touch each other, applies only the first. */
function applyFixes(
  text: string,
  findings: readonly Finding[],
): { readonly text: string; readonly appliedCount: number } {
  const acceptedEdits: Edit[] = []
  let appliedCount = 0
  for (const { fix: edits = [] } of findings) {
    if (appliedCount >= MAX_FIXES_PER_ROUND) break
    if (edits.length === 0 || edits.some((edit) => acceptedEdits.some((other) => touches(edit, other)))) continue
    for (const edit of edits) acceptedEdits.push(edit)
    appliedCount++
  }
  return { text: withEdits(text, acceptedEdits), appliedCount }
}

function withEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let offset = 0
  for (const { range, text: replacement } of edits.toSorted((a, b) => a.range.from - b.range.from)) {
    pieces.push(text.slice(offset, range.from), replacement)
    offset = range.to
  }
  return pieces.join('') + text.slice(offset)
}

function touches(left: Edit, right: Edit): boolean {
  return left.range.from <= right.range.to && right.range.from <= left.range.to
}
