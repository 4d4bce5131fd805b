import { hashOf } from '../../system/hash.ts'
import type { Line } from '../../text/lines.ts'
import { getOrCreate } from '../../text/words.ts'

/** A row that a tracker lists. `url` is null until the row's post exists. */
export type TrackedRow = {
  readonly url: string | null
  readonly title: string
  readonly repo: string
  /** The hashes of the placeholders that earlier runs wrote for the row, which may have had another title. */
  readonly formerPlaceholders?: ReadonlySet<string>
}

/** The checklist in a tracker's text. Numbers are indexes of lines. */
export type Checklist = {
  /** In lower case, because GitHub ignores the case of owners and names. */
  readonly addresses: ReadonlySet<string>
  /** Lines with the current placeholder of a row, or with one from an earlier run, by the text after their box. */
  readonly placeholders: ReadonlyMap<string, readonly number[]>
  /** New lines are added before this line. null: there is no list yet. */
  readonly end: number | null
}

const BOX = /^[ \t]*[-*+] \[[ xX]\] /
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/
/** Matches a line that starts a new block under a list item. Any other line continues the item above it. */
const BLOCK = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#|>|`{3}|~{3}|<|\|)/
/** Excludes only characters that never occur in the address of a post. */
const ADDRESS = /(?<![\w/=])https?:\/\/[^\s<>()[\]{}"'`,;*~|\\]+/gi

export function readChecklist(lines: readonly Line[], rows: readonly TrackedRow[]): Checklist {
  const rowPlaceholders = new Set(rows.map(placeholderFor))
  const isFormerPlaceholder = formerPlaceholderTest(rows)
  const urls = new Set(rows.map(({ url }) => url?.toLowerCase() ?? null))
  const addresses = new Set<string>()
  const placeholders = new Map<string, number[]>()
  let lastItem: number | null = null
  for (const [index, { text }] of lines.entries()) {
    const { start, stop } = itemTextRange(text)
    const content = start === 0 ? '' : text.slice(start, stop)
    const isPlaceholder = rowPlaceholders.has(content) || isFormerPlaceholder(content)
    // An address in a placeholder's title does not count: the title is replaced by the row's own address.
    const lineAddresses = isPlaceholder ? [] : addressesIn(text)
    for (const address of lineAddresses) addresses.add(address)
    if (isPlaceholder) getOrCreate(placeholders, content, () => []).push(index)
    if (isPlaceholder || (ITEM.test(text) && lineAddresses.some((address) => urls.has(address)))) lastItem = index
  }
  return { addresses, placeholders, end: lastItem === null ? null : endOfItem(lines, lastItem) }
}

/** Returns a function that says whether a text is a placeholder that an earlier run wrote for one of the rows. */
function formerPlaceholderTest(rows: readonly TrackedRow[]): (text: string) => boolean {
  const hashes = new Set(rows.flatMap(({ formerPlaceholders = [] }) => [...formerPlaceholders]))
  return (text) => hashes.size > 0 && text !== '' && hashes.has(hashOf(text))
}

/** Where the text after an item's box starts and stops. `start` is 0 if the line has no box. */
export function itemTextRange(line: string): { readonly start: number; readonly stop: number } {
  return { start: BOX.exec(line)?.[0].length ?? 0, stop: line.trimEnd().length }
}

/** The text of a row's item until the row has an address. Always one line, even if the title has line breaks. */
export function placeholderFor({ title, repo }: TrackedRow): string {
  return `${title.replaceAll(/\s+/g, ' ')} (${repo})`.trim()
}

function addressesIn(line: string): readonly string[] {
  return line.includes('://')
    ? [...line.matchAll(ADDRESS)].map(([address]) => withoutEndPunctuation(address).toLowerCase())
    : []
}

/** Removes a final slash, and characters that belong to the sentence around the address. */
function withoutEndPunctuation(address: string): string {
  let end = address.length
  while ('.:!?/_'.includes(address.charAt(end - 1))) end--
  return address.slice(0, end)
}

/** Skips the lines that people added below an item, so that they stay with it. */
function endOfItem(lines: readonly Line[], start: number): number {
  const indent = indentOf(lines[start]?.text ?? '')
  let end = start + 1
  while (isBelow(lines[end]?.text ?? '', indent)) end++
  return end
}

function isBelow(line: string, indent: number): boolean {
  return line.trim() !== '' && (indentOf(line) > indent || !BLOCK.test(line.trimStart()))
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
