import { countOf, plain } from '../../text/quote.ts'
import { labelRow, type Style, textWidth } from '../style.ts'

/** `says`: the result, and what to do about a problem. */
export type DoctorCheck = { readonly about: string; readonly ok: boolean; readonly says: string }

const LABEL_WIDTH = 12

export function doctorView(checks: readonly DoctorCheck[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const { tick, cross } = style.symbols
  const rows = checks.map(({ about, ok, says }) => {
    const mark = ok ? style.good(tick) : style.error(cross)
    return `  ${mark} ${labelRow(about, plain(says), width - 2, style, LABEL_WIDTH)
      .trimStart()
      .replaceAll('\n', '\n  ')}`
  })
  return `\n${rows.join('\n')}\n\n  ${style.answer(summaryOf(checks))}\n\n`
}

function summaryOf(checks: readonly DoctorCheck[]): string {
  const problems = checks.filter(({ ok }) => !ok).length
  return problems === 0 ? 'All checks passed' : `${countOf(problems, 'problem')} found`
}
