import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { lintPolicy, POLICY_SIZE_LIMIT } from '../../../policy/parse.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyLintOptions } from './command.ts'

/** `mcp-comms policy lint FILE…`: what makes a policy unusable or unsafe (errors), and what misleads (warnings). */
export async function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const problems = []
  for (const file of files) problems.push(lintPolicy(await app.files.readText(file, POLICY_SIZE_LIMIT), file))
  const all = problems.flat()
  const ok = all.every(({ severity }) => severity === 'warning')
  const { out } = app.terminal
  if (json === true) out.write(jsonDocument({ ok, problems: all }))
  else {
    const { problemsView } = await import('../../../terminal/views/templates/lint.ts')
    out.write(problemsView(all, files.length, await out.style(), 'file'))
  }
  return ok ? EXIT.done : EXIT.failed
}
