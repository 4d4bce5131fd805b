import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { lintPolicy, POLICY_SIZE_LIMIT } from '../../../policy/parse.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyLintOptions } from './command.ts'

export async function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const problems = []
  for (const file of files) problems.push(lintPolicy(await app.files.readText(file, POLICY_SIZE_LIMIT), file))
  const allProblems = problems.flat()
  const ok = allProblems.every(({ severity }) => severity === 'warning')
  const { out } = app.terminal
  if (json === true) out.write(jsonDocument({ ok, problems: allProblems }))
  else {
    const { problemsView } = await import('../../../terminal/views/templates/lint.ts')
    out.write(problemsView(allProblems, files.length, await out.style(), 'file'))
  }
  return ok ? EXIT.done : EXIT.failed
}
