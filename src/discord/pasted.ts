import { Failure } from '../errors.ts'
import { type Conversation, cleanName, type DayAndTime, type Person, type Reply } from './conversation.ts'
import { type Names, NO_NAMES } from './discord-markdown.ts'
import { findHeaders, type Header } from './pasted-headers.ts'
import { readPastedMessage } from './pasted-message.ts'
import { addDays, type DateOrder, dateOrderOf, dayAndTimeOf, type PastedTime } from './pasted-time.ts'

/**
 * Reads text that a person copied from Discord's client. A message begins with its author's name and, after a dash, its time. The
 * author's next messages may begin with only the time:
 *
 *     Ada — Today at 15:04        or, as browsers copy it,        Ada
 *     Does the server answer pings?                               [APP]
 *     [15:05]                                                      — 20/11/2026 15:04
 *     Mine does not.                                              Does the server answer pings?
 *
 * The compact view has one line for each message: `[15:04] Ada: Does the server answer pings?`
 *
 * @param today the day that "today" in the text means, in ISO 8601
 * @throws Failure (validation) if no message with a name is found
 */
export function readPastedConversation(source: string, file: string, today: string): Conversation {
  const lines = source.split(/\r\n?|\n/)
  const headers = findHeaders(lines)
  if (headers.length === 0)
    throw new Failure('validation', `${file}: found no Discord message in this text`, {
      hint: "Give a JSON or HTML export of DiscordChatExporter, or text that was copied from Discord's client together with the names and times",
    })
  const names = new Set(headers.flatMap(({ name }) => name ?? []))
  const knownNames = { ...NO_NAMES, mentionable: longestFirst(names) }
  const times = headers.map(({ time }) => time)
  const order = dateOrderOf(times)
  const messageLines = splitMessages(headers, lines, names)
  const dayAndTimes = dayAndTimesOf(times, order, today)
  let author = UNKNOWN_PERSON
  const messages = headers.flatMap(({ name, notice }, index) => {
    if (name !== null) author = personOf(name)
    const when = dayAndTimes[index] ?? UNKNOWN_TIME
    const next = dayAndTimes[index + 1]
    const bodyLines = messageLines[index]?.bodyLines ?? []
    const metadata = { author, when, reply: messageLines[index - 1]?.nextReply ?? null, notice }
    const isLastOfDay = next !== undefined && (next.day === null || next.day !== when.day)
    return readPastedMessage(isLastOfDay ? withoutDateLine(bodyLines) : bodyLines, metadata, knownNames)
  })
  return {
    server: null,
    channel: null,
    parents: [],
    isThread: false,
    privacy: null,
    url: null,
    zone: 'local',
    today: times.some(({ kind }) => kind === 'today' || kind === 'yesterday') ? today : null,
    messages: [...readTextBeforeFirstHeader(lines.slice(0, headers[0]?.from), knownNames), ...messages],
  }
}

/** The lines of each message, without the preview of the message that the next one answers. */
function splitMessages(
  headers: readonly Header[],
  lines: readonly string[],
  names: ReadonlySet<string>,
): readonly MessageLines[] {
  return headers.map(({ text, to }, index) => {
    const next = headers[index + 1]
    const bodyLines = [...(text === '' ? [] : [text]), ...lines.slice(to, next?.from)]
    return next === undefined || next.name === null ? { bodyLines, nextReply: null } : splitPreview(bodyLines, names)
  })
}

function dayAndTimesOf(times: readonly PastedTime[], order: DateOrder, today: string): readonly DayAndTime[] {
  const results: DayAndTime[] = []
  for (const time of times) {
    const when = dayAndTimeOf(time, order, today)
    const inferredDay = time.kind === 'clock' ? inferDay(results.at(-1) ?? UNKNOWN_TIME, when) : null
    results.push({ ...when, day: when.day ?? inferredDay })
  }
  return results
}

const UNKNOWN_TIME: DayAndTime = { day: null, time: '' }

/** The day of a message with only a time of day: the day of the message before it, or the next day if the time is earlier. */
function inferDay({ day, time }: DayAndTime, { time: nextTime }: DayAndTime): string | null {
  return day === null || nextTime >= time ? day : addDays(day, 1)
}

/** More names would only slow down the search for mentions. */
const MAX_NAMES = 100

function longestFirst(names: ReadonlySet<string>): readonly string[] {
  return [...names].slice(0, MAX_NAMES).sort((a, b) => b.length - a.length)
}

const UNKNOWN_PERSON: Person = { key: '', name: 'somebody', account: null, isBot: false }

function personOf(shownName: string): Person {
  const name = cleanName(shownName, 'somebody')
  return { key: name, name, account: null, isBot: false }
}

/** The end of a message above the first header, if the person copied it without its author. */
function readTextBeforeFirstHeader(lines: readonly string[], knownNames: Names) {
  const metadata = { author: UNKNOWN_PERSON, when: UNKNOWN_TIME, reply: null, notice: null }
  return lines.join('').trim() === '' ? [] : readPastedMessage(lines, metadata, knownNames)
}

/** The client shows the message that the next one answers below these lines; it is in `nextReply` instead. */
type MessageLines = { readonly bodyLines: readonly string[]; readonly nextReply: Reply | null }

/** Splits off the preview that the client shows above the next message, if that is a reply: who wrote the original message, and how it begins. */
function splitPreview(bodyLines: readonly string[], names: ReadonlySet<string>): MessageLines {
  const [first = '', second = ''] = bodyLines.slice(-2).map((line) => line.trim())
  if (!first.startsWith('@') || second === '' || !names.has(first.slice(1))) return { bodyLines, nextReply: null }
  return { bodyLines: bodyLines.slice(0, -2), nextReply: { author: personOf(first.slice(1)), excerpt: second } }
}

/** The date that the client shows between two days. In the middle of a day, such a line is the text of a message. */
const DATE_LINE =
  /^(?:\d{1,2}\.? (?:de )?\p{L}{3,12}\.? (?:de )?\d{4}(?: г\.)?|\p{L}{3,12} \d{1,2}, \d{4}|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 \d{1,2}월 \d{1,2}일)$/u

function withoutDateLine(bodyLines: readonly string[]): readonly string[] {
  const last = bodyLines.findLastIndex((line) => line.trim() !== '')
  return last >= 0 && DATE_LINE.test(bodyLines[last]?.trim() ?? '') ? bodyLines.slice(0, last) : bodyLines
}
