import type { Rule } from '../../../seps/lint/rule.ts'
import { labelRow, maxWidthOf, padText, type Style, textWidth, wrapText } from '../../style.ts'

export function rulesView(rules: readonly Rule[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const widest = maxWidthOf(rules.map(({ name }) => name))
  const rows = rules.map(({ id, name, severity, summary }) => {
    const mark = severity === 'error' ? style.error(severity) : style.warning(severity)
    return `  ${style.label(id)} ${padText(name, widest)}  ${mark}\n${wrapText(summary, width, 4)}`
  })
  return `${[...rows, '', '  For details on a rule: mcp-comms sep lint --explain NAME'].join('\n')}\n`
}

export function ruleView(rule: Rule, style: Style, columns: number): string {
  const width = textWidth(columns)
  const since =
    rule.since === undefined ? [] : [labelRow('Since', `${rule.since}; only a note for older SEPs`, width, style)]
  return `${[
    `  ${style.answer(`${rule.id} ${rule.name}`)}  ${rule.severity}`,
    wrapText(rule.summary, width, 2),
    '',
    wrapText(rule.explanation.replaceAll('\n', ' '), width, 2),
    '',
    ...since,
    labelRow('Source', style.quiet(rule.source), width, style),
    labelRow('Off', `mcp-comms sep lint --rule ${rule.name}=off`, width, style),
  ].join('\n')}\n`
}
