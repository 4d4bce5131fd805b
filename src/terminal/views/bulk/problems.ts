import { countOf } from '../../../text/count.ts'
import { quote } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'
import { indented, textWidth } from '../../style.ts'

type ProblemRow = {
  readonly at: { readonly line: number | null; readonly row: number }
  readonly message: string
}

const MAX_TEXT_LENGTH = 600
const MAX_ROWS = 12
/** Nobody reads more of them. */
const MAX_MESSAGES = 100

/** The problems of a plan. A message that several rows share is printed once, with all their numbers. */
export function bulkProblemsView(
  file: string,
  problems: readonly ProblemRow[],
  hints: readonly string[],
  style: Style,
  columns: number,
): string {
  const byMessage = new Map<string, ProblemRow[]>()
  for (const problem of problems) {
    const same = byMessage.get(problem.message)
    if (same === undefined) byMessage.set(problem.message, [problem])
    else same.push(problem)
  }
  const width = textWidth(columns)
  const lines = [...byMessage]
    .slice(0, MAX_MESSAGES)
    .flatMap(([message, same]) => [
      style.answer(`${quote(file, MAX_TEXT_LENGTH)}${positionOf(same)}:`),
      indented(quote(message, MAX_TEXT_LENGTH), width, 2),
    ])
  const rest = byMessage.size - MAX_MESSAGES
  if (rest > 0) lines.push(`  … and ${rest.toLocaleString('en')} more`)
  const count = countOf(problems.length, 'problem')
  const next = [`Nothing was sent. Fix the plan${hints.length === 0 ? '' : ','}`, hints.join(', ')].join(' ').trimEnd()
  // Wrapped lines start under the first word.
  const sum = indented(`${count}. ${next}.`, width, 2).trimStart()
  return `\n${lines.join('\n')}\n\n${style.symbols.cross} ${sum}\n`
}

function positionOf(problems: readonly ProblemRow[]): string {
  const rows = [...new Set(problems.map(({ at }) => at.row))].filter((row) => row > 0)
  const [first] = problems
  const line = problems.length === 1 && first?.at.line != null ? ` (line ${first.at.line})` : ''
  if (rows.length === 0) return line
  const named = rows.slice(0, MAX_ROWS).join(', ')
  const rest = rows.length > MAX_ROWS ? ` and ${rows.length - MAX_ROWS} more` : ''
  // A row of a matrix creates several posts.
  const times = problems.length > rows.length ? ` (${problems.length} times)` : ''
  return ` ${rows.length === 1 ? 'row' : 'rows'} ${named}${rest}${line}${times}`
}
