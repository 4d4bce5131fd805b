import { dayText } from '../../text/day.ts'
import { plain, quote } from '../../text/quote.ts'
import { type Style, textWidth, wrapText } from '../style.ts'

type ListedDraft = {
  readonly draft: string
  readonly modified: Date
  readonly state: keyof typeof STATE_NAMES
  readonly kind: string | null
  readonly repo: string | null
  readonly template: string | null
  readonly title: string | null
  readonly url: string | null
  readonly command: string | null
  readonly why: string | null
}

export const STATE_NAMES = {
  unfinished: 'unfinished',
  written: 'written, not posted',
  sent: 'may have been posted',
  blocked: 'became a private report',
  published: 'published',
  unreadable: 'not a draft',
} as const

export function draftsView(drafts: readonly ListedDraft[], now: Date, style: Style, columns: number): string {
  const width = textWidth(columns)
  return `\n${drafts.map((listed) => draftView(listed, now, style, width)).join('\n\n')}\n\n`
}

function draftView(listed: ListedDraft, now: Date, style: Style, width: number): string {
  const { draft, modified, state, kind, repo, template, url, command, why } = listed
  const facts = [STATE_NAMES[state], dayText(modified, now), kind, repo, template].filter((fact) => fact !== null)
  return [
    wrapText(style.answer(draftTitle(listed)), width, 2),
    wrapText(facts.map((fact) => quote(fact, 200)).join(' · '), width, 4),
    // The reason begins with the path of the draft.
    why === null ? `    ${style.quiet(plain(url ?? command ?? draft))}` : wrapText(style.quiet(plain(why)), width, 4),
  ].join('\n')
}

export function draftTitle({ title, kind, state }: Pick<ListedDraft, 'title' | 'kind' | 'state'>): string {
  if (kind === 'advisory') return 'A private report'
  if (state === 'blocked') return 'A draft that became a private report'
  return title === null ? 'No title yet' : quote(title, 200)
}
