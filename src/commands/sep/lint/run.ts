import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure, UsageError } from '../../../errors.ts'
import type { Finding } from '../../../seps/lint/rule.ts'
import { inspector } from '../inspect.ts'
import { severitiesIn } from '../rule-options.ts'
import { showResults } from '../show-lint.ts'
import type { SepLintOptions } from './command.ts'
import { explainRule } from './explain.ts'

export type FileResult = { readonly file: string; readonly findings: readonly Finding[]; readonly mended: number }

/** `sep lint FILE…`: what the rules find. A file that cannot be read is said, and the others are still looked at. */
export async function run(app: App, files: readonly string[], options: SepLintOptions): Promise<ExitCode> {
  if (options.explain !== undefined || options.listRules === true) return explainRule(app, options)
  if (files.length === 0) throw new UsageError('say which files to look at: mcp-comms sep lint seps/0000-my-title.md')
  if (options.fix === true && files.includes('-'))
    throw new UsageError('standard input cannot be mended in place; give --fix a file')
  const inspect = await inspector(app, { ...options, files }, severitiesIn(options.rule))
  const results: FileResult[] = []
  let unread = 0
  for (const file of files) {
    try {
      results.push(await inspect(file))
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      unread++
      const { plain } = await import('../../../text/quote.ts')
      app.terminal.err.write(`mcp-comms: ${plain(error.message)} (${error.failure})\n`)
    }
  }
  const ok = unread === 0 && results.every(({ findings }) => findings.every(({ severity }) => severity !== 'error'))
  await showResults(app, results, { ok, format: options.json === true ? 'json' : options.format })
  return ok ? EXIT.done : EXIT.failed
}
