import type { Finding } from '../../../seps/lint/rule.ts'
import { plain } from '../../../text/quote.ts'
import { indented, padded, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Result = { readonly file: string; readonly findings: readonly Finding[]; readonly fixed: number }
type Sheet = {
  readonly style: Style
  readonly width: number
  readonly digits: number
  readonly place: number
  readonly rule: number
}

/** A message beside its rule needs so much room; where there is less, it goes under it. */
const ROOM = 34
const SHOWN = { error: 'error', warning: 'warn', note: 'note' } as const

/** Each file with its findings, and a last line that counts. */
export function lintView(results: readonly Result[], style: Style, columns: number): string {
  const findings = results.flatMap((result) => result.findings)
  const digits = Math.max(0, ...findings.map(({ line }) => String(line).length))
  const sheet = {
    style,
    width: textWidth(columns),
    digits,
    place: Math.max(0, ...findings.map((finding) => placeOf(finding, digits).length)),
    rule: Math.max(0, ...findings.map((finding) => ruleOf(finding).length)),
  }
  const parts = results.filter(hasNews).map((result) => fileView(result, sheet))
  return `${[...parts, sumOf(results, findings, style)].join('\n')}\n`
}

function hasNews({ findings, fixed }: Result): boolean {
  return findings.length > 0 || fixed > 0
}

function fileView({ file, findings, fixed }: Result, sheet: Sheet): string {
  const { style } = sheet
  const done = fixed === 0 ? [] : [`  ${style.symbols.tick} fixed ${counted(fixed, 'problem')}`]
  return [style.answer(plain(file)), ...done, ...findings.map((finding) => rowOf(finding, sheet)), ''].join('\n')
}

function rowOf(finding: Finding, { style, width, digits, place, rule }: Sheet): string {
  const { severity, message } = finding
  const start = `  ${padded(placeOf(finding, digits), place)}  ${dressed(severity, style)}  `
  const indent = place + rule + 13
  if (width - indent < ROOM) return `${start}${ruleOf(finding)}\n${indented(plain(message), width, 4)}`
  const text = indented(plain(message), width, indent).slice(indent)
  return `${start}${padded(ruleOf(finding), rule)}  ${text}`
}

function dressed(severity: Finding['severity'], style: Style): string {
  const shown = padded(SHOWN[severity], 5)
  if (severity === 'note') return style.quiet(shown)
  return severity === 'error' ? style.error(shown) : style.warning(shown)
}

/** The lines stand one under the other; the first column goes without saying. */
function placeOf({ line, column }: Finding, digits: number): string {
  const start = String(line).padStart(digits)
  return column === 1 ? start : `${start}:${column}`
}

function ruleOf({ rule, name }: Finding): string {
  return `${rule} ${name}`
}

function sumOf(results: readonly Result[], findings: readonly Finding[], { symbols, quiet }: Style): string {
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length
  const errors = count('error')
  const warnings = count('warning')
  const notes = count('note') === 0 ? '' : `, ${counted(count('note'), 'note')}`
  if (errors + warnings === 0) return `${symbols.tick} ${counted(results.length, 'SEP')}, nothing to mend${notes}`
  const fixable = findings.filter(({ fix }) => fix !== undefined).length
  const hint = fixable === 0 ? '' : quiet(`\n  ${fixable} fixable: mcp-comms sep lint --fix`)
  return `${symbols.cross} ${counted(errors, 'error')}, ${counted(warnings, 'warning')}${notes}${hint}`
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
