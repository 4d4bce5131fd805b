import { type Heading, headingIn, type MarkdownLine } from '../../text/markdown-lines.ts'
import type { Unfilled } from './fault.ts'

/** Headings with nothing under them, not even a deeper heading. */
export function emptyHeadings(lines: readonly MarkdownLine[]): readonly Unfilled[] {
  const empty: Unfilled[] = []
  let last: { readonly heading: Heading; readonly at: number } | null = null
  for (const [at, line] of lines.entries()) {
    if (!line.isCode && line.prose.trim() === '') continue
    const heading = headingIn(line)
    if (last !== null && !isContentOf(last.heading, heading)) empty.push(emptyHeading(last.heading, last.at))
    last = heading === null ? null : { heading, at }
  }
  if (last !== null) empty.push(emptyHeading(last.heading, last.at))
  return empty
}

/** `next`: the heading that the next line is; null: it is none. */
function isContentOf({ level }: Heading, next: Heading | null): boolean {
  return next === null || next.level > level
}

function emptyHeading({ text }: Heading, line: number): Unfilled {
  const message = `there is nothing under the heading "${text}"`
  return { severity: 'warn', line, message, fix: 'Write what belongs there, or take the heading out.' }
}
