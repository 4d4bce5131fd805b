import { plain } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'

type GroupSearch = {
  readonly groups: readonly { readonly name: string; readonly channel: string | null }[]
  readonly url: string | null
  readonly title: string
  /** Where to ask if no group fits. */
  readonly general: string
}

/** For a SEP without a working group: where to ask, and a message to paste there. */
export function noGroupView({ groups, url, title, general }: GroupSearch, style: Style, columns: number): string {
  const width = textWidth(columns)
  const channels = groups.map(({ name, channel }) => plain(`${channel ?? general} (${name})`))
  return [
    '',
    wrapText(style.answer('A new SEP is developed with a working group, and this SEP has none yet.'), width, 2),
    '',
    labelRow(
      'Ask',
      channels.length === 0 ? `${plain(general)}, or a group from: mcp-comms groups` : channels.join(', '),
      width,
      style,
    ),
    ...(url === null ? [] : [`          ${style.link(plain(url), plain(url))}`]),
    labelRow(
      'Say',
      `Hello! I would like to propose "${plain(title)}". Before I write it up: is this part of your group's work, and would someone like to think it through with me?`,
      width,
      style,
    ),
    labelRow(
      'Then',
      'add the group to the preamble as "Working Group", and the link to the thread as "Discussion". We keep your draft.',
      width,
      style,
    ),
    '',
    '',
  ].join('\n')
}

type SimilarSep = {
  readonly number: number | null
  readonly title: string
  readonly url: string | null
  readonly shared: readonly string[]
}

export function similarSepsView(seps: readonly SimilarSep[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const rows = seps.flatMap(({ number, title, url, shared }) => [
    wrapText(`${style.answer(number === null ? 'SEP' : `SEP-${number}`)}  ${plain(title)}`, width, 2),
    wrapText(style.quiet(`shared words: ${plain(shared.join(', '))}`), width, 4),
    ...(url === null ? [] : [`    ${style.quiet(style.link(plain(url), plain(url)))}`]),
  ])
  return `\n${wrapText('These SEPs look similar. Read them first:', width, 2)}\n${rows.join('\n')}\n\n`
}
