import type { Citation } from '../../../policy/match.ts'
import type { PullRequestRestriction } from '../../../policy/repositories.ts'
import { plain } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'
import { sourceLine } from '../shared/source.ts'

/** Why no pull request is opened: the repository's rule, the person's request, or GitHub's refusal. */
export type HandOverReason = PullRequestRestriction | 'requested' | 'refused'

type HandOver = {
  readonly repo: string
  readonly reason: HandOverReason
  /** Where the repository's rule is written. */
  readonly source: Citation | null
  readonly path: string
  readonly branch: { readonly repo: string; readonly name: string; readonly compare: string } | null
  /** The group's channel. */
  readonly channel: string | null
  /** The name of the place that has the channels, such as Discord. */
  readonly place: string
  /** The address of that place. */
  readonly placeUrl: string | null
  readonly thread: string | null
  /** The login of the sponsor. */
  readonly sponsor: string | null
  /** The command that gives the file its number after somebody has opened the pull request. */
  readonly numberCommand: string
}

export function handOverView(handOver: HandOver, style: Style, columns: number): string {
  const { repo, source, path, branch, sponsor } = handOver
  const url = recipientUrl(handOver)
  const width = textWidth(columns)
  const row = (label: string, text: string) => labelRow(label, plain(text), width, style)
  const link = (address: string) => `          ${style.link(plain(address), plain(address))}`
  return [
    '',
    wrapText(style.answer('The SEP is ready to hand over. No pull request was opened.'), width, 2),
    '',
    row('Why', reasonText(handOver)),
    ...(source === null ? [] : [wrapText(sourceLine(source, style), width, 10)]),
    row(
      'File',
      `${path} passed the lint rules and the checks${branch === null ? ', and stays unpublished' : '. It is public on the branch below'}.`,
    ),
    ...(branch === null
      ? [row('Branch', 'none; to put the file on a branch in your own fork, add --fork')]
      : [row('Branch', `${branch.name} in ${branch.repo}; compare it with ${repo}:`), link(branch.compare)]),
    row(
      'Send',
      `the message below ${recipientText(handOver)}${sponsor === null ? '' : `, or to your sponsor, @${sponsor}`}`,
    ),
    ...(url === null ? [] : [link(url)]),
    ...(branch === null
      ? [
          row(
            'Then',
            'Attach the file to the message. Someone with permission opens the pull request, and gives the file its number.',
          ),
        ]
      : [
          row(
            'Then',
            'Someone with permission opens the pull request from your branch. After that, this gives the file its number:',
          ),
          `          ${plain(handOver.numberCommand)}`,
        ]),
    '',
    '',
  ].join('\n')
}

function reasonText({ repo, reason }: HandOver): string {
  switch (reason) {
    case 'collaborators-only':
      return `${repo} takes pull requests from collaborators only. If you are one, add --try.`
    case 'issues-only':
      return `${repo} takes issues, not pull requests.`
    case 'requested':
      return `You asked for no pull request. Nothing was sent to ${repo}.`
    case 'refused':
      return `GitHub accepts no pull request from you in ${repo}.`
    default:
      return reason satisfies never
  }
}

function recipientText({ thread, channel, place }: HandOver): string {
  if (thread !== null) return 'to the thread where the group discussed it'
  return channel === null ? 'to the group that works on it' : `to ${channel} on ${place}`
}

function recipientUrl({ thread, channel, placeUrl }: HandOver): string | null {
  return thread ?? (channel === null ? null : placeUrl)
}
