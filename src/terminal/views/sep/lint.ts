import type { Finding } from '../../../seps/lint/rule.ts'
import { countOf, countsOf, plain } from '../../../text/quote.ts'
import { maxWidthOf, padText, type Style, textWidth, widthOf, wrapBeside, wrapText } from '../../style.ts'

type LintedFile = { readonly file: string; readonly findings: readonly Finding[]; readonly fixedCount: number }
type Layout = {
  readonly style: Style
  readonly width: number
  readonly lineNumberWidth: number
  readonly positionWidth: number
  readonly ruleWidth: number
}

/** With less space than this, the message goes below the rule instead of beside it. */
const MIN_MESSAGE_WIDTH = 34
const LABELS = { error: 'error', warning: 'warn', note: 'note' } as const

/** If a file has errors, and more warnings and notes than this, its warnings and notes are only counted. */
const MAX_LISTED_WITH_ERRORS = 3

/** @param howToListAll the flag or command that lists the findings that are only counted; null: all are listed */
export function lintView(
  files: readonly LintedFile[],
  style: Style,
  columns: number,
  howToListAll: string | null,
): string {
  const shown = howToListAll === null ? files : files.map(countMinorFindings)
  const findings = shown.flatMap((linted) => linted.findings)
  const lineNumberWidth = maxWidthOf(findings.map(({ line }) => String(line)))
  const layout = {
    style,
    width: textWidth(columns),
    lineNumberWidth,
    positionWidth: maxWidthOf(findings.map((finding) => positionOf(finding, lineNumberWidth))),
    ruleWidth: maxWidthOf(findings.map(ruleLabel)),
  }
  const parts = shown.filter(hasOutput).map((linted) => fileView(linted, layout, howToListAll ?? ''))
  const all = files.flatMap((linted) => linted.findings)
  return `${[...parts, summaryOf(files, all, style, layout.width)].join('\n')}\n`
}

/** `onlyCounted`: findings of which only the number is shown. */
type ShownFile = LintedFile & { readonly onlyCounted?: readonly Finding[] }

function countMinorFindings(linted: LintedFile): ShownFile {
  const errors = linted.findings.filter(({ severity }) => severity === 'error')
  const minor = linted.findings.filter(({ severity }) => severity !== 'error')
  return errors.length === 0 || minor.length <= MAX_LISTED_WITH_ERRORS
    ? linted
    : { ...linted, findings: errors, onlyCounted: minor }
}

function hasOutput({ findings, fixedCount }: LintedFile): boolean {
  return findings.length > 0 || fixedCount > 0
}

function fileView(
  { file, findings, fixedCount, onlyCounted = [] }: ShownFile,
  layout: Layout,
  howToListAll: string,
): string {
  const { style, width } = layout
  const others = countsOf([
    [countOfSeverity(onlyCounted, 'warning'), 'warning'],
    [countOfSeverity(onlyCounted, 'note'), 'note'],
  ])
  const countedLine = others === '' ? [] : [wrapText(style.quiet(`and ${others} (${plain(howToListAll)})`), width, 2)]
  const fixedLine = fixedCount === 0 ? [] : [`  ${style.symbols.tick} fixed ${countOf(fixedCount, 'problem')}`]
  const rows = findings.map((finding) => rowOf(finding, layout))
  return [style.answer(plain(file)), ...fixedLine, ...rows, ...countedLine, ''].join('\n')
}

function rowOf(finding: Finding, { style, width, lineNumberWidth, positionWidth, ruleWidth }: Layout): string {
  const { severity, more = 0 } = finding
  const message = plain(finding.message) + (more === 0 ? '' : ` (and ${more.toLocaleString('en')} more of this rule)`)
  const start = `  ${padText(positionOf(finding, lineNumberWidth), positionWidth)}  ${styledSeverity(severity, style)}  `
  const indent = widthOf(start) + ruleWidth + 2
  if (width - indent < MIN_MESSAGE_WIDTH) return `${start}${ruleLabel(finding)}\n${wrapText(message, width, 4)}`
  return wrapBeside(`${start}${padText(ruleLabel(finding), ruleWidth)}  `, message, width, indent)
}

function styledSeverity(severity: Finding['severity'], style: Style): string {
  const label = padText(LABELS[severity], 5)
  if (severity === 'note') return style.quiet(label)
  return severity === 'error' ? style.error(label) : style.warning(label)
}

/** Aligns the line numbers, and omits column 1. */
function positionOf({ line, column }: Finding, lineNumberWidth: number): string {
  const start = String(line).padStart(lineNumberWidth)
  return column === 1 ? start : `${start}:${column}`
}

function ruleLabel({ rule, name }: Finding): string {
  return `${rule} ${name}`
}

/** The number of findings, including those that are only counted in `more` of another finding. */
function totalOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { more = 0 }) => sum + 1 + more, 0)
}

function countOfSeverity(findings: readonly Finding[], severity: Finding['severity']): number {
  return totalOf(findings.filter((finding) => finding.severity === severity))
}

function summaryOf(
  files: readonly LintedFile[],
  findings: readonly Finding[],
  { symbols, quiet }: Style,
  width: number,
): string {
  const errors = countOfSeverity(findings, 'error')
  const warnings = countOfSeverity(findings, 'warning')
  const notes = countOfSeverity(findings, 'note')
  const andNotes = notes === 0 ? '' : `, ${countOf(notes, 'note')}`
  if (errors + warnings === 0) return `${symbols.tick} No problems found in ${countOf(files.length, 'SEP')}${andNotes}`
  // `--fix` cannot change standard input.
  const inFiles = files.filter(({ file }) => file !== '-').flatMap((linted) => linted.findings)
  const fixable = totalOf(inFiles.filter(({ fix }) => fix !== undefined))
  const hint = fixable === 0 ? '' : quiet(`\n  ${fixable} fixable: mcp-comms sep lint --fix`)
  const parts = countsOf([
    [errors, 'error'],
    [warnings, 'warning'],
  ])
  const line = errors === 0 ? `${symbols.tick} No errors, ${parts}${andNotes}` : `${symbols.cross} ${parts}${andNotes}`
  return `${wrapText(line, width, 2).trimStart()}${hint}`
}
