import type { Sep } from '../sep.ts'
import { type Context, contextOf } from './context.ts'
import type { ChangedLines, Facts } from './facts.ts'
import type { Finding, Found, Rule, RuleSeverity, Severity } from './rule.ts'
import { RULES } from './rules.ts'

/** What the caller wants of a rule, by its id. */
export type LintOptions = { readonly severities: ReadonlyMap<string, RuleSeverity | 'off'> }

export const AS_THEY_ARE: LintOptions = { severities: new Map() }

/** Everything that the rules find in a SEP, in the order of its lines. */
export function lint(sep: Sep, facts: Facts, { severities }: LintOptions = AS_THEY_ARE): readonly Finding[] {
  const context = contextOf(sep, facts)
  return RULES.flatMap((rule) => {
    const wanted = severities.get(rule.id)
    return wanted === 'off' ? [] : rule.check(context).map((found) => findingOf(rule, found, wanted, context))
  })
    .filter((finding) => facts.changed === null || isOn(finding, facts.changed))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function findingOf(rule: Rule, found: Found, wanted: RuleSeverity | undefined, { sep, created }: Context): Finding {
  const { heading, places } = sep
  const { line, column } = found.at === null ? heading : places.at(found.at.from)
  const endLine = found.at === null ? heading.endLine : places.at(Math.max(found.at.from, found.at.to - 1)).line
  const severity = severityOf(rule, found, wanted, created)
  const { fix } = found
  return {
    rule: rule.id,
    name: rule.name,
    severity,
    line,
    column,
    endLine,
    message: found.message,
    source: rule.source,
    // What was right in its time is a record, and stays as it is.
    ...(fix === undefined || fix.length === 0 || severity === 'note' ? {} : { fix }),
  }
}

function severityOf(rule: Rule, found: Found, wanted: RuleSeverity | undefined, created: string | null): Severity {
  const since = found.since ?? rule.since
  if (since !== undefined && created !== null && created < since) return 'note'
  return wanted ?? found.severity ?? rule.severity
}

function isOn({ line, endLine }: Finding, changed: ChangedLines): boolean {
  return changed.some(({ from, to }) => from <= endLine && line <= to)
}
