import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure, toErrorReport } from '../../../errors.ts'
import { type LocatedProblem, lintPolicy, POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { printErrorReport } from '../../../terminal/error.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyLintOptions } from './command.ts'

export async function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const { out, err } = app.terminal
  const problemsByFile: (readonly LocatedProblem[])[] = []
  for (const file of files) {
    try {
      const text = await app.files.readText(file, POLICY_BYTE_LIMIT)
      problemsByFile.push(await withoutSecrets(text, lintPolicy(text, file)))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      await printErrorReport(err, toErrorReport(error), json === true)
    }
  }
  const problems = problemsByFile.flat()
  const unreadableCount = files.length - problemsByFile.length
  const ok = unreadableCount === 0 && problems.every(({ severity }) => severity === 'warning')
  if (json === true) out.write(jsonDocument({ ok, problems }))
  else {
    const { problemsView } = await import('../../../terminal/views/templates/lint.ts')
    const counts = { read: problemsByFile.length, unreadable: unreadableCount, noun: 'file' }
    out.write(problemsView(problems, counts, await out.style()))
  }
  return ok ? EXIT.done : EXIT.failed
}

/** A problem quotes the policy, which may contain a secret by mistake. */
async function withoutSecrets(text: string, problems: readonly LocatedProblem[]): Promise<readonly LocatedProblem[]> {
  if (problems.length === 0) return problems
  const { maskOf } = await import('../../../checks/secrets.ts')
  const mask = await maskOf(text)
  return problems.map((problem) => ({ ...problem, key: mask(problem.key), message: mask(problem.message) }))
}
