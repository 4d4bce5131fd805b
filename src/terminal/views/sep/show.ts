import type { SepEntry } from '../../../seps/catalogue.ts'
import { stageText, type Transition } from '../../../seps/life-cycle.ts'
import type { Field, Sep } from '../../../seps/sep.ts'
import type { SuggestedSponsor } from '../../../seps/suggest-sponsors.ts'
import type { TimeInStage } from '../../../seps/waiting.ts'
import { rangeOf } from '../../../text/markdown-tree.ts'
import { plain, quote } from '../../../text/quote.ts'
import { labelRow, type Style, textWidth, wrapText } from '../../style.ts'
import { markdownView } from './markdown.ts'
import { daysText, deadlineText, disagreementText } from './stage.ts'

type SepDetails = {
  readonly entry: SepEntry
  /** The label that the SEP's open pull request lacks. null: it lacks none. */
  readonly missingLabel: string | null
  readonly sep: Sep
  readonly state: TimeInStage | null
  readonly next: readonly Transition[]
  readonly missing: readonly string[]
  /** Suggestions, if the SEP needs a sponsor. */
  readonly sponsors: readonly SuggestedSponsor[]
  /** The rendered pages that the SEP's open pull request needs; null: it needs none. `present` is null if that is unknown. */
  readonly pages: readonly { readonly path: string; readonly present: boolean | null }[] | null
}

const LABEL_WIDTH = 14

export function sepView(
  { entry, missingLabel, sep, state, next, missing, sponsors, pages }: SepDetails,
  style: Style,
  columns: number,
): string {
  const width = textWidth(columns)
  const row = (label: string, text: string) => labelRow(label, text, width, style, LABEL_WIDTH)
  const fields = preambleOf(sep)
  const disagreement = disagreementText(entry)
  const rows = [
    row('State', stateText(entry, state)),
    ...(disagreement === null ? [] : [row('But', disagreement)]),
    ...(missingLabel === null ? [] : [row('Label', missingLabelText(missingLabel))]),
    ...next.map((transition, index) => row(index === 0 ? 'Next' : '', nextText(transition))),
    ...missing.map((text, index) => row(index === 0 ? 'Missing' : '', plain(text))),
    ...sponsors.map(({ person, because }, index) =>
      row(index === 0 ? 'Ask' : '', `@${quote(person.login)}, who ${quote(because, 300)}`),
    ),
    ...(pages === null ? [] : [row('Pages', pagesText(pages))]),
    '',
    ...fields.map(({ key, value }) => row(quote(key, 40), quote(value, 1000))),
    ...linkRows(entry).map(([label, url]) => row(label, url)),
  ]
  const heading = `SEP-${entry.number ?? '0000'}: ${quote(entry.title, 400)}`
  const text = markdownView(sep, bodyOf(sep, fields), style, width)
  return `\n${wrapText(style.answer(heading), width, 2)}\n\n${rows.join('\n')}\n\n${text}\n\n`
}

function missingLabelText(label: string): string {
  return `it has no label "${label}" yet, so lists of SEPs do not show it; its sponsor or another maintainer sets it`
}

function stateText({ stage }: SepEntry, state: TimeInStage | null): string {
  const name = stageText(stage)
  if (state === null) return name
  return [name, daysText(state), ...(state.due === null ? [] : [deadlineText(state)])].join(' · ')
}

function pagesText(pages: NonNullable<SepDetails['pages']>): string {
  const pathsWith = (present: boolean | null) =>
    pages.flatMap((page) => (page.present === present ? [quote(page.path, 200)] : []))
  const missing = pathsWith(false)
  const unknown = pathsWith(null)
  if (missing.length === 0 && unknown.length === 0) return 'rendered, and on the branch'
  return [
    ...(missing.length === 0 ? [] : [`not on the branch yet: ${missing.join(', ')}`]),
    ...(unknown.length === 0 ? [] : [`could not be read: ${unknown.join(', ')}`]),
  ].join('; ')
}

function nextText({ to, when, decidedBy, setBy }: Transition): string {
  const who = decidedBy === setBy ? `by the ${setBy}` : `decided by the ${decidedBy}, set by the ${setBy}`
  return `${stageText(to)}, ${who}: ${when}`
}

/** The fields in the preamble's list. Without a list, all fields. Some SEPs repeat the list in a table, which is shown as part of the text. */
function preambleOf({ fields }: Sep): readonly Field[] {
  const list = fields.filter(({ place }) => place === 'list')
  return list.length === 0 ? fields : list
}

function linkRows({ file, pullRequest, otherPullRequests }: SepEntry): readonly (readonly [string, string])[] {
  const links = [
    ...(pullRequest === null ? [] : [['Pull request', pullRequest.url] as const]),
    ...otherPullRequests.map(({ url }) => ['Another PR', url] as const),
    ...(file.url === null || file.url === pullRequest?.url ? [] : [['File', file.url] as const]),
  ]
  return links.length === 0 ? [['File', quote(file.path ?? '', 200)]] : links
}

function bodyOf({ tree, heading }: Sep, fields: readonly Field[]) {
  return tree.children.filter((block) => {
    const { from, to } = rangeOf(block)
    return to > heading.lines.to && !fields.some(({ lines }) => lines.from < to && lines.to > from)
  })
}
