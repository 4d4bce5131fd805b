import { plain } from '../../../text/quote.ts'
import { indented, labelled, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Shown = {
  readonly near: readonly { readonly name: string; readonly channel: string | null }[]
  readonly url: string | null
  readonly title: string
}

/** No group backs it yet: where to ask, and a message to paste there. */
export function groupGateView({ near, url, title }: Shown, style: Style, columns: number): string {
  const width = textWidth(columns)
  const channels = near.map(({ name, channel }) => plain(`${channel ?? '#general'} (${name})`))
  return [
    '',
    indented(style.answer('A new SEP is developed with a working group. None backs this one yet.'), width, 2),
    '',
    labelled(
      'Ask',
      channels.length === 0 ? '#general, or a group from: mcp-comms groups' : channels.join(', '),
      width,
      style,
    ),
    ...(url === null ? [] : [`          ${style.link(plain(url), plain(url))}`]),
    labelled(
      'Say',
      `Hello! I would like to propose "${plain(title)}". Before I write it out: does this fall into your group's work, and would somebody like to think it through with me?`,
      width,
      style,
    ),
    labelled(
      'Then',
      'write the group and the thread into the preamble, as "Working Group". The draft is kept.',
      width,
      style,
    ),
    '',
    '',
  ].join('\n')
}
