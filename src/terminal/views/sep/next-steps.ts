import { plain } from '../../../text/quote.ts'
import { indented, labelled, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'

type Shown = {
  readonly number: number
  readonly url: string
  readonly title: string
  readonly sponsors: readonly { readonly login: string; readonly because: string }[]
  readonly channel: string | null
}

/** What an author does next. https://modelcontextprotocol.io/community/sep-guidelines#step-by-step-process */
export function proposalNextView(shown: Shown, style: Style, columns: number): string {
  const { number, url, title, sponsors, channel } = shown
  const width = textWidth(columns)
  const whom = sponsors.map(({ login, because }) => `@${login} (${because})`).join('; ')
  return [
    '',
    indented(style.answer(`SEP-${number} is open. Next it needs a sponsor.`), width, 2),
    '',
    labelled(
      'Ask',
      plain(whom === '' ? 'one or two maintainers whose area it is: mcp-comms sep sponsors TOPIC' : whom),
      width,
      style,
    ),
    labelled('Say', plain(`Would you sponsor SEP-${number}, "${title}"? ${url}`), width, style),
    labelled('Where', `on the pull request, and in ${plain(channel ?? '#general')} on Discord`, width, style),
    labelled(
      'Later',
      'No sponsor after two weeks? Ask in #general. After six months without one it may be closed as dormant; a sponsor can revive it.',
      width,
      style,
    ),
    labelled('Status', 'Leave it to your sponsor. New versions: mcp-comms sep update', width, style),
    '',
    '',
  ].join('\n')
}
