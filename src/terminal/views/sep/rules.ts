import type { Rule } from '../../../seps/lint/rule.ts'
import { indented, labelled, padded, type Style, textWidth, widestOf } from '../../style.ts'

/** Every rule with its severity and summary. */
export function rulesView(rules: readonly Rule[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const widest = widestOf(rules.map(({ name }) => name))
  const rows = rules.map(({ id, name, severity, summary }) => {
    const mark = severity === 'error' ? style.error(severity) : style.warning(severity)
    return `  ${style.label(id)} ${padded(name, widest)}  ${mark}\n${indented(summary, width, 4)}`
  })
  return `${[...rows, '', '  For details on a rule: mcp-comms sep lint --explain NAME'].join('\n')}\n`
}

/** What a rule checks, why, and how to fix a problem. */
export function ruleView(rule: Rule, style: Style, columns: number): string {
  const width = textWidth(columns)
  const since =
    rule.since === undefined ? [] : [labelled('Since', `${rule.since}; only a note for older SEPs`, width, style)]
  return `${[
    `  ${style.answer(`${rule.id} ${rule.name}`)}  ${rule.severity}`,
    indented(rule.summary, width, 2),
    '',
    indented(rule.explanation.replaceAll('\n', ' '), width, 2),
    '',
    ...since,
    labelled('Source', style.quiet(rule.source), width, style),
    labelled('Off', `mcp-comms sep lint --rule ${rule.name}=off`, width, style),
  ].join('\n')}\n`
}
