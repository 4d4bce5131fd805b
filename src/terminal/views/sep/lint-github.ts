import type { Finding } from '../../../seps/lint/rule.ts'
import { plain } from '../../../text/quote.ts'

type LintedFile = { readonly file: string; readonly findings: readonly Finding[] }

const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const

/**
 * Annotations of a workflow run, one per line. Empty if there are no findings:
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubView(files: readonly LintedFile[]): string {
  return files.flatMap(({ file, findings }) => findings.map((finding) => annotation(file, finding))).join('')
}

function annotation(file: string, { severity, line, column, rule, name, message, more = 0 }: Finding): string {
  const rest = more === 0 ? '' : ` (and ${more.toLocaleString('en')} more of this rule)`
  const properties = [
    `file=${escapeProperty(file)}`,
    `line=${line}`,
    `col=${column}`,
    `title=${escapeProperty(`${rule} ${name}`)}`,
  ].join(',')
  return `::${COMMANDS[severity]} ${properties}::${escapeData(plain(message) + rest)}\n`
}

/** Escapes text as the runner expects it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(plain(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
