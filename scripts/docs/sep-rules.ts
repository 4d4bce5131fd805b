import type { Rule } from '../../src/seps/lint/rule.ts'

/** Returns the page that lists every rule of `sep lint` and then explains each rule. */
export function sepRulesPage(rules: readonly Rule[]): string {
  return [
    '# Lint rules',
    `\`mcp-comms sep lint\` has ${rules.length} rules. Each has a stable id and a source. A rule with a date in the column "since" gives only a note for a SEP that was created before that date.`,
    'Change the level of a rule with `--rule ID=off`, `--rule ID=warn` or `--rule ID=error`, by id or by name. [SEPs](seps.md#finding-its-problems) explains the other flags.',
    table(rules),
    ...rules.map(section),
    '',
  ].join('\n\n')
}

function table(rules: readonly Rule[]): string {
  const rows = rules.map(
    ({ id, name, severity, summary, since = '' }) =>
      `| [${id}](#${anchor(id, name)}) | \`${name}\` | ${severity} | ${summary} | ${since} |`,
  )
  return ['| id | name | level | what it requires | since |', '|---|---|---|---|---|', ...rows].join('\n')
}

function section({ id, name, explanation, source }: Rule): string {
  return [`## ${id} ${name}`, explanation, `Source: <${source}>`].join('\n\n')
}

/** Returns the anchor that GitHub derives from the heading of a rule. */
function anchor(id: string, name: string): string {
  return `${id.toLowerCase()}-${name}`
}
