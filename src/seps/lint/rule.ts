import type { Range } from '../../text/markdown-tree.ts'
import type { Edit } from '../edit.ts'
import { GUIDELINES } from '../life-cycle.ts'
import type { Context } from './context.ts'

export type RuleSeverity = 'error' | 'warning'
/** `note`: the SEP is older than the rule. */
export type Severity = RuleSeverity | 'note'

/** What a rule reports. The linter turns it into a finding. */
export type Problem = {
  /** Where the problem is. null: in the heading of the SEP. */
  readonly range: Range | null
  readonly message: string
  /** Edits that together fix the problem. null: an edit that is not needed, or not possible. */
  readonly fix?: readonly (Edit | null)[]
  /** Overrides the rule's own severity. */
  readonly severity?: RuleSeverity
  /** Overrides the day on which the rule took effect. */
  readonly since?: string
}

export type Rule = {
  /** Permanent: an id is never reused. */
  readonly id: `SEP${number}`
  readonly name: string
  readonly severity: RuleSeverity
  /** The document and section that the rule comes from. */
  readonly source: string
  /** The day on which the rule took effect. In an older SEP, a problem is only a note. */
  readonly since?: string
  readonly summary: string
  /** What the rule checks, why, and how to fix a problem. */
  readonly explanation: string
  check(context: Context): readonly Problem[]
}

/** Scripts rely on these fields. Lines and columns start at 1. */
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
  /** How many more findings the rule has that are not listed. Only the last listed finding of a rule has this field. */
  readonly more?: number
}

const REPOSITORY = 'https://github.com/modelcontextprotocol/modelcontextprotocol'

/** The address of a section of the guidelines. */
export function guidelines(section: string): string {
  return `${GUIDELINES}#${section}`
}

export const TEMPLATE_URL = `${REPOSITORY}/blob/main/seps/TEMPLATE.md`
/** The SEP that says what an extension's SEP needs. */
export const EXTENSIONS_URL = `${REPOSITORY}/blob/main/seps/2133-extensions.md`

export const PULL_REQUEST_PREFIX = `${REPOSITORY}/pull/`

/** The day on which SEP-1850 was accepted. Before, SEPs were issues; since then, they have been files with a pull request and a sponsor. */
export const SINCE_SEP_FILES = '2025-11-28'
/** SEP-2133 made extensions a type of their own. Judging by its number, its pull request was opened between 2026-01-06 and this day. */
export const SINCE_EXTENSIONS = '2026-01-15'
/** The day on which SEP-2484 was created. Since then, a Final SEP has needed a conformance scenario. */
export const SINCE_CONFORMANCE = '2026-03-27'
