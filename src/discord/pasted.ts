import { Failure } from '../errors.ts'
import { readDiscordMarkdown } from './discord-markdown.ts'
import { orderOf, type PastedTime, readPastedTime, whenOf } from './pasted-time.ts'
import {
  divideText,
  type Message,
  nameOf,
  type Person,
  type Reaction,
  type Reply,
  type Talk,
  type When,
} from './talk.ts'

/**
 * Reads what a person copied from Discord's client. It has the names, then the times after a dash, then the messages:
 *
 *     Ada — Today at 15:04        or, as browsers copy it,        Ada
 *     Does the server answer pings?                               [APP]
 *     [15:05]                                                      — 20/11/2026 15:04
 *     Mine does not.                                              Does the server answer pings?
 *
 * The compact view has one line for each message: `[15:04] Ada: Does the server answer pings?`
 *
 * @throws Failure (validation) if no line begins a message
 */
export function readPasted(source: string, file: string, today: string): Talk {
  const lines = source.split(/\r\n?|\n/)
  const headers = findHeaders(lines)
  if (headers.length === 0)
    throw new Failure('validation', `${file}: no message of Discord begins in this text`, {
      hint: "Give a JSON or HTML export of DiscordChatExporter, or text that was copied from Discord's client together with the names and times",
    })
  const names = new Set(headers.flatMap(({ name }) => name ?? []))
  const times = headers.map(({ time }) => time)
  const order = orderOf(times)
  const begin = lines.slice(0, headers[0]?.from).join('\n').trim()
  const opening = begin === '' ? [] : toMessages(SOMEBODY, { day: null, time: '' }, begin, null)
  const bodies = headers.map(({ rest, to }, at) => {
    const next = headers[at + 1]
    const body = [...(rest === '' ? [] : [rest]), ...lines.slice(to, next?.from)]
    return next === undefined || next.name === null ? { body, reply: null } : splitPreview(body, names)
  })
  let author = SOMEBODY
  let day: string | null = null
  const messages = headers.flatMap(({ time, name }, at) => {
    if (name !== null) author = personOf(name)
    const when = whenOf(time, order, today)
    day = when.day ?? (time.kind === 'clock' ? day : null)
    const text = withoutDateLine(bodies[at]?.body ?? []).join('\n')
    return toMessages(author, { ...when, day }, text, bodies[at - 1]?.reply ?? null)
  })
  return {
    source: 'pasted',
    server: null,
    channel: null,
    parents: [],
    isThread: false,
    privacy: null,
    url: null,
    zone: 'local',
    today: times.some(({ kind }) => kind === 'today' || kind === 'yesterday') ? today : null,
    messages: [...opening, ...messages],
  }
}

const SOMEBODY: Person = { key: '', name: 'somebody', account: null, isBot: false }

function personOf(written: string): Person {
  const name = nameOf(written, 'somebody')
  return { key: name, name, account: null, isBot: false }
}

/** Where a message begins: its lines `from` … `to`. `name` is null if it has the author of the message before it. */
type Header = {
  readonly from: number
  readonly to: number
  readonly name: string | null
  readonly time: PastedTime
  /** What stands on the same line. */
  readonly rest: string
}

const MAX_HEADER_LENGTH = 150
const ONE_LINE = /^(\S[^\n]{0,99}?) +[—–] +(\S[^—–]{2,40})$/
const SECOND_LINE = /^\s*[—–]\s{0,4}(\S[^—–]{2,40})$/
const BRACKETS = /^\[([^\][]{3,30})\] ?(.*)$/
const NAMED = /^([^:\s][^:]{0,99}):(?: (.*)|)$/
/** What the client shows between a name and its time. */
const TAG = /^(?:app|bot|op|system|server|✓|✔|\[[^\][]{1,12}\]|.{1,40} (?:role )?icon(?:, .{1,40})?)$/i

function findHeaders(lines: readonly string[]): readonly Header[] {
  const dashed = lines.flatMap((line, at) => dashedHeader(lines, line, at) ?? [])
  const sure = dashed.filter(({ time }) => time.kind !== 'foreign')
  const names = new Set(sure.map(({ name }) => name))
  const headers = dashed.filter(({ time, name }) => time.kind !== 'foreign' || sure.length === 0 || names.has(name))
  const bracketed = lines.flatMap((line, at) => bracketHeader(line, at, headers.length === 0) ?? [])
  return [...headers, ...bracketed].sort((a, b) => a.from - b.from)
}

