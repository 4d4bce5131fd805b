import type { App } from '../../app.ts'
import { EXIT, type ExitCode, Failure, toErrorReport } from '../../errors.ts'
import type { Problem } from '../../forms/problems.ts'
import { printErrorReport } from '../../terminal/error.ts'
import { jsonDocument } from '../../terminal/json.ts'

/** Prints the problems in YAML files. @param noun what the summary calls a file, such as "template" */
export async function lintFiles(
  app: App,
  files: readonly string[],
  { isJson, noun, lint }: { isJson: boolean; noun: string; lint: (file: string) => Promise<readonly Problem[]> },
): Promise<ExitCode> {
  const { results, failedCount } = await forEachFile(app, files, isJson, lint)
  const problems = results.flat()
  const ok = failedCount === 0 && problems.every(({ severity }) => severity === 'warning')
  const { out } = app.terminal
  if (isJson) out.write(jsonDocument({ ok, problems }))
  else {
    const { problemsView } = await import('../../terminal/views/templates/lint.ts')
    out.write(problemsView(problems, { read: results.length, unreadable: failedCount, noun }, await out.style()))
  }
  return ok ? EXIT.done : EXIT.failed
}

/** Masks the secrets of a file in the messages about its problems, because they quote the file. */
export async function hideSecrets<P extends Pick<Problem, 'key' | 'message'>>(
  text: string,
  problems: readonly P[],
): Promise<readonly P[]> {
  if (problems.length === 0) return problems
  const { maskOf } = await import('../../checks/secrets/mask.ts')
  const mask = await maskOf(text)
  return problems.map((problem) => ({ ...problem, key: mask(problem.key), message: mask(problem.message) }))
}

/** Runs a function on each file. Prints the failure of a file, and continues with the others. */
export async function forEachFile<T>(
  { terminal }: App,
  files: readonly string[],
  isJson: boolean,
  run: (file: string) => Promise<T>,
): Promise<{ readonly results: readonly T[]; readonly failedCount: number }> {
  const results: T[] = []
  for (const file of files) {
    try {
      results.push(await run(file))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      await printErrorReport(terminal.err, toErrorReport(error), isJson)
    }
  }
  return { results, failedCount: files.length - results.length }
}
