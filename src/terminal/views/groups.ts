import type { NearGroup } from '../../policy/groups.ts'
import { cite, generalPlace } from '../../policy/match.ts'
import type { Group, Policy } from '../../policy/schema.ts'
import { quote } from '../../text/quote.ts'
import { policyFlag, type Shell } from '../../text/shell.ts'
import { type Style, textWidth, wrapText } from '../style.ts'
import { sourceLine } from './shared/source.ts'

const KINDS: Record<Group['kind'], string> = { 'working-group': 'working group', 'interest-group': 'interest group' }

export function groupsView(policy: Policy, groups: readonly NearGroup[], style: Style, columns: number): string {
  const width = textWidth(columns)
  return `\n${groups.map((nearGroup) => groupView(policy, nearGroup, style, width)).join('\n\n')}\n\n`
}

/** @param policyFile the file of `--policy`, for the command that lists all groups */
export function noGroupText(policy: Policy, topic: string, policyFile: string | undefined, shell: Shell): string {
  const { title, url } = policy.channels.discord
  const allGroups = ['mcp-comms groups', ...policyFlag(policyFile, shell)].join(' ')
  return `No group works on "${quote(topic)}". Ask on ${lowerArticle(title)}: ${url ?? generalPlace(policy)}\nAll groups: ${allGroups}\n`
}

/** Prepares the title of a channel for the middle of a sentence: "The mailing list" becomes "the mailing list". */
function lowerArticle(title: string): string {
  return title.replace(/^(?:An?|The) /, (article) => article.toLowerCase())
}

function groupView(policy: Policy, { group, topics }: NearGroup, style: Style, width: number): string {
  const { name, kind, channel, about, charter, repositories } = group
  const channelText = channel === null ? 'no public channel' : `${policy.channels.discord.title} ${channel}`
  return [
    wrapText(`${style.answer(name)} ${style.quiet(`(${KINDS[kind]})`)}  ${style.chosen(channelText)}`, width, 2),
    wrapText(about, width, 4),
    ...(topics.length === 0 ? [] : [wrapText(style.quiet(`matches: ${topics.join(', ')}`), width, 4)]),
    ...(repositories.length === 0 ? [] : [wrapText(style.quiet(repositories.join(', ')), width, 4)]),
    ...(charter === null ? [] : [`    ${style.quiet(style.link(charter, charter))}`]),
    ...group.since.flatMap(({ text, source }) => [
      wrapText(text, width, 4),
      wrapText(sourceLine(cite(policy, source), style), width, 6),
    ]),
  ].join('\n')
}
