import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { type LocatedProblem, lintPolicy, POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyLintOptions } from './command.ts'

export async function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const problemsByFile = []
  for (const file of files) {
    const text = await app.files.readText(file, POLICY_BYTE_LIMIT)
    problemsByFile.push(await withoutSecrets(text, lintPolicy(text, file)))
  }
  const problems = problemsByFile.flat()
  const ok = problems.every(({ severity }) => severity === 'warning')
  const { out } = app.terminal
  if (json === true) out.write(jsonDocument({ ok, problems }))
  else {
    const { problemsView } = await import('../../../terminal/views/templates/lint.ts')
    out.write(problemsView(problems, files.length, await out.style(), 'file'))
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
