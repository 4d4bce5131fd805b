import { UsageError } from '../../errors.ts'
import { quote } from '../../text/quote.ts'
import type { Sep } from '../sep.ts'
import { type Context, contextOf } from './context.ts'
import type { ChangedLines, Facts } from './facts.ts'
import type { Finding, Problem, Rule, RuleSeverity, Severity } from './rule.ts'
import { isNamed, RETIRED_RULES, RULES, ruleOf } from './rules.ts'

/** The severities that the user has set, by rule id. */
export type LintOptions = { readonly severities: ReadonlyMap<string, RuleSeverity | 'off'> }

export const DEFAULT_OPTIONS: LintOptions = { severities: new Map() }

/** Nobody reads more findings of one rule, and printing ten thousand takes seconds. */
export const MAX_FINDINGS_PER_RULE = 100
const MAX_MESSAGE_LENGTH = 600

/** Returns the findings in the order of their lines, but only the first hundred of each rule. */
export function lint(sep: Sep, facts: Facts, options: LintOptions = DEFAULT_OPTIONS): readonly Finding[] {
  return limitFindings(findAll(sep, facts, options))
}

/** Keeps the first findings of each rule. The last one that is kept says how many more there are. */
export function limitFindings(findings: readonly Finding[]): readonly Finding[] {
  const totals = new Map<string, number>()
  for (const { rule } of findings) totals.set(rule, (totals.get(rule) ?? 0) + 1)
  const keptCounts = new Map<string, number>()
  const kept: Finding[] = []
  for (const finding of findings) {
    const count = (keptCounts.get(finding.rule) ?? 0) + 1
    if (count > MAX_FINDINGS_PER_RULE) continue
    keptCounts.set(finding.rule, count)
    const more = (totals.get(finding.rule) ?? 0) - MAX_FINDINGS_PER_RULE
    kept.push(count === MAX_FINDINGS_PER_RULE && more > 0 ? { ...finding, more } : finding)
  }
  return kept
}

/** Returns the findings in the order of their lines, without a limit. */
export function findAll(sep: Sep, facts: Facts, { severities }: LintOptions = DEFAULT_OPTIONS): readonly Finding[] {
  const context = contextOf(sep, facts)
  return RULES.flatMap((rule) => {
    const override = severities.get(rule.id)
    return override === 'off' ? [] : rule.check(context).map((problem) => findingOf(rule, problem, override, context))
  })
    .filter((finding) => facts.changedLines === null || isInChangedLines(finding, facts.changedLines))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
}

function findingOf(
  rule: Rule,
  problem: Problem,
  override: RuleSeverity | undefined,
  { sep, created }: Pick<Context, 'sep' | 'created'>,
): Finding {
  const { heading, positions } = sep
  const { from, to } = problem.range ?? heading.lines
  const severity = severityOf(rule, problem, override, created)
  const fix = (problem.fix ?? []).filter((edit) => edit !== null)
  return {
    rule: rule.id,
    name: rule.name,
    severity,
    ...positions.at(from),
    endLine: positions.at(Math.max(from, to - 1)).line,
    message: quote(problem.message, MAX_MESSAGE_LENGTH),
    source: rule.source,
    // A note means that the SEP is older than the rule, so we do not change the SEP.
    ...(fix.length === 0 || severity === 'note' ? {} : { fix }),
  }
}

function severityOf(
  rule: Rule,
  problem: Problem,
  override: RuleSeverity | undefined,
  created: string | null,
): Severity {
  const since = problem.since ?? rule.since
  if (since !== undefined && created !== null && created < since) return 'note'
  return override ?? problem.severity ?? rule.severity
}

function isInChangedLines({ line, endLine }: Finding, changed: ChangedLines): boolean {
  return changed.some(({ from, to }) => from <= endLine && line <= to)
}

const SEVERITY_BY_SETTING = { off: 'off', warn: 'warning', warning: 'warning', error: 'error' } as const

function isSeveritySetting(text: string): text is keyof typeof SEVERITY_BY_SETTING {
  return Object.hasOwn(SEVERITY_BY_SETTING, text)
}

/** Parses settings such as `SEP034=off` and `slug=error`. @throws UsageError */
export function parseSeverities(settings: readonly string[]): LintOptions['severities'] {
  return new Map(
    settings.map((setting) => {
      const [name = '', ...levels] = setting.split('=')
      const level = levels.join('=')
      if (!isSeveritySetting(level))
        throw new UsageError(`--rule ${setting} has no valid severity`, {
          hint: 'expected off, warn or error, as in --rule slug=off',
        })
      const retired = RETIRED_RULES.find((rule) => isNamed(rule, name))
      return [(retired ?? requireRule(name)).id, SEVERITY_BY_SETTING[level]] as const
    }),
  )
}

/** @throws UsageError for an unknown rule, or one that no longer exists */
export function requireRule(name: string): Rule {
  const rule = ruleOf(name)
  if (rule !== null) return rule
  const retired = RETIRED_RULES.find((rule) => isNamed(rule, name))
  if (retired !== undefined)
    throw new UsageError(`${retired.id} ${retired.name} is no longer a rule`, {
      hint: 'List the rules with: mcp-comms sep lint --list-rules',
    })
  const names = RULES.map((known) => `${known.id} ${known.name}`).join(', ')
  throw new UsageError(`unknown rule "${name}"`, { hint: `the rules are ${names}` })
}
