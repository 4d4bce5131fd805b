import type { App } from '../../../app.ts'
import type { ExitCode } from '../../../errors.ts'
import { lintPolicy, POLICY_BYTE_LIMIT } from '../../../policy/parse.ts'
import { hideSecrets, lintFiles } from '../../shared/lint-files.ts'
import type { PolicyLintOptions } from './command.ts'

export function run(app: App, files: readonly string[], { json }: PolicyLintOptions): Promise<ExitCode> {
  const lint = async (file: string) => {
    const text = await app.files.readText(file, POLICY_BYTE_LIMIT)
    return hideSecrets(text, lintPolicy(text, file))
  }
  return lintFiles(app, files, { isJson: json === true, noun: 'file', lint })
}
