import { CHANNELS } from '../../../policy/answers.ts'
import { cite } from '../../../policy/match.ts'
import type { Policy, Rule } from '../../../policy/schema.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'
import { sourceLine } from '../shared/source.ts'

export function policyView(policy: Policy, style: Style, columns: number): string {
  const width = textWidth(columns)
  const head = `${style.answer(policy.title)} ${style.quiet(`edition ${policy.edition} · checked ${policy.verified}`)}`
  const sections = [
    `  ${head}`,
    ...CHANNELS.map((channel) => channelView(policy, channel, style, width)),
    guidelinesView(policy, style, width),
    contactsView(policy, style, width),
  ]
  return `\n${sections.join('\n\n')}\n\n`
}

function channelView(policy: Policy, id: (typeof CHANNELS)[number], style: Style, width: number): string {
  const channel = policy.channels[id]
  const privacy = channel.public ? '' : style.warning(' private')
  return [
    `  ${style.answer(channel.title)}${privacy} ${style.quiet(`(${id})`)}`,
    wrapText(channel.about, width, 4),
    ...channel.avoid.map((text) => labelRow('Not', text, width, style)),
    ...policy.rules.filter((rule) => rule.channel === id).map((rule) => ruleView(policy, rule, style, width)),
  ].join('\n')
}

function ruleView(policy: Policy, { id, when, because, founding }: Rule, style: Style, width: number): string {
  const conditions = Object.entries(when)
    .map(([what, values]) => `${what}: ${Array.isArray(values) ? values.join(' or ') : String(values)}`)
    .join('; ')
  return [
    wrapText(`${style.chosen(id)}  ${style.quiet(conditions === '' ? 'everything else' : conditions)}`, width, 4),
    ...because.flatMap(({ text, source }) => [
      wrapText(text, width, 6),
      wrapText(sourceLine(cite(policy, source), style), width, 6),
    ]),
    ...(founding === undefined ? [] : [wrapText(style.quiet(`In the first edition: ${founding}`), width, 6)]),
  ].join('\n')
}

function guidelinesView(policy: Policy, style: Style, width: number): string {
  const lines = policy.guidelines.map(({ text, source, founding }) =>
    [
      wrapText(text, width, 4),
      wrapText(sourceLine(cite(policy, source), style), width, 6),
      ...(founding === undefined ? [] : [wrapText(style.quiet(`In the first edition: ${founding}`), width, 6)]),
    ].join('\n'),
  )
  return [`  ${style.answer('Guidelines')}`, ...lines].join('\n')
}

function contactsView(policy: Policy, style: Style, width: number): string {
  const lines = Object.values(policy.contacts).map(({ title, address, url }) =>
    wrapText(`${style.chosen(address ?? url)}  ${title}`, width, 4),
  )
  return [`  ${style.answer('Contacts')}`, ...lines].join('\n')
}
