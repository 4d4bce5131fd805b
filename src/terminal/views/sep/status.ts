import { type Queue, type WaitingSep, waitsFor } from '../../../seps/waiting.ts'
import { quote } from '../../../text/quote.ts'
import { cut, type Style, textWidth, wrapText } from '../../style.ts'
import { daysText, deadlineText, disagreementText, personText, titleText } from './stage.ts'

type Section = {
  readonly title: string
  readonly waiting: readonly WaitingSep[]
  readonly detail: (waiting: WaitingSep) => string
}

export function queueView(queue: Queue, source: string, style: Style, columns: number): string {
  const width = textWidth(columns)
  const shown = sectionsOf(queue).filter(({ waiting }) => waiting.length > 0)
  if (shown.length === 0) return `\n  Nothing is waiting in ${quote(source, 200)}.\n\n`
  return `\n${shown.map((section) => sectionView(section, style, width)).join('\n\n')}\n\n`
}

function sectionsOf({ awaitingSponsor, draft, inReview, accepted, disagreeing }: Queue): readonly Section[] {
  return [
    { title: 'Waiting for a sponsor', waiting: awaitingSponsor, detail: sponsorDetail },
    { title: 'Draft', waiting: draft, detail: daysDetail },
    { title: 'In review, waiting for the core maintainers', waiting: inReview, detail: daysDetail },
    { title: 'Accepted, waiting for the implementation', waiting: accepted, detail: acceptedDetail },
    { title: 'Label and file disagree', waiting: disagreeing, detail: ({ entry }) => disagreementText(entry) ?? '' },
  ]
}

function sectionView({ title, waiting, detail }: Section, style: Style, width: number): string {
  const rows = waiting.flatMap((sep) => [titleLine(sep, style, width), wrapText(style.quiet(detail(sep)), width, 8)])
  return [wrapText(`${style.answer(title)} (${waiting.length})`, width, 2), ...rows].join('\n')
}

function titleLine({ entry }: WaitingSep, style: Style, width: number): string {
  const number = String(entry.number ?? '0000')
  return `  ${style.label(number)}${' '.repeat(Math.max(1, 6 - number.length))}${cut(titleText(entry), width - 8)}`
}

function sponsorDetail({ entry, timeInStage }: WaitingSep): string {
  const who = peopleText('by', entry.authors.slice(0, 3).map(personText))
  return joinParts([timeInStage === null ? '' : deadlineText(timeInStage), who])
}

function daysDetail({ entry, timeInStage }: WaitingSep): string {
  return joinParts([
    timeInStage === null ? '' : daysText(timeInStage),
    peopleText('sponsor', entry.sponsors.map(personText)) || 'no sponsor',
  ])
}

function acceptedDetail(waiting: WaitingSep): string {
  return joinParts([`for ${waitsFor(waiting.entry)}`, daysDetail(waiting)])
}

function peopleText(role: string, people: readonly string[]): string {
  return people.length === 0 ? '' : `${role} ${people.join(', ')}`
}

function joinParts(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
