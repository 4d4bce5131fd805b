import { type PastedTime, readPastedTime } from './pasted-time.ts'

/** The beginning of a message: the lines from `from` up to, but not including, `to`. `name` is null if they name no author. */
export type Header = {
  readonly from: number
  readonly to: number
  readonly name: string | null
  readonly time: PastedTime
  /** The beginning of the message's text, if it is on the same line; else empty. */
  readonly text: string
  /** What Discord reports about the person, such as "started a thread". */
  readonly notice: string | null
}

const MAX_HEADER_LENGTH = 150
/** The longest name that Discord lets a person choose. A sentence before a time of day is often longer. */
const MAX_DISPLAY_NAME_LENGTH = 32
/** No name in Discord is longer. A webhook's name may be longer than a person's. */
const MAX_NAME_LENGTH = 100
/** A header on one line: `Ada — Today at 15:04`. */
const ONE_LINE = /^(\S.{0,99}?)\s+[—–]\s+(\S[^—–]{2,40})$/
/** The second line of a header on two lines: `— 20/11/2026 15:04`. */
const SECOND_LINE = /^\s*[—–]\s{0,4}(\S[^—–]{2,40})$/
/** A time in brackets, and the text after it: `[15:05] Mine does not.` */
const BRACKETS = /^\[([^\][]{3,30})\] ?(.*)$/
/** The text after the time in the compact view: `Ada: Does the server answer pings?` */
const NAMED = /^([^:\s][^:]{0,99}):(?: (.*)|)$/
/** What the client shows between a name and its time, such as `APP` or `Moderator role icon`. */
const TAG = /^(?:app|bot|op|system|server|✓|✔|\[[^\][]{1,12}\]|.{1,40} (?:role )?icon(?:, .{1,40})?)$/i

export function findHeaders(lines: readonly string[]): readonly Header[] {
  const dashed = lines.flatMap((line, index) => dashedHeader(lines, line, index) ?? [])
  // A time in an unknown language, or a time of day without a date, may be part of a sentence. If other headers are certain, a time in
  // an unknown language must follow a name that one of them has, and a time of day must use the same clock (12 or 24 hours) as they do.
  const certainHeaders = dashed.filter(({ time: { kind } }) => kind !== 'foreign' && kind !== 'clock')
  const names = new Set(certainHeaders.map(({ name }) => name))
  const headers = dashed
    .filter(({ time, name }) => time.kind !== 'foreign' || certainHeaders.length === 0 || names.has(name))
    .filter(
      ({ time: { kind, is12Hour } }) =>
        kind !== 'clock' || certainHeaders.every(({ time }) => time.is12Hour === is12Hour),
    )
    .map((header) =>
      header.time.kind === 'clock' ? { ...header, time: { ...header.time, kind: 'today' } as const } : header,
    )
  const bracketed = lines.flatMap((line, index) => bracketHeader(line, index, { hasName: headers.length === 0 }) ?? [])
  const sorted = [...headers, ...bracketed].sort((a, b) => a.from - b.from)
  return sorted.some(({ name }) => name !== null) ? sorted : []
}

function dashedHeader(lines: readonly string[], line: string, index: number): Header | null {
  if (line.length > MAX_HEADER_LENGTH) return null
  const [, name, timeText] = ONE_LINE.exec(line.trimEnd()) ?? []
  const time = readPastedTime(timeText ?? '')
  if (name !== undefined && time !== null && (time.kind !== 'clock' || name.length <= MAX_DISPLAY_NAME_LENGTH))
    return { from: index, to: index + 1, name, time, text: '', notice: null }
  const timeBelow = readPastedTime(SECOND_LINE.exec(line.trimEnd())?.[1] ?? '')
  if (timeBelow === null) return null
  const above = noticeAbove(lines, index) ?? nameAbove(lines, index)
  return above === null ? null : { ...above, to: index + 1, time: timeBelow, text: '' }
}

/** The part of a header that stands above its time. */
type HeaderTop = Pick<Header, 'from' | 'name' | 'notice'>

const MAX_TAG_LINES = 4

function nameAbove(lines: readonly string[], index: number): HeaderTop | null {
  let from = index - 1
  while (from > index - 1 - MAX_TAG_LINES && TAG.test(lines[from]?.trim() ?? '')) from--
  const name = lines[from]?.trim() ?? ''
  return name === '' || name.length > MAX_NAME_LENGTH ? null : { from, name, notice: null }
}

const MAX_NOTICE_LINES = 5

/**
 * Finds a notice above the line `index`. A notice begins with a space, on the line below the person's name. If its first line ends
 * with a colon, as in a notice about a thread, the notice continues on the lines below.
 */
function noticeAbove(lines: readonly string[], index: number): HeaderTop | null {
  for (let from = index - 2; from >= Math.max(0, index - 1 - MAX_NOTICE_LINES); from--) {
    const [name = '', first = ''] = lines.slice(from, from + 2)
    const isNotice = /^ [^\s—–]/.test(first) && (from === index - 2 || first.trimEnd().endsWith(':'))
    if (!isNotice || !/^\S/.test(name) || name.length > MAX_NAME_LENGTH) continue
    const notice = lines
      .slice(from + 1, index)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    return { from, name: name.trim(), notice }
  }
  return null
}

/** Nobody types a longer line, and searching it takes time. */
const MAX_BRACKETED_LENGTH = 100_000

/** @param hasName true for the compact view, in which no header has a dash, and a name follows the time in brackets */
function bracketHeader(line: string, index: number, { hasName }: { readonly hasName: boolean }): Header | null {
  const [, timeText = '', rest = ''] = line.length > MAX_BRACKETED_LENGTH ? [] : (BRACKETS.exec(line) ?? [])
  const time = readPastedTime(timeText)
  if (time === null || time.kind === 'foreign') return null
  const shared = { from: index, to: index + 1, time, notice: null }
  if (!hasName) return { ...shared, name: null, text: rest }
  const [, name, text = ''] = NAMED.exec(rest) ?? []
  return { ...shared, name: name ?? null, text: name === undefined ? rest : text }
}
