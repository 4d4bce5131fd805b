import { plain } from '../../text/quote.ts'
import { labelled, textWidth } from '../layout.ts'
import type { Style } from '../style.ts'

/** One thing that was examined. What is wrong says what to do. */
export type Finding = { readonly about: string; readonly ok: boolean; readonly says: string }

const LABEL_WIDTH = 12

/** A line for each thing that was examined, and a last one that sums it up. */
export function doctorView(findings: readonly Finding[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const { tick, cross } = style.symbols
  const rows = findings.map(({ about, ok, says }) => {
    const mark = ok ? style.good(tick) : style.error(cross)
    return `  ${mark} ${labelled(about, plain(says), width - 2, style, LABEL_WIDTH)
      .trimStart()
      .replaceAll('\n', '\n  ')}`
  })
  const bad = findings.filter(({ ok }) => !ok).length
  const sum =
    bad === 0 ? 'Everything is there.' : `${bad === 1 ? 'One thing is' : `${bad} things are`} not as it should be.`
  return `\n${rows.join('\n')}\n\n  ${style.answer(sum)}\n\n`
}
