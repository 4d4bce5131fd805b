import { MAX_UNMARKED_BODY_LENGTH } from '../text/added-lines.ts'
import { type Conversation, isSnowflake, type Message, type Person } from './conversation.ts'
import { followUpLine } from './follow-ups.ts'
import { printLabel } from './github-inline.ts'
import { type MessageContext, printName } from './print-message.ts'
import { htmlSafeTime, printStretches } from './stretches.ts'

/** The sections at the top of a record that a person writes. The check `placeholders` stops the draft until they are filled in. */
export const SECTIONS_TO_FILL_IN = [
  { id: 'summary', heading: 'Summary', placeholder: '[fill in what was discussed, and what came out of it]' },
  {
    id: 'open-questions',
    heading: 'Open questions',
    placeholder: '[fill in the questions that are still open, or that there are none]',
  },
  { id: 'next-step', heading: 'Proposed next step', placeholder: '[fill in who does what next, and where]' },
] as const
export const LINK_PLACEHOLDER = '[fill in the link to the conversation on Discord]'

/** A conversation as the text of a post, and of further posts if it is too long for one. */
export type PrintedConversation = {
  readonly title: string | null
  /** The text of the post, with the sections that a person fills in. */
  readonly body: string
  /** Only the facts and the first part of the conversation, as the answer to a field of a form. */
  readonly text: string
  readonly followUps: readonly string[]
}

/** Characters that we leave free in a post, for what the author adds and for the disclosure of AI help. */
const RESERVED_LENGTH = { first: 6_000, others: 1_000 }

/** @param url the link to the conversation; by default, the one from the export */
export function printConversation(conversation: Conversation, url: string | null = null): PrintedConversation {
  const context = contextOf(conversation)
  const sections = SECTIONS_TO_FILL_IN.map(({ heading, placeholder }) => `## ${heading}\n\n${placeholder}\n\n`).join('')
  const facts = printFacts(conversation, url ?? conversation.url, context)
  const pages = pagesOf(printStretches(conversation.messages, context), sections.length + facts.length)
  const [firstPage = '', ...otherPages] = pages.map((page, index) => {
    const nextPart = index + 2
    const next =
      nextPart <= pages.length ? [`_The conversation continues in part ${nextPart} of ${pages.length}._`] : []
    return [...page, ...next].join('\n\n')
  })
  const text = `${facts}\n\n${firstPage}`
  return {
    title: titleOf(conversation),
    body: `${sections}## The conversation on Discord\n\n${text}\n`,
    text,
    followUps: otherPages.map((page, index) => `${followUpLine(index + 2, pages.length)}\n\n${page}\n`),
  }
}

function contextOf({ url, messages }: Conversation): MessageContext {
  const names = distinctNames(messages)
  return {
    nameOf: ({ key, name }) => names.get(key) ?? name,
    urlOf: ({ id }) => (url === null || id === null || !isSnowflake(id) ? null : `${url}/${id}`),
  }
}

/** The second person with the name "Ada" is called "Ada (2)". */
function distinctNames(messages: readonly Message[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const { kind, author } of messages) {
    if (kind === 'left-out' || names.has(author.key)) continue
    const number = (counts.get(author.name) ?? 0) + 1
    counts.set(author.name, number)
    names.set(author.key, number === 1 ? author.name : `${author.name} (${number})`)
  }
  return names
}

function titleOf({ channel, isThread, messages }: Conversation): string | null {
  if (channel === null) return null
  const day = messages.find(({ when }) => when.day !== null)?.when.day
  return isThread ? channel : `#${channel} on Discord${day == null ? '' : `, ${day}`}`
}

function printFacts(conversation: Conversation, url: string | null, { nameOf }: MessageContext): string {
  const { messages, zone, today, privacy } = conversation
  const people = participantsOf(messages)
  const names = people.slice(0, MAX_NAMES).map((person) => printName(nameOf(person)) + (person.isBot ? ' (bot)' : ''))
  const unlistedCount = people.length - names.length
  const facts = [
    ...placeFacts(conversation, url),
    `- **Messages:** ${countAndSpanOf(messages, zone)}`,
    `- **Participants:** ${names.join(', ')}${unlistedCount > 0 ? `, and ${unlistedCount} more` : ''}`,
  ]
  const notes = [
    zone === 'UTC'
      ? 'All times are in UTC.'
      : 'All times are as shown to the person who copied or exported the conversation.',
    ...(today === null ? [] : [`"Today" is taken as ${today}.`]),
    ...(messages.some(({ attachments }) => attachments.length > 0) ? ['Files are listed, not included.'] : []),
  ]
  const linkLines = url === null && privacy === null ? [LINK_PLACEHOLDER, ''] : []
  return [...linkLines, ...facts, '', notes.join(' ')].join('\n')
}

const MAX_NAMES = 50

function participantsOf(messages: readonly Message[]): readonly Person[] {
  const byKey = new Map(
    messages.flatMap(({ kind, author }) => (kind === 'message' && author.key !== '' ? [[author.key, author]] : [])),
  )
  return [...byKey.values()]
}

function placeFacts({ server, channel, parents, isThread }: Conversation, url: string | null): readonly string[] {
  const place = server === null ? [] : [`- **Server:** ${printName(server)}`]
  if (channel === null && url === null) return place
  const label = channel === null ? 'the conversation' : [...parents, channel].map(printLabel).join(' › ')
  const link = url === null ? label : `[${label}](<${url}>)`
  return [`- **${isThread ? 'Thread' : 'Where'}:** ${link}`, ...place]
}

function countAndSpanOf(messages: readonly Message[], zone: Conversation['zone']): string {
  const times = messages.flatMap(({ when: { day, time } }) =>
    day === null ? [] : [{ day, clock: htmlSafeTime(time) }],
  )
  const [first] = times
  const last = times.at(-1) ?? first
  const span = first === undefined || last === undefined ? '' : `, ${printSpan(first, last)}`
  const total = messages.filter(({ kind }) => kind !== 'left-out').length
  return total.toLocaleString('en') + span + (span !== '' && zone === 'UTC' ? ' UTC' : '')
}

type Moment = { readonly day: string; readonly clock: string }

/** `2026-11-20, 15:04 to 15:16`, or with both days. */
function printSpan(from: Moment, to: Moment): string {
  if (from.day !== to.day) return `${printMoment(from)} to ${printMoment(to)}`
  const clocks = [...new Set([from.clock, to.clock])].filter((clock) => clock !== '')
  return [from.day, clocks.join(' to ')].filter((part) => part !== '').join(', ')
}

function printMoment({ day, clock }: Moment): string {
  return `${day} ${clock}`.trim()
}

function pagesOf(chunks: readonly string[], headLength: number): readonly (readonly string[])[] {
  const pages: { chunks: string[]; room: number }[] = [
    { chunks: [], room: MAX_UNMARKED_BODY_LENGTH - RESERVED_LENGTH.first - headLength },
  ]
  for (const chunk of chunks) {
    const length = chunk.length + '\n\n'.length
    const page = pages.at(-1)
    if (page !== undefined && page.room >= length) {
      page.chunks.push(chunk)
      page.room -= length
    } else pages.push({ chunks: [chunk], room: MAX_UNMARKED_BODY_LENGTH - RESERVED_LENGTH.others - length })
  }
  return pages.map(({ chunks: pageChunks }) => pageChunks)
}
