import type { ContactLink } from '../../../forms/form.ts'
import type { Template, TemplateOffer } from '../../../forms/templates.ts'
import { plain, quote } from '../../../text/quote.ts'
import { getOrCreate } from '../../../text/words.ts'
import { labelRow, maxWidthOf, type Style, textWidth, wrapText } from '../../style.ts'
import { originOf } from './origin.ts'

export type KindOffer = { readonly kind: 'issue' | 'discussion' | 'decision'; readonly offer: TemplateOffer }

const TITLES = {
  issue: 'Issue templates',
  discussion: 'Discussion templates',
  decision: 'Decision record templates',
} as const
const ID_WIDTH = 20

export function templatesView(repo: string, offers: readonly KindOffer[], style: Style, columns: number): string {
  const width = textWidth(columns)
  const sections = offers.flatMap(({ kind, offer }) => [
    ...groupsOf(offer.templates).map((group) => groupView(kind, group, style, width)),
    ...(offer.templates.length > 0 ? [] : [wrapText(`${repo} has no ${kind} templates.`, width, 2)]),
    ...(offer.allowsBlank ? [] : [wrapText(`${repo} only accepts ${kind}s made with its own forms.`, width, 2)]),
    ...(offer.contactLinks.length === 0 ? [] : [contactsView(repo, offer.contactLinks, style, width)]),
  ])
  return `\n${sections.join('\n\n')}\n\n`
}

function groupsOf(templates: readonly Template[]): readonly (readonly Template[])[] {
  const groups = new Map<string, Template[]>()
  for (const template of templates) getOrCreate(groups, originOf(template), () => []).push(template)
  return [...groups.values()]
}

function groupView(kind: KindOffer['kind'], group: readonly Template[], style: Style, width: number): string {
  const [first] = group
  const title = first === undefined ? '' : `${TITLES[kind]} ${originOf(first)}`
  const idWidth = Math.min(ID_WIDTH, maxWidthOf(group.map(({ id }) => quote(id)))) + 2
  return [
    wrapText(style.answer(title), width, 2),
    ...group.map((template) => rowOf(template, idWidth, style, width)),
  ].join('\n')
}

function rowOf({ id, form }: Template, idWidth: number, style: Style, width: number): string {
  const name = quote(form.name)
  const description = quote(form.description, 300)
  const text = description === '' ? name : `${name}\n${style.quiet(description)}`
  if (quote(id).length < idWidth) return labelRow(quote(id), text, width, style, idWidth)
  return `  ${style.label(quote(id))}\n${wrapText(text, width, idWidth + 2)}`
}

function contactsView(repo: string, links: readonly ContactLink[], style: Style, width: number): string {
  const rows = links.flatMap(({ name, about, url }) => [
    wrapText(`${quote(name)}: ${quote(about, 300)}`, width, 4),
    ...(url === null ? [] : [`    ${style.link(plain(url), plain(url))}`]),
  ])
  return [wrapText(style.answer(`Other places that ${repo} recommends`), width, 2), ...rows].join('\n')
}
