import type { Finding } from '../../checks/check.ts'
import type { ExitCode } from '../../errors.ts'
import type { Context } from '../../preflight/context.ts'
import { isBlocking } from '../../preflight/preflight.ts'
import { plain } from '../../text/quote.ts'
import { flagWords, type Shell, shellOf, shellWord } from '../../text/shell.ts'
import type { PrivateReportOptions } from './flags.ts'
import type { WrittenText } from './new-report.ts'

type StoppedText = {
  readonly findings: readonly Pick<Finding, 'check' | 'severity' | 'code'>[]
  /** The file that becomes the report. null: `writtenText` becomes the report, or the text came from standard input. */
  readonly path: string | null
  readonly writtenText?: WrittenText
  /** Whether the person has already chosen to report. */
  readonly isChosen?: boolean
  readonly options: Pick<PrivateReportOptions, 'repo' | 'policy'>
  /** Called as soon as the person has chosen to report. */
  readonly onStart?: () => Promise<void>
}

/** Whether the text may describe a vulnerability, and has not become a private report yet. */
export function isReportable(findings: StoppedText['findings']): boolean {
  return findings.some(
    (finding) => finding.check === 'vulnerability' && isBlocking(finding) && finding.code !== 'became-a-report',
  )
}

function reportCommand(path: string, { repo, policy }: StoppedText['options'], shell: Shell): string {
  const flags = flagWords(
    [
      ['--repo', repo],
      ['--policy', policy],
    ],
    shell,
  )
  return ['mcp-comms security report --from', shellWord(path, shell), ...flags].join(' ')
}

/**
 * Offers to turn text that was meant to be public into a private report, if it may describe a vulnerability. If nobody can be
 * asked and the text is in a file, prints the command for it instead.
 * @returns the exit code of the report, or null if none was started.
 */
export async function offerReport(
  context: Context,
  { findings, path, writtenText, options, isChosen = false, onStart }: StoppedText,
): Promise<ExitCode | null> {
  const { app, prompter } = context
  if (!isReportable(findings)) return null
  if (prompter === null) {
    if (path !== null)
      app.terminal.err.write(
        plain(`To report it privately instead: ${reportCommand(path, options, shellOf(app.env))}\n`),
      )
    return null
  }
  const wantsReport =
    isChosen || (await prompter.confirm({ message: 'Turn it into a private report to the maintainers?', preset: true }))
  if (!wantsReport) return null
  await onStart?.()
  const { reportPrivately } = await import('./private-report.ts')
  const { repo, policy } = options
  return reportPrivately(
    app,
    {
      field: [],
      input: true,
      ...(path === null ? {} : { from: path }),
      ...(repo === undefined ? {} : { repo }),
      ...(policy === undefined ? {} : { policy }),
    },
    { skipIntendedQuestion: true, ...(writtenText === undefined ? {} : { writtenText }) },
  )
}
