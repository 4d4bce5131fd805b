import type { Edit } from '../edit.ts'
import { parseSep } from '../parse.ts'
import type { Sep } from '../sep.ts'
import type { Facts } from './facts.ts'
import { AS_THEY_ARE, type LintOptions, lint } from './lint.ts'
import type { Finding } from './rule.ts'

/** Each round mends what the one before laid open; a SEP that needs more is mended by the next run. */
const MOST_ROUNDS = 10

export type Fixed = { readonly sep: Sep; readonly findings: readonly Finding[]; readonly mended: number }

/** Mends what can be mended until nothing is left of it. */
export function fix(sep: Sep, facts: Facts, options: LintOptions = AS_THEY_ARE): Fixed {
  let current = sep
  let findings = lint(sep, facts, options)
  let mended = 0
  // Which lines changed is known only of the text as it was, so there is one round where that counts.
  const rounds = facts.changed === null ? MOST_ROUNDS : 1
  for (let round = 0; round < rounds; round++) {
    const { text, applied } = applyFixes(current.text, findings)
    if (applied === 0) break
    current = parseSep(current.mark + text, sep.file)
    findings = lint(current, facts, options)
    mended += applied
  }
  return { sep: current, findings, mended }
}

/** A text with the fixes that do not touch one another; of two that do, the first. */
function applyFixes(text: string, findings: readonly Finding[]): { readonly text: string; readonly applied: number } {
  const taken: Edit[] = []
  let applied = 0
  for (const { fix: edits = [] } of findings) {
    if (edits.length === 0 || edits.some((edit) => taken.some((other) => touches(edit, other)))) continue
    taken.push(...edits)
    applied++
  }
  return { text: withEdits(text, taken), applied }
}

function withEdits(text: string, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = 0
  for (const { range, text: put } of edits.toSorted((a, b) => a.range.from - b.range.from)) {
    pieces.push(text.slice(at, range.from), put)
    at = range.to
  }
  return pieces.join('') + text.slice(at)
}

function touches(one: Edit, other: Edit): boolean {
  return one.range.from <= other.range.to && other.range.from <= one.range.to
}
