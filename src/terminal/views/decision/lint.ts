import { countOf, plain, quote } from '../../../text/quote.ts'
import { type Style, textWidth, wrapText } from '../../style.ts'

type RecordFinding = {
  readonly severity: 'block' | 'warn'
  readonly message: string
  readonly line: number
  readonly fix: string
}

export function recordFindingsView(
  source: string,
  findings: readonly RecordFinding[],
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const rows = findings.flatMap(({ severity, message, line, fix }) => [
    `  ${wrapText(`${line}  ${severity === 'block' ? style.error('missing') : style.warning('warn')}  ${quote(message, 200)}`, width, 6).trimStart()}`,
    wrapText(style.quiet(quote(fix, 400)), width, 6),
  ])
  const blocking = findings.filter(({ severity }) => severity === 'block').length
  const summary =
    blocking === 0
      ? `${style.symbols.tick} Has all five parts`
      : `${style.symbols.cross} ${countOf(blocking, 'problem')} to fix`
  return `${[plain(source), ...rows, `  ${summary}`].join('\n')}\n`
}
