import type { Range } from '../../text/positions.ts'
import type { Edit } from '../edit.ts'
import type { Context } from './context.ts'

export type RuleSeverity = 'error' | 'warning'
/** `note`: the rule is younger than the SEP, so nobody could have kept it. */
export type Severity = RuleSeverity | 'note'

/** What a rule finds. Everything else that a finding says follows from the rule. */
export type Found = {
  /** Where. null: in the heading of the SEP. */
  readonly at: Range | null
  readonly message: string
  /** All of them together mend it. */
  readonly fix?: readonly (Edit | null)[]
  /** Where it weighs less, or is younger, than the rule says. */
  readonly severity?: RuleSeverity
  readonly since?: string
}

export type Rule = {
  /** Never given to another rule. */
  readonly id: `SEP${number}`
  readonly name: string
  readonly severity: RuleSeverity
  /** Where it is written, with its section. */
  readonly source: string
  /** The day from which it holds. A SEP that was created before is told, not blamed. */
  readonly since?: string
  /** What holds, in one line. */
  readonly summary: string
  /** What is looked at, why, and how to mend it. */
  readonly explanation: string
  check(context: Context): readonly Found[]
}

/** Scripts rely on these fields. Lines and columns count from 1. */
export type Finding = {
  readonly rule: string
  readonly name: string
  readonly severity: Severity
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly message: string
  readonly source: string
  readonly fix?: readonly Edit[]
}
