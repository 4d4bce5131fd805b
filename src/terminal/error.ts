import { maskFor } from '../checks/quick-mask.ts'
import type { ErrorReport } from '../errors.ts'
import { plain } from '../text/quote.ts'
import { jsonLine } from './json.ts'
import type { Screen } from './terminal.ts'

const LABEL = 'mcp-comms: '

/**
 * Prints an error on stderr: for people as text that fits their terminal, and with --json as one JSON object on one line, because
 * a command that continues may print several errors. Hides secrets in what an error quotes, such as the address of a clone.
 */
export async function printErrorReport(err: Screen, original: ErrorReport, json: boolean): Promise<void> {
  const report = await withoutSecrets(original)
  if (json) return err.write(jsonLine(errorJson(report)))
  const text = plain(report.message)
  if (!err.isTerminal) return err.write(`${LABEL}${text}\n`)
  const { wrapText, textWidth } = await import('./style.ts')
  const margin = ' '.repeat(LABEL.length)
  // The lines of a list, such as missing flags, are not wrapped, because people copy from them.
  const lines = text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? margin + line : wrapText(line, textWidth(err.columns), LABEL.length)))
  err.write(`${LABEL}${lines.join('\n').trimStart()}\n`)
}

async function withoutSecrets(report: ErrorReport): Promise<ErrorReport> {
  const { what, hint, message } = report
  const mask = await maskFor([message], message)
  return { ...report, what: mask(what), hint: hint === null ? null : mask(hint), message: mask(message) }
}

function errorJson({ code, reason, what, hint, exitCode }: ErrorReport) {
  const detail = reason === null ? {} : { reason }
  return { error: { code, ...detail, message: plain(what), hint: hint === null ? null : plain(hint), exit: exitCode } }
}
