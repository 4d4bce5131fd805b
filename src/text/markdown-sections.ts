import { headingIn, normalizeLineEndings, readMarkdownLines } from './lines.ts'
import { oneLine } from './quote.ts'

/**
 * Returns the lines of the section at an anchor, with its subsections, or the lines of the whole page if there is no anchor.
 * null: there is no such section. Leaves out empty lines and differences in white space, which change nothing for a reader.
 */
export function sectionLines(markdown: string, anchor: string | null): readonly string[] | null {
  const lines = readMarkdownLines(normalizeLineEndings(markdown))
  if (anchor === null) return visibleLines(lines)
  const headings = lines.flatMap((line, lineIndex) => {
    const heading = headingIn(line)
    return heading === null ? [] : [{ ...heading, lineIndex }]
  })
  const anchors = uniqueAnchors(headings.map(({ text }) => text))
  const index = anchors.findIndex((candidate) => isSameAnchor(candidate, anchor))
  const start = headings[index]
  if (start === undefined) return null
  const end = headings.slice(index + 1).find(({ level }) => level <= start.level)
  return visibleLines(lines.slice(start.lineIndex, end?.lineIndex))
}

function visibleLines(lines: readonly { readonly text: string }[]): readonly string[] {
  return lines.map(({ text }) => oneLine(text)).filter((text) => text !== '')
}

/** The anchors of a page's headings. A repeated heading gets a number, as on GitHub. */
function uniqueAnchors(headings: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  return headings.map((text) => {
    const anchor = anchorOf(text)
    const count = counts.get(anchor) ?? 0
    counts.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

/** The anchor that GitHub and most site generators give a heading: in lower case, with hyphens for spaces, and no punctuation but `-` and `_`. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_\s-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-')
}

/** If a character between two spaces is removed, such as the `&` in "A & B", some site generators write one hyphen, others two. */
function isSameAnchor(one: string, other: string): boolean {
  return mergeHyphens(one) === mergeHyphens(other)
}

function mergeHyphens(anchor: string): string {
  return anchor.replaceAll(/-+/g, '-')
}

/** `heading`: the whole line, with its marks. `label`: its words. The text before the first heading has neither. */
export type TextUnderHeading = { readonly label: string; readonly heading: string; readonly text: string }

/** Splits a text at all of its headings, whatever their levels. The first part is the text before the first heading. */
export function splitAtHeadings(markdown: string): readonly TextUnderHeading[] {
  const parts: { label: string; heading: string; lines: string[] }[] = [{ label: '', heading: '', lines: [] }]
  for (const line of readMarkdownLines(normalizeLineEndings(markdown))) {
    const heading = headingIn(line)
    if (heading === null) parts.at(-1)?.lines.push(line.text)
    else parts.push({ label: heading.text, heading: line.text.trim(), lines: [] })
  }
  return parts.map(({ lines, ...part }) => ({ ...part, text: lines.join('\n').trim() }))
}
