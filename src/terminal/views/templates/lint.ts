import type { Problem } from '../../../forms/problems.ts'
import { countOf, countsOf, plain } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'

/** How many files could be read, and what one of them is called, such as `form`. */
type FileCounts = { readonly read: number; readonly unreadable: number; readonly noun: string }

/** One line per problem, in the format that compilers use, and a summary. */
export function problemsView(
  problems: readonly Problem[],
  fileCounts: FileCounts,
  { symbols, error, warning }: Style,
): string {
  const lines = problems.map(({ file, line, key, severity, message }) => {
    const mark = severity === 'error' ? error(severity) : warning(severity)
    return `${plain(file)}:${line}  ${mark}  ${plain(key)}: ${plain(message)}`
  })
  return `${[...lines, summaryOf(problems, fileCounts, symbols)].join('\n')}\n`
}

function summaryOf(
  problems: readonly Problem[],
  { read, unreadable, noun }: FileCounts,
  { tick, cross }: Style['symbols'],
): string {
  const errorCount = problems.filter(({ severity }) => severity === 'error').length
  const counts = countsOf([
    [errorCount, 'error'],
    [problems.length - errorCount, 'warning'],
  ])
  const noProblems = `${countOf(read, noun)}, no problems found`
  if (unreadable + errorCount === 0) return `${tick} ${problems.length === 0 ? noProblems : `No errors, ${counts}`}`
  const found = problems.length === 0 && read > 0 ? noProblems : counts
  const unreadableCount = unreadable === 0 ? '' : countOf(unreadable, 'unreadable file')
  return `${cross} ${[found, unreadableCount].filter((part) => part !== '').join(', ')}`
}
