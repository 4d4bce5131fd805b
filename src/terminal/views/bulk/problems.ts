import { quote } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'
import { indented, textWidth } from '../../style.ts'

type Fault = {
  readonly at: { readonly line: number | null; readonly row: number }
  readonly message: string
}

const LONGEST = 600
const MOST_ROWS = 12

/** What is wrong with the rows of a plan. What is wrong with several in the same way is said once, with all their numbers. */
export function bulkProblemsView(
  file: string,
  faults: readonly Fault[],
  hints: readonly string[],
  style: Style,
  columns: number,
): string {
  const byMessage = new Map<string, Fault[]>()
  for (const fault of faults) {
    const same = byMessage.get(fault.message)
    if (same === undefined) byMessage.set(fault.message, [fault])
    else same.push(fault)
  }
  const width = textWidth(columns)
  const lines = [...byMessage].flatMap(([message, same]) => [
    style.answer(`${quote(file, LONGEST)}${placesOf(same)}:`),
    indented(quote(message, LONGEST), width, 2),
  ])
  const count = `${faults.length} ${faults.length === 1 ? 'problem' : 'problems'}`
  const next = [`Nothing was sent. Fix the plan${hints.length === 0 ? '' : ','}`, hints.join(', ')].join(' ').trimEnd()
  // Its own lines begin under its first word.
  const sum = indented(`${count}. ${next}.`, width, 2).trimStart()
  return `\n${lines.join('\n')}\n\n${style.symbols.cross} ${sum}\n`
}

function placesOf(faults: readonly Fault[]): string {
  const rows = [...new Set(faults.map(({ at }) => at.row))].filter((row) => row > 0)
  const [first] = faults
  const line = faults.length === 1 && first?.at.line != null ? ` (line ${first.at.line})` : ''
  if (rows.length === 0) return line
  const named = rows.slice(0, MOST_ROWS).join(', ')
  const rest = rows.length > MOST_ROWS ? ` and ${rows.length - MOST_ROWS} more` : ''
  // A row of a matrix stands for several posts.
  const times = faults.length > rows.length ? ` (${faults.length} times)` : ''
  return ` ${rows.length === 1 ? 'row' : 'rows'} ${named}${rest}${line}${times}`
}
