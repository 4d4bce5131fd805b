import { countOf, quote } from '../../../text/quote.ts'
import { getOrCreate } from '../../../text/words.ts'
import { type Style, textWidth, wrapText } from '../../style.ts'

type ProblemRow = {
  readonly at: { readonly line: number | null; readonly row: number }
  readonly message: string
}

const MAX_TEXT_LENGTH = 600
const MAX_RANGES = 12
/** Nobody reads more messages. */
const MAX_MESSAGES = 100

/** A message that several rows share is printed once, with their numbers. */
export function bulkProblemsView(
  file: string,
  problems: readonly ProblemRow[],
  hints: readonly string[],
  style: Style,
  columns: number,
): string {
  const byMessage = new Map<string, ProblemRow[]>()
  for (const problem of problems) getOrCreate(byMessage, problem.message, () => []).push(problem)
  const width = textWidth(columns)
  // Indents all lines but the first.
  const hanging = (text: string) => wrapText(text, width, 2).trimStart()
  const lines = [...byMessage].slice(0, MAX_MESSAGES).map(([message, same]) => {
    const place = `${quote(file, MAX_TEXT_LENGTH)}${positionOf(same, style.symbols.to)}:`
    return hanging(`${style.answer(place)} ${quote(message, MAX_TEXT_LENGTH)}`)
  })
  const hiddenMessages = byMessage.size - MAX_MESSAGES
  if (hiddenMessages > 0) lines.push(`  … and ${hiddenMessages.toLocaleString('en')} more`)
  const next = ['Nothing was sent. Fix the plan', ...hints].join(', ')
  return `\n${lines.join('\n')}\n\n${style.symbols.cross} ${hanging(`${countText(problems)}. ${next}.`)}\n`
}

/** Adds the number of rows if it differs from the number of problems, because the preview counts rows. */
function countText(problems: readonly ProblemRow[]): string {
  const count = countOf(problems.length, 'problem')
  const rows = new Set(problems.map(({ at }) => at.row))
  // Row 0: the problem is about the whole plan.
  return rows.has(0) || rows.size === problems.length ? count : `${count} in ${countOf(rows.size, 'row')}`
}

function positionOf(problems: readonly ProblemRow[], to: string): string {
  const rows = [...new Set(problems.map(({ at }) => at.row))].filter((row) => row > 0)
  const [first] = problems
  const line = problems.length === 1 && first?.at.line != null ? ` (line ${first.at.line})` : ''
  if (rows.length === 0) return line
  // A row of a matrix creates several posts.
  const times = problems.length > rows.length ? ` (${problems.length} times)` : ''
  return ` ${rows.length === 1 ? 'row' : 'rows'} ${rangesOf(rows, to)}${line}${times}`
}

/** The numbers in order, with three or more consecutive ones as a range: `3, 7–12`. */
function rangesOf(rows: readonly number[], to: string): string {
  const ranges: { first: number; last: number }[] = []
  for (const row of rows.toSorted((a, b) => a - b)) {
    const range = ranges.at(-1)
    if (range?.last === row - 1) range.last = row
    else ranges.push({ first: row, last: row })
  }
  const named = ranges.slice(0, MAX_RANGES).map(({ first, last }) => {
    if (first === last) return `${first}`
    return last === first + 1 ? `${first}, ${last}` : `${first}${to}${last}`
  })
  const rest = ranges.slice(MAX_RANGES).reduce((sum, { first, last }) => sum + last - first + 1, 0)
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}
