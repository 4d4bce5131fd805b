import { MAX_UNMARKED_BODY_LENGTH } from '../../drafts/marker.ts'
import { joinLines, type Line, type Lines, splitLines } from '../../text/lines.ts'
import { findIn, placeholderOf, type Tracked, textOf } from './checklist.ts'

/** `- …and 100000 more`, with a blank line before it. */
const ROOM_FOR_MORE = 32
const MORE = /^[ \t]*- …and \d+ more[ \t]*$/

/**
 * A tracker's text with every row in its list: GitHub shows an address on a line of its own with the title and state.
 * The text is the one on GitHub, without our marker, or for the first time the plan's: people tick boxes, move lines and write
 * between them, so only what is missing is put in. What does not fit is counted. Doing it twice changes nothing.
 */
export function mergeChecklist(body: string, rows: readonly Tracked[]): string {
  const { text, more } = withoutMore(splitLines(body))
  const changes = changesIn(text, more, rows)
  const { replaced, added, left, length } = fitting(text, changes)
  const counted = `- …and ${left} more`
  const hasMore = left > 0 && length + text.eol.length + counted.length <= MAX_UNMARKED_BODY_LENGTH
  const additions = hasMore && more === null ? [...added, counted] : added
  const lines = text.lines.map((line, index) => replaced.get(index) ?? line)
  const of = (texts: readonly string[]): readonly Line[] => texts.map((one) => ({ text: one, end: text.eol }))
  if (changes.at === null) return joinLines(text, [...lines, ...of(gapIn(text, additions)), ...of(additions)])
  const around = [
    { at: changes.at, texts: additions },
    { at: more ?? 0, texts: hasMore && more !== null ? [counted] : [] },
  ]
  const before = (index: number) => of(around.filter(({ at }) => at === index).flatMap(({ texts }) => texts))
  return joinLines(text, [...lines.flatMap((line, index) => [...before(index), line]), ...before(lines.length)])
}

type Changes = {
  /** Before which line the missing ones are put; null: at the end, for there is no list yet. */
  readonly at: number | null
  /** Lines that get the address in place of the title. */
  readonly replaced: ReadonlyMap<number, Line>
  readonly added: readonly string[]
}

function changesIn({ lines }: Lines, more: number | null, rows: readonly Tracked[]): Changes {
  const { addresses, placeholders, end } = findIn(lines, rows)
  const there = new Set(addresses)
  const free = new Map([...placeholders].map(([text, indexes]) => [text, indexes.values()]))
  const replaced = new Map<number, Line>()
  const added: string[] = []
  for (const row of rows) {
    const { url } = row
    if (url !== null && there.has(url.toLowerCase())) continue
    if (url !== null) there.add(url.toLowerCase())
    const index = free.get(placeholderOf(row))?.next().value
    const line = index === undefined ? undefined : lines[index]
    if (index === undefined || line === undefined) added.push(`- [ ] ${url ?? placeholderOf(row)}`)
    else if (url !== null) replaced.set(index, withText(line, url))
  }
  return { at: end ?? more, replaced, added }
}

function withText({ text, end }: Line, url: string): Line {
  const { start, stop } = textOf(text)
  return { text: text.slice(0, start) + url + text.slice(stop), end }
}

type Fitting = {
  readonly replaced: ReadonlyMap<number, Line>
  readonly added: readonly string[]
  readonly left: number
  readonly length: number
}

/** As much of the changes as GitHub takes: whatever makes the text shorter, then one after the other. */
function fitting(text: Lines, { at, replaced, added }: Changes): Fitting {
  const sizes = [...replaced].map(([index, line]) => ({
    index,
    line,
    size: line.text.length - (text.lines[index]?.text.length ?? 0),
  }))
  const gap = at === null ? gapIn(text, added).length * text.eol.length : 0
  const sizeOf = (line: string) => line.length + text.eol.length
  const all = [...sizes.map(({ size }) => size), ...added.map(sizeOf)].reduce((sum, size) => sum + size, 0)
  const most =
    text.length + gap + all <= MAX_UNMARKED_BODY_LENGTH
      ? MAX_UNMARKED_BODY_LENGTH
      : MAX_UNMARKED_BODY_LENGTH - ROOM_FOR_MORE
  let length = text.length
  const fits = (size: number) => {
    if (size > 0 && length + size > most) return false
    length += size
    return true
  }
  const swapped = sizes.toSorted((one, other) => Math.sign(one.size) - Math.sign(other.size))
  const kept = swapped.filter(({ size }) => fits(size)).map(({ index, line }) => [index, line] as const)
  length += gap
  const first = added.findIndex((line) => !fits(sizeOf(line)))
  const count = first < 0 ? added.length : first
  return { replaced: new Map(kept), added: added.slice(0, count), left: added.length - count, length }
}

/** A list begins after a blank line. */
function gapIn({ lines }: Lines, added: readonly string[]): readonly string[] {
  return added.length === 0 || (lines.at(-1)?.text ?? '').trim() === '' ? [] : ['']
}

/** The text without the line that counts, and where that stood; where somebody copied it, the last place. */
function withoutMore(text: Lines): { readonly text: Lines; readonly more: number | null } {
  const lines = text.lines.filter((line) => !MORE.test(line.text))
  if (lines.length === text.lines.length) return { text, more: null }
  const after = text.lines.length - 1 - text.lines.findLastIndex((line) => MORE.test(line.text))
  const length = lines.reduce((sum, line) => sum + line.text.length + line.end.length, 0)
  return { text: { ...text, lines, length, eol: lines[0]?.end ?? text.eol }, more: lines.length - after }
}
