import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { lintPolicy, POLICY_SIZE_LIMIT } from '../../../policy/parse.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyLintOptions } from './command.ts'

export async function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const problemsByFile = []
  for (const file of files) problemsByFile.push(lintPolicy(await app.files.readText(file, POLICY_SIZE_LIMIT), file))
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
