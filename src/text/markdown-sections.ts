import { normalizeLineEnds, oneLine } from './lines.ts'
import { headingIn, readMarkdownLines } from './markdown-lines.ts'

/**
 * The lines of a section with everything below its heading, or those of the whole page; null: there is no such section. Empty
 * lines and differences in white space are left out, since they change nothing for a reader.
 */
export function sectionLines(markdown: string, anchor: string | null): readonly string[] | null {
  const lines = readMarkdownLines(normalizeLineEnds(markdown))
  if (anchor === null) return wordsOf(lines)
  const headings = lines.flatMap((line, at) => {
    const heading = headingIn(line)
    return heading === null ? [] : [{ ...heading, at }]
  })
  const anchors = uniqueAnchors(headings.map(({ text }) => text))
  const index = anchors.findIndex((one) => isSameAnchor(one, anchor))
  const start = headings[index]
  if (start === undefined) return null
  const end = headings.slice(index + 1).find(({ level }) => level <= start.level)
  return wordsOf(lines.slice(start.at, end?.at))
}

function wordsOf(lines: readonly { readonly text: string }[]): readonly string[] {
  return lines.map(({ text }) => oneLine(text)).filter((text) => text !== '')
}

/** A heading that occurs again gets a number, as on GitHub. */
function uniqueAnchors(headings: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  return headings.map((text) => {
    const anchor = anchorOf(text)
    const count = counts.get(anchor) ?? 0
    counts.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

/** What GitHub, and generators of sites after it, make of a heading: lower case, no punctuation, hyphens for blanks. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

/** Generators disagree about what becomes of the blanks around a character that is left out. */
function isSameAnchor(one: string, other: string): boolean {
  return mergeHyphens(one) === mergeHyphens(other)
}

function mergeHyphens(anchor: string): string {
  return anchor.replaceAll(/-+/g, '-')
}
