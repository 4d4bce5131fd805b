import { type PastedTime, readPastedTime } from './pasted-time.ts'

/** Where a message begins: its lines `from` … `to`. `name` is null if it has the author of the message before it. */
export type Header = {
  readonly from: number
  readonly to: number
  readonly name: string | null
  readonly time: PastedTime
  /** What the message says on the same line. */
  readonly rest: string
  /** What Discord reports about the person, such as "started a thread". */
  readonly notice: string | null
}

const MAX_HEADER_LENGTH = 150
const MAX_NAME_LENGTH = 100
/** The longest name that Discord lets a person choose. A sentence before a clock is often longer. */
const MAX_SHOWN_NAME_LENGTH = 32
const ONE_LINE = /^(\S.{0,99}?)\s+[—–]\s+(\S[^—–]{2,40})$/
const SECOND_LINE = /^\s*[—–]\s{0,4}(\S[^—–]{2,40})$/
const BRACKETS = /^\[([^\][]{3,30})\] ?(.*)$/
const NAMED = /^([^:\s][^:]{0,99}):(?: (.*)|)$/
/** What the client shows between a name and its time. */
const TAG = /^(?:app|bot|op|system|server|✓|✔|\[[^\][]{1,12}\]|.{1,40} (?:role )?icon(?:, .{1,40})?)$/i

/** The beginnings of all messages in a text that was copied from Discord's client. */
export function findHeaders(lines: readonly string[]): readonly Header[] {
  const dashed = lines.flatMap((line, at) => dashedHeader(lines, line, at) ?? [])
  const sure = dashed.filter(({ time: { kind } }) => kind !== 'foreign' && kind !== 'clock')
  const names = new Set(sure.map(({ name }) => name))
  const headers = dashed
    .filter(({ time, name }) => time.kind !== 'foreign' || sure.length === 0 || names.has(name))
    .filter(
      ({ time: { kind, hasHalves } }) => kind !== 'clock' || sure.every(({ time }) => time.hasHalves === hasHalves),
    )
    .map((header) =>
      header.time.kind === 'clock' ? { ...header, time: { ...header.time, kind: 'today' } as const } : header,
    )
  const bracketed = lines.flatMap((line, at) => bracketHeader(line, at, headers.length === 0) ?? [])
  const all = [...headers, ...bracketed].sort((a, b) => a.from - b.from)
  return all.some(({ name }) => name !== null) ? all : []
}

function dashedHeader(lines: readonly string[], line: string, at: number): Header | null {
  if (line.length > MAX_HEADER_LENGTH) return null
  const [, name, written] = ONE_LINE.exec(line.trimEnd()) ?? []
  const time = readPastedTime(written ?? '')
  if (name !== undefined && time !== null && (time.kind !== 'clock' || name.length <= MAX_SHOWN_NAME_LENGTH))
    return { from: at, to: at + 1, name, time, rest: '', notice: null }
  const below = readPastedTime(SECOND_LINE.exec(line.trimEnd())?.[1] ?? '')
  if (below === null) return null
  const above = noticeAbove(lines, at) ?? nameAbove(lines, at)
  return above === null ? null : { ...above, to: at + 1, time: below, rest: '' }
}

type Above = Pick<Header, 'from' | 'name' | 'notice'>

function nameAbove(lines: readonly string[], at: number): Above | null {
  let from = at - 1
  while (from > at - 5 && TAG.test(lines[from]?.trim() ?? '')) from--
  const name = lines[from]?.trim() ?? ''
  return name === '' || name.length > MAX_NAME_LENGTH ? null : { from, name, notice: null }
}

const MAX_NOTICE_LINES = 5

/** A notice begins below the name, with a space. That of a thread continues with its name, on a line of its own. */
function noticeAbove(lines: readonly string[], at: number): Above | null {
  for (let from = at - 2; from >= Math.max(0, at - 1 - MAX_NOTICE_LINES); from--) {
    const [name = '', first = ''] = lines.slice(from, from + 2)
    const isNotice = /^ [^\s—–]/.test(first) && (from === at - 2 || first.trimEnd().endsWith(':'))
    if (!isNotice || !/^\S/.test(name) || name.length > MAX_NAME_LENGTH) continue
    const notice = lines
      .slice(from + 1, at)
      .join(' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    return { from, name: name.trim(), notice }
  }
  return null
}

/** `isCompact`: no line has a dash, so the brackets are followed by a name. */
function bracketHeader(line: string, at: number, isCompact: boolean): Header | null {
  const [, written = '', rest = ''] = line.length > 100_000 ? [] : (BRACKETS.exec(line) ?? [])
  const time = readPastedTime(written)
  if (time === null || time.kind === 'foreign') return null
  const place = { from: at, to: at + 1, time, notice: null }
  if (!isCompact) return { ...place, name: null, rest }
  const [, name, text = ''] = NAMED.exec(rest) ?? []
  return { ...place, name: name ?? null, rest: name === undefined ? rest : text }
}
