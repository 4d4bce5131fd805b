import type { Range } from '../../text/positions.ts'
import type { Edit } from '../edit.ts'
import type { Field, Section, Sep } from '../sep.ts'

/** The edits that there are. */
export function mend(...edits: readonly (Edit | null)[]): readonly Edit[] {
  return edits.filter((edit) => edit !== null)
}

/** The value of a field, or the field where it has none. */
export function valueAt({ valueRange, lines }: Field): Range {
  return valueRange.from < valueRange.to ? valueRange : lines
}

/** Another title for a heading that begins with `#`; one that is underlined is left alone. */
export function renamed({ text }: Sep, { lines }: Section, title: string): Edit | null {
  const line = text.slice(lines.from, lines.to)
  const marks = /^ {0,3}#{1,6}[ \t]+/.exec(line)?.[0]
  if (marks === undefined) return null
  const from = lines.from + marks.length
  return { range: { from, to: lines.from + Math.max(marks.length, line.trimEnd().length) }, text: title }
}

/** Without a block of its own, and without the empty line after it. */
export function withoutBlock({ places, text }: Sep, block: Range): Edit {
  const { from, to } = places.linesOf(block)
  const after = /^[ \t]*(?:\r\n|\n|\r)/.exec(text.slice(to, to + 200))?.[0].length ?? 0
  return { range: { from, to: to + after }, text: '' }
}
