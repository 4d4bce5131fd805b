import { plain } from '../../../text/quote.ts'
import { indented, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Shown = {
  readonly shared: readonly string[]
  readonly entry: { readonly number: number | null; readonly title: string; readonly url: string | null }
}

/** SEPs that may be about the same, with the words that they share. */
export function overlapView(overlaps: readonly Shown[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const rows = overlaps.flatMap(({ entry: { number, title, url }, shared }) => [
    indented(`${style.answer(number === null ? 'SEP' : `SEP-${number}`)}  ${plain(title)}`, width, 2),
    indented(style.quiet(`both speak of ${plain(shared.join(', '))}`), width, 4),
    ...(url === null ? [] : [`    ${style.quiet(style.link(plain(url), plain(url)))}`]),
  ])
  return `\n${indented('These may be about the same. Read them first:', width, 2)}\n${rows.join('\n')}\n\n`
}
