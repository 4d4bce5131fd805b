import { hashOf } from '../../system/hash.ts'
import { MAX_UNMARKED_BODY_LENGTH } from '../../text/added-lines.ts'
import { joinLines, type Line, type Lines, splitLines } from '../../text/lines.ts'
import { type Checklist, itemTextRange, placeholderFor, readChecklist, type TrackedRow } from './read-checklist.ts'

/** Enough characters for the line `- …and 100000 more`, with a blank line before it. */
const MAX_COUNT_LINE_LENGTH = 32
const COUNT_LINE = /^[ \t]*- …and \d+ more[ \t]*$/

/**
 * Adds each missing row to the list in a tracker, as a line with its address or, until it has one, a placeholder with its title. If
 * not all rows fit, a line says how many more there are. Keeps all other lines, because people tick boxes, move lines and write between them.
 * A second call with the same rows changes nothing.
 * @param body the text on GitHub without our marker
 */
export function mergeChecklist(body: string, rows: readonly TrackedRow[]): string {
  const { content, countLineAt } = withoutCountLines(splitLines(body))
  const changes = changesIn(content, countLineAt, rows)
  const { replaced, added, omitted, length } = changesThatFit(content, changes)
  const countLine = `- …and ${omitted} more`
  const hasCountLine = omitted > 0 && length + content.eol.length + countLine.length <= MAX_UNMARKED_BODY_LENGTH
  const additions = hasCountLine && countLineAt === null ? [...added, countLine] : added
  const lines = content.lines.map((line, index) => replaced.get(index) ?? line)
  const toLines = (texts: readonly string[]): readonly Line[] => texts.map((line) => ({ text: line, end: content.eol }))
  if (changes.insertAt === null)
    return joinLines(content, [...lines, ...toLines(gapBefore(content, additions)), ...toLines(additions)])
  // The count of an earlier run keeps its place; a new one follows the new lines.
  const insertions = [{ before: changes.insertAt, texts: additions }]
  if (hasCountLine && countLineAt !== null) insertions.push({ before: countLineAt, texts: [countLine] })
  const linesBefore = (index: number) =>
    toLines(insertions.filter(({ before }) => before === index).flatMap(({ texts }) => texts))
  return joinLines(content, [
    ...lines.flatMap((line, index) => [...linesBefore(index), line]),
    ...linesBefore(lines.length),
  ])
}

type Changes = {
  /** New lines are added before this line. null: at the end, because there is no list yet. */
  readonly insertAt: number | null
  /** Lines in which an address, or the placeholder with the new title, replaces the placeholder. */
  readonly replaced: ReadonlyMap<number, Line>
  readonly added: readonly string[]
}

function changesIn({ lines }: Lines, countLineAt: number | null, rows: readonly TrackedRow[]): Changes {
  const checklist = readChecklist(lines, rows)
  const listedAddresses = new Set(checklist.addresses)
  const missingRows = rows.filter(({ url }) => {
    const isListed = url !== null && listedAddresses.has(url.toLowerCase())
    if (url !== null) listedAddresses.add(url.toLowerCase())
    return !isListed
  })
  const placeholders = findPlaceholders(checklist, missingRows)
  const replaced = new Map<number, Line>()
  const added: string[] = []
  for (const row of missingRows) {
    const index = placeholders.get(row)
    const line = index === undefined ? undefined : lines[index]
    const text = row.url ?? placeholderFor(row)
    if (index === undefined || line === undefined) added.push(`- [ ] ${text}`)
    else if (itemTextOf(line) !== text) replaced.set(index, withItemText(line, text))
  }
  return { insertAt: checklist.end ?? countLineAt, replaced, added }
}

/**
 * The lines that have the placeholders of these rows. A row whose title has changed gets a line that an earlier run wrote for it,
 * unless the line is also the placeholder of another row.
 */