function dashedHeader(lines: readonly string[], line: string, at: number): Header | null {
  if (line.length > MAX_HEADER_LENGTH) return null
  const [, name, written] = ONE_LINE.exec(line.trimEnd()) ?? []
  const time = readPastedTime(written ?? '')
  if (name !== undefined && time !== null && time.kind !== 'clock')
    return { from: at, to: at + 1, name, time, rest: '' }
  const below = readPastedTime(SECOND_LINE.exec(line.trimEnd())?.[1] ?? '')
  if (below === null) return null
  let above = at - 1
  while (above > at - 5 && TAG.test(lines[above]?.trim() ?? '')) above--
  const own = lines[above]?.trim() ?? ''
  return own === '' || own.length > 100 ? null : { from: above, to: at + 1, name: own, time: below, rest: '' }
}

/** `isCompact`: no line has a dash, so the brackets are followed by a name. */
function bracketHeader(line: string, at: number, isCompact: boolean): Header | null {
  const [, written = '', rest = ''] = line.length > 100_000 ? [] : (BRACKETS.exec(line) ?? [])
  const time = readPastedTime(written)
  if (time === null || time.kind === 'foreign') return null
  if (!isCompact) return { from: at, to: at + 1, name: null, time, rest }
  const [, name, text = ''] = NAMED.exec(rest) ?? []
  return { from: at, to: at + 1, name: name ?? null, time, rest: name === undefined ? rest : text }
}

type Body = { readonly body: readonly string[]; readonly reply: Reply | null }

/** Above a reply, and so below the message before it, the client shows whom it answers and the beginning of what. */
function splitPreview(body: readonly string[], names: ReadonlySet<string>): Body {
  const [first = '', second = ''] = body.slice(-2).map((line) => line.trim())
  if (!first.startsWith('@') || second === '' || !names.has(first.slice(1))) return { body, reply: null }
  return { body: body.slice(0, -2), reply: { id: null, author: personOf(first.slice(1)), excerpt: second } }
}

/** Between two days, the client shows the date. */
const DATE_LINE =
  /^(?:\d{1,2}\.? (?:de )?\p{L}{3,12}\.? (?:de )?\d{4}(?: г\.)?|\p{L}{3,12} \d{1,2}, \d{4}|\d{4}年\d{1,2}月\d{1,2}日|\d{4}년 \d{1,2}월 \d{1,2}일)$/u

function withoutDateLine(body: readonly string[]): readonly string[] {
  const last = body.findLastIndex((line) => line.trim() !== '')
  return last >= 0 && DATE_LINE.test(body[last]?.trim() ?? '') ? body.slice(0, last) : body
}

const EDITED =
  /[ \n]?\((?:edited|bearbeitet|modifié|editado|modificato|bewerkt|edytowano|edytowane|изменено|編集済|編集済み|已编辑|수정됨)\)$/

function toMessages(author: Person, when: When, written: string, reply: Reply | null): readonly Message[] {
  const { text, reactions } = splitReactions(written.trim())
  const isEdited = EDITED.test(text)
  const [first = '', ...others] = divideText(text.replace(EDITED, ''))
  const message: Message = {
    id: null,
    kind: 'message',
    author,
    when,
    content: readDiscordMarkdown(first),
    reply,
    isEdited,
    forwarded: null,
    embeds: [],
    attachments: [],
    stickers: [],
    reactions,
  }
  return [
    message,
    ...others.map((part) => ({ ...message, reply: null, reactions: [], content: readDiscordMarkdown(part) })),
  ]
}

const EMOJI =
  /^(?:\p{Extended_Pictographic}[\p{M}\p{Cf}\p{Extended_Pictographic}\p{Emoji_Modifier}]{0,12}|:\w{2,40}:)$/u
const MAX_REACTIONS = 40

/** Below a message, each reaction is an emoji, and then a number. */
function splitReactions(text: string): { readonly text: string; readonly reactions: readonly Reaction[] } {
  const lines = text.split('\n')
  const reactions: Reaction[] = []
  while (lines.length > 2 && reactions.length < MAX_REACTIONS) {
    const [emoji = '', count = ''] = lines.slice(-2).map((line) => line.trim())
    if (!(EMOJI.test(emoji) && /^\d{1,6}$/.test(count))) break
    reactions.unshift({ emoji, count: Number(count) })
    lines.splice(-2)
  }
  return { text: lines.join('\n').trimEnd(), reactions }
}
