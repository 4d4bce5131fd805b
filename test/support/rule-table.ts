import type { Rule } from '../../src/seps/lint/rule.ts'

/** The rules of sep lint as the README shows them. */
export function ruleTable(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, name, severity, source, summary, since = '' }) =>
      `| [${id}](${source}) \`${name}\` | ${severity} | ${summary} | ${since} |`,
  )
  return ['| rule | | what holds | since |', '|---|---|---|---|', ...rows, ''].join('\n')
}
