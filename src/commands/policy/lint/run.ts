import type { App } from '../../../app.ts'
import type { ExitCode } from '../../../errors.ts'
import { type LocatedProblem, lintPolicy, POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { lintFiles } from '../../shared/lint-files.ts'
import type { PolicyLintOptions } from './command.ts'

export function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const lint = async (file: string) => {
    const text = await app.files.readText(file, POLICY_BYTE_LIMIT)
    return withoutSecrets(text, lintPolicy(text, file))
  }
  return lintFiles(app, files, { isJson: json === true, noun: 'file', lint })
}

/** A problem quotes the policy, which may contain a secret by mistake. */
async function withoutSecrets(text: string, problems: readonly LocatedProblem[]): Promise<readonly LocatedProblem[]> {
  if (problems.length === 0) return problems
  const { maskOf } = await import('../../../checks/secrets.ts')
  const mask = await maskOf(text)
  return problems.map((problem) => ({ ...problem, key: mask(problem.key), message: mask(problem.message) }))
}
