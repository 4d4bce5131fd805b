import { type Heading, headingOf, type Line } from '../markdown.ts'
import type { Unfilled } from './fault.ts'

/** Headings with nothing under them, not even a deeper heading. */
export function emptyHeadings(lines: readonly Line[]): readonly Unfilled[] {
  const empty: Unfilled[] = []
  let next: Line | undefined
  for (const [line, at] of lines.map((line, at) => [line, at] as const).reverse()) {
    const heading = headingOf(line)
    if (heading !== null && !isContentOf(heading, next)) empty.unshift(emptyHeading(heading, at))
    if (line.isCode || line.prose.trim() !== '') next = line
  }
  return empty
}

function isContentOf({ level }: Heading, next: Line | undefined): boolean {
  const deeper = next === undefined ? null : headingOf(next)
  return next !== undefined && (deeper === null || deeper.level > level)
}

function emptyHeading({ text }: Heading, line: number): Unfilled {
  const message = `there is nothing under the heading "${text}"`
  return { severity: 'warn', line, message, fix: 'Write what belongs there, or take the heading out.' }
}
