import type { Finding, Rule } from '../../src/seps/lint/rule.ts'
import { REASONS } from './sep-reasons.ts'

export type LintedSep = { readonly number: number; readonly findings: readonly Finding[] }

/** A table of what each rule finds in the SEPs, and why the findings are right. @throws Error if a rule has findings, but no reason */
export function sepTable(linted: readonly LintedSep[], rules: readonly Rule[]): string {
  const rows = rules.map((rule) => rowOf(rule, linted))
  return `# What \`sep lint --final\` finds in ${linted.length} SEPs

Written by \`npm run test:corpus -- DIR --update\`, from the SEPs of the specification repository, all of them Final. A number after × is the
number of findings, if a SEP has more than one.

| rule | errors | warnings | notes | in | why they are right |
|---|--:|--:|--:|---|---|
${rows.join('\n')}
`
}

function rowOf({ id, name }: Rule, linted: readonly LintedSep[]): string {
  const seps = linted
    .map(({ number, findings }) => ({ number, findings: findings.filter(({ rule }) => rule === id) }))
    .filter(({ findings }) => findings.length > 0)
    .toSorted((a, b) => a.number - b.number)
  const allFindings = seps.flatMap(({ findings }) => findings)
  const count = (severity: Finding['severity']) =>
    allFindings.filter((finding) => finding.severity === severity).length || ''
  const sepNumbers = seps.map(({ number, findings }) =>
    findings.length > 1 ? `${number} ×${findings.length}` : number,
  )
  const reason = REASONS[id]
  if (allFindings.length > 0 && reason === undefined)
    throw new Error(`${id}: say in sep-reasons.ts why its findings are right`)
  const cells = [
    `${id} ${name}`,
    count('error'),
    count('warning'),
    count('note'),
    sepNumbers.join(', '),
    allFindings.length > 0 ? reason : '',
  ]
  return `| ${cells.join(' | ')} |`
}
