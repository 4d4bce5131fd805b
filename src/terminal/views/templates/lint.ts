import type { Problem } from '../../../forms/problems.ts'
import { countOf, countsOf, plain } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'

/** How many files could be read, and what one of them is called, such as `form`. */
type FileCounts = { readonly read: number; readonly unreadable: number; readonly noun: string }

/** One line per problem, in the format that compilers use, and a summary. */
export function problemsView(
  problems: readonly Problem[],
  { read, unreadable, noun }: FileCounts,
  { symbols, error, warning }: Style,
): string {
  const lines = problems.map(({ file, line, key, severity, message }) => {
    const mark = severity === 'error' ? error(severity) : warning(severity)
    return `${plain(file)}:${line}  ${mark}  ${plain(key)}: ${plain(message)}`
  })
  const errorCount = problems.filter(({ severity }) => severity === 'error').length
  const warningCount = problems.length - errorCount
  const counts = countsOf([
    [errorCount, 'error'],
    [warningCount, 'warning'],
  ])
  const noProblems = `${countOf(read, noun)}, no problems found`
  const unreadableCount = unreadable === 0 ? '' : countOf(unreadable, 'unreadable file')
  if (unreadable + errorCount === 0)
    lines.push(`${symbols.tick} ${problems.length > 0 ? `No errors, ${counts}` : noProblems}`)
  else {
    const readResult = read > 0 ? noProblems : ''
    const found = problems.length > 0 ? counts : readResult
    lines.push(`${symbols.cross} ${[found, unreadableCount].filter((part) => part !== '').join(', ')}`)
  }
  return `${lines.join('\n')}\n`
}
