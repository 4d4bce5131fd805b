import { generalPlace } from '../../../policy/match.ts'
import type { Policy } from '../../../policy/schema.ts'
import type { Maintainer, MaintainerRole } from '../../../seps/maintainers.ts'
import type { SponsorSuggestions } from '../../../seps/suggest-sponsors.ts'
import { quote } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'

const LOGIN_WIDTH = 20

const ROLE_NAMES: Record<MaintainerRole['kind'], string> = {
  lead: 'lead maintainer',
  core: 'core maintainer',
  sdk: 'maintainer',
  project: 'maintainer',
  moderator: 'moderator',
  group: 'group',
}

export function sponsorsView(
  policy: Policy,
  topic: string,
  suggestions: SponsorSuggestions,
  style: Style,
  columns: number,
): string {
  const general = generalPlace(policy)
  const width = textWidth(columns)
  const { suggested, groups, eligible } = suggestions
  const sections = [
    ...(topic === '' ? [] : [suggestionView(topic, suggestions, style, width)]),
    ...(groups.length === 0 ? [] : [groupsView(policy, groups, style, width)]),
    [
      wrapText(style.answer(`Who may sponsor a SEP (${eligible.length})`), width, 2),
      ...eligible.map((person) => row(person, rolesText(person), style, width)),
    ].join('\n'),
  ]
  const advice = `Ask one or two, not everyone. If nobody answers within two weeks, ask in ${general}.`
  const adviceWithoutMatch = `Discuss it in a group first, or ask in ${general} who could sponsor it.`
  return `\n${sections.join('\n\n')}\n\n${wrapText(style.quiet(suggested.length > 0 || topic === '' ? advice : adviceWithoutMatch), width, 2)}\n\n`
}

function suggestionView(topic: string, { suggested }: SponsorSuggestions, style: Style, width: number): string {
  const about = quote(topic, 80)
  if (suggested.length === 0)
    return wrapText(`No suggestion: "${about}" matches no group, and no maintainer's area.`, width, 2)
  return [
    wrapText(style.answer(`Suggested sponsors for "${about}"`), width, 2),
    ...suggested.map(({ person, because }) =>
      row(person, `${quote(person.name)}: ${quote(because, 300)}`, style, width),
    ),
  ].join('\n')
}

function groupsView({ channels }: Policy, groups: SponsorSuggestions['groups'], style: Style, width: number): string {
  return [
    wrapText(style.answer('Groups that work on it'), width, 2),
    ...groups.map(({ group: { name, channel } }) =>
      wrapText(`${name}, ${channel === null ? 'no public channel' : `${channels.discord.title} ${channel}`}`, width, 2),
    ),
  ].join('\n')
}

function row({ login }: Maintainer, text: string, style: Style, width: number): string {
  return labelRow(`@${quote(login, 40)}`, text, width, style, Math.min(LOGIN_WIDTH, Math.floor(width / 2)))
}

function rolesText({ name, roles }: Maintainer): string {
  const texts = roles.map(({ kind, area }) => (area === null ? ROLE_NAMES[kind] : quote(area)))
  return `${quote(name)}: ${[...new Set(texts)].join(', ')}`
}
