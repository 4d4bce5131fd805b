import type { Line } from '../../text/lines.ts'

/** One line of the tracker; `url` null: it is not there yet. */
export type Tracked = { readonly url: string | null; readonly title: string; readonly repo: string }

/** What a tracker's text says of its rows. Indexes are those of lines. */
export type Found = {
  /** In lower case, as GitHub takes owners and names. */
  readonly addresses: ReadonlySet<string>
  /** Lines that stand for a row which is not there yet, by what follows their box. */
  readonly placeholders: ReadonlyMap<string, readonly number[]>
  /** Before which a new line is added; null: there is no list yet. */
  readonly end: number | null
}

const BOX = /^[ \t]*[-*+] \[[ xX]\] /
const ITEM = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]/
/** What begins anew under a list; anything else goes on with the item above it. */
const BLOCK = /^(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#|>|`{3}|~{3}|<|\|)/
/** No address of a post has a character that is left out here. */
const ADDRESS = /(?<![\w/=])https?:\/\/[^\s<>()[\]{}"'`,;*~|\\]+/gi

export function findIn(lines: readonly Line[], rows: readonly Tracked[]): Found {
  const texts = new Set(rows.map(placeholderOf))
  const urls = new Set(rows.map(({ url }) => url?.toLowerCase() ?? null))
  const addresses = new Set<string>()
  const placeholders = new Map<string, number[]>()
  let last: number | null = null
  for (const [index, { text }] of lines.entries()) {
    const { start, stop } = textOf(text)
    const content = start === 0 ? '' : text.slice(start, stop)
    const isPlaceholder = texts.has(content)
    // What the title of a row says is gone when its address takes its place.
    const here = isPlaceholder ? [] : addressesIn(text)
    for (const address of here) addresses.add(address)
    if (isPlaceholder) pushed(placeholders, content, index)
    if (isPlaceholder || (ITEM.test(text) && here.some((address) => urls.has(address)))) last = index
  }
  return { addresses, placeholders, end: last === null ? null : endOfItem(lines, last) }
}

function pushed(map: Map<string, number[]>, key: string, value: number): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** Where the text of a list item with a box begins and ends; without a box it begins at 0. */
export function textOf(line: string): { readonly start: number; readonly stop: number } {
  return { start: BOX.exec(line)?.[0].length ?? 0, stop: line.trimEnd().length }
}

/** What stands after the box as long as a row has no address. No list goes on into the next line, whatever a title holds. */
export function placeholderOf({ title, repo }: Tracked): string {
  return `${title.replaceAll(/\s+/g, ' ')} (${repo})`.trim()
}

function addressesIn(line: string): readonly string[] {
  return line.includes('://') ? [...line.matchAll(ADDRESS)].map(([address]) => unpointed(address).toLowerCase()) : []
}

/** Without what ends a sentence. */
function unpointed(address: string): string {
  let end = address.length
  while ('.:!?/_'.includes(address.charAt(end - 1))) end--
  return address.slice(0, end)
}

/** Somebody may have written more below an item: it stays with it. */
function endOfItem(lines: readonly Line[], item: number): number {
  const indent = indentOf(lines[item]?.text ?? '')
  let end = item + 1
  for (let line = lines[end]?.text; line !== undefined && isBelow(line, indent); line = lines[end]?.text) end++
  return end
}

function isBelow(line: string, indent: number): boolean {
  return line.trim() !== '' && (indentOf(line) > indent || !BLOCK.test(line.trimStart()))
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