function findPlaceholders({ placeholders }: Checklist, rows: readonly TrackedRow[]): ReadonlyMap<TrackedRow, number> {
  const found = new Map<TrackedRow, number>()
  const used = new Set<number>()
  const use = (row: TrackedRow, index: number | undefined) => {
    if (index === undefined) return
    found.set(row, index)
    used.add(index)
  }
  // Rows with the same placeholder take its lines one after the other.
  const unusedLines = new Map([...placeholders].map(([text, indexes]) => [text, indexes.values()]))
  for (const row of rows) use(row, unusedLines.get(placeholderFor(row))?.next().value)
  const retitledRows = rows.filter((row) => !found.has(row) && (row.formerPlaceholders?.size ?? 0) > 0)
  if (retitledRows.length === 0) return found
  const linesByHash = new Map([...placeholders].map(([text, indexes]) => [hashOf(text), indexes]))
  for (const row of retitledRows) {
    const lines = [...(row.formerPlaceholders ?? [])].flatMap((hash) => linesByHash.get(hash) ?? [])
    const unusedIndex = lines.find((index) => !used.has(index))
    use(row, unusedIndex)
  }
  return found
}

function itemTextOf({ text }: Line): string {
  const { start, stop } = itemTextRange(text)
  return text.slice(start, stop)
}

function withItemText({ text, end }: Line, itemText: string): Line {
  const { start, stop } = itemTextRange(text)
  return { text: text.slice(0, start) + itemText + text.slice(stop), end }
}

type FittingChanges = {
  readonly replaced: ReadonlyMap<number, Line>
  readonly added: readonly string[]
  /** How many new lines do not fit. */
  readonly omitted: number
  /** The length of the text with these changes, in characters. */
  readonly length: number
}

/**
 * Picks the changes that fit within GitHub's limit: first those that shorten the text, then other replacements, then new lines.
 */
function changesThatFit(content: Lines, { insertAt, replaced, added }: Changes): FittingChanges {
  const sizes = [...replaced].map(([index, line]) => ({
    index,
    line,
    size: line.text.length - (content.lines[index]?.text.length ?? 0),
  }))
  const gap = insertAt === null ? gapBefore(content, added).length * content.eol.length : 0
  const sizeOf = (line: string) => line.length + content.eol.length
  const total = [...sizes.map(({ size }) => size), ...added.map(sizeOf)].reduce((sum, size) => sum + size, 0)
  const maxLength =
    content.length + gap + total <= MAX_UNMARKED_BODY_LENGTH
      ? MAX_UNMARKED_BODY_LENGTH
      : MAX_UNMARKED_BODY_LENGTH - MAX_COUNT_LINE_LENGTH
  let length = content.length
  /** Adds a size to the length of the text, if it fits. @returns whether it fits */
  const reserveRoom = (size: number) => {
    if (size > 0 && length + size > maxLength) return false
    length += size
    return true
  }
  const sortedReplacements = sizes.toSorted((a, b) => Math.sign(a.size) - Math.sign(b.size))
  const kept = sortedReplacements
    .filter(({ size }) => reserveRoom(size))
    .map(({ index, line }) => [index, line] as const)
  length += gap
  const firstOmitted = added.findIndex((line) => !reserveRoom(sizeOf(line)))
  const count = firstOmitted < 0 ? added.length : firstOmitted
  return { replaced: new Map(kept), added: added.slice(0, count), omitted: added.length - count, length }
}

/** The blank line that a new list needs before it, unless the text is empty or ends with one. */
function gapBefore({ lines }: Lines, added: readonly string[]): readonly string[] {
  return added.length === 0 || (lines.at(-1)?.text ?? '').trim() === '' ? [] : ['']
}

/** Removes each "…and N more" line. `countLineAt`: where the last one was. */
function withoutCountLines(content: Lines): { readonly content: Lines; readonly countLineAt: number | null } {
  const kept = content.lines.filter((line) => !COUNT_LINE.test(line.text))
  if (kept.length === content.lines.length) return { content, countLineAt: null }
  const linesAfter = content.lines.length - 1 - content.lines.findLastIndex((line) => COUNT_LINE.test(line.text))
  const eol = kept[0]?.end ?? content.eol
  // If the last line has no line ending, count it as if it had the one that inserted lines get.
  const lines = kept.map((line, index) =>
    content.endsWithoutEol && index === kept.length - 1 ? { ...line, end: eol } : line,
  )
  const length = lines.reduce((sum, line) => sum + line.text.length + line.end.length, 0)
  return { content: { ...content, lines, length, eol }, countLineAt: lines.length - linesAfter }
}
