import type { App } from '../../app.ts'
import { EXIT, type ExitCode, Failure, toErrorReport } from '../../errors.ts'
import type { Problem } from '../../forms/problems.ts'
import { printErrorReport } from '../../terminal/error.ts'
import { jsonDocument } from '../../terminal/json.ts'

/** Prints the problems of files of YAML. @param noun what the summary calls a file */
export async function lintFiles(
  app: App,
  files: readonly string[],
  { isJson, noun, lint }: { isJson: boolean; noun: string; lint: (file: string) => Promise<readonly Problem[]> },
): Promise<ExitCode> {
  const { results, unreadableCount } = await lintEach(app, files, isJson, lint)
  const problems = results.flat()
  const ok = unreadableCount === 0 && problems.every(({ severity }) => severity === 'warning')
  const { out } = app.terminal
  if (isJson) out.write(jsonDocument({ ok, problems }))
  else {
    const { problemsView } = await import('../../terminal/views/templates/lint.ts')
    out.write(problemsView(problems, { read: results.length, unreadable: unreadableCount, noun }, await out.style()))
  }
  return ok ? EXIT.done : EXIT.failed
}

/** Lints each file. Reports a file that cannot be read, and continues with the others. */
export async function lintEach<T>(
  { terminal }: App,
  files: readonly string[],
  isJson: boolean,
  lint: (file: string) => Promise<T>,
): Promise<{ readonly results: readonly T[]; readonly unreadableCount: number }> {
  const results: T[] = []
  for (const file of files) {
    try {
      results.push(await lint(file))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      await printErrorReport(terminal.err, toErrorReport(error), isJson)
    }
  }
  return { results, unreadableCount: files.length - results.length }
}
