import type { Problem } from '../../../forms/problems.ts'
import { countOf, countsOf } from '../../../text/count.ts'
import { plain } from '../../../text/quote.ts'
import type { Style } from '../../style.ts'

/** One line per problem, in the format that compilers use, and a summary. */
export function problemsView(problems: readonly Problem[], fileCount: number, style: Style, noun = 'template'): string {
  const lines = problems.map(({ file, line, key, severity, message }) => {
    const mark = severity === 'error' ? style.error(severity) : style.warning(severity)
    return `${plain(file)}:${line}  ${mark}  ${plain(key)}: ${plain(message)}`
  })
  const errorCount = problems.filter(({ severity }) => severity === 'error').length
  const warningCount = problems.length - errorCount
  const summary =
    problems.length === 0
      ? `${style.symbols.tick} ${countOf(fileCount, noun)}, no problems found`
      : errorCount === 0
        ? `${style.symbols.tick} No errors, ${countOf(warningCount, 'warning')}`
        : `${style.symbols.cross} ${countsOf([
            [errorCount, 'error'],
            [warningCount, 'warning'],
          ])}`
  return `${[...lines, summary].join('\n')}\n`
}
