import { plain, quote } from '../../../text/quote.ts'
import { indented, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Shown = {
  readonly check: string
  readonly severity: 'block' | 'warn'
  readonly message: string
  readonly line: number
  readonly fix: string
}

/** A finding may quote what a stranger wrote. */
const LONGEST = 800

/** Each finding with its line and what to do about it; what stops the draft comes first. */
export function findingsView(file: string, findings: readonly Shown[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const stops = findings.filter(({ severity }) => severity === 'block')
  const warns = findings.filter(({ severity }) => severity === 'warn')
  const rows = [...stops, ...warns].flatMap((finding) => rowsOf(file, finding, style, width))
  return `${[...rows, sumOf(stops.length, warns.length, style)].join('\n')}\n`
}

function rowsOf(file: string, { check, severity, message, line, fix }: Shown, style: Style, width: number) {
  const mark = severity === 'block' ? style.error('stop') : style.warning('warn')
  return [
    `${plain(file)}:${line}  ${mark}  ${check}`,
    indented(quote(message, LONGEST), width, 2),
    indented(style.quiet(quote(fix, LONGEST)), width, 2),
    '',
  ]
}

function sumOf(stops: number, warns: number, style: Style): string {
  if (stops === 0) return `${style.symbols.tick} nothing stops it; ${counted(warns, 'warning')}`
  const warnings = warns === 0 ? '' : `, ${counted(warns, 'warning')}`
  return `${style.symbols.cross} ${counted(stops, 'thing')} to mend before it can be posted${warnings}.
  A check that is wrong about it can be overridden: --allow CHECK`
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`
}
