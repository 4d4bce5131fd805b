import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, UsageError } from '../../../errors.ts'
import { createSepLinter, type LintedFile } from '../../../preflight/sep-lint.ts'
import { parseSeverities, requireRule } from '../../../seps/lint/lint.ts'
import { RULES } from '../../../seps/lint/rules.ts'
import { expandPaths } from '../../../storage/expand-paths.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { parseSepFileName } from '../../../text/file-names.ts'
import { forEachFile } from '../../shared/lint-files.ts'
import type { SepLintOptions } from './command.ts'

export async function run(app: App, paths: readonly string[], options: SepLintOptions): Promise<ExitCode> {
  if (options.explain !== undefined || options.listRules === true) return explainRules(app, options)
  if (paths.length === 0)
    throw new UsageError('No file was named', {
      hint: 'name the files to check, as in mcp-comms sep lint seps/0000-my-title.md',
    })
  if (options.fix === true && paths.includes('-'))
    throw new UsageError('--fix needs a file, because standard input cannot be changed', { hint: 'leave out --fix' })
  const isSep = (name: string) => parseSepFileName(name) !== null
  const files = await expandPaths(app, paths, { isWanted: isSep, what: 'SEPs, such as 1234-title.md,' })
  const isJson = options.json === true || options.format === 'json'
  const lintFile = await createSepLinter(app, { ...options, severities: parseSeverities(options.rule) })
  const { results, failedCount } = await forEachFile(app, files, isJson, lintFile)
  const ok =
    failedCount === 0 && results.every(({ findings }) => findings.every(({ severity }) => severity !== 'error'))
  await printResults(app, results, { ok, format: isJson ? 'json' : options.format, listsAll: options.all === true })
  return ok ? EXIT.done : EXIT.failed
}

type PrintOptions = {
  readonly ok: boolean
  readonly format: SepLintOptions['format']
  /** Whether the human format lists all warnings and notes of a file with errors, however many there are. */
  readonly listsAll: boolean
}

async function printResults(
  app: App,
  results: readonly LintedFile[],
  { ok, format, listsAll }: PrintOptions,
): Promise<void> {
  const { out } = app.terminal
  switch (format) {
    case 'json':
      return out.write(jsonDocument({ ok, files: results.map(({ file, findings }) => ({ file, findings })) }))
    case 'github': {
      const { githubView } = await import('../../../terminal/views/sep/lint-github.ts')
      return out.write(githubView(results))
    }
    case 'sarif': {
      const { sarifOf } = await import('../../../terminal/views/sep/lint-sarif.ts')
      return out.write(jsonDocument(sarifOf(results, RULES, app.version)))
    }
    case 'human': {
      // The reason why no file could be read has already been printed.
      if (results.length === 0) return
      const { lintView } = await import('../../../terminal/views/sep/lint.ts')
      return out.write(lintView(results, await out.style(), out.columns, listsAll ? null : '--all'))
    }
    default:
      return format satisfies never
  }
}

async function explainRules(app: App, { explain, json, format }: SepLintOptions): Promise<ExitCode> {
  const { out } = app.terminal
  const rules = explain === undefined ? RULES : [requireRule(explain)]
  if (json === true || format === 'json') {
    out.write(jsonDocument(rules))
    return EXIT.done
  }
  const { ruleView, rulesView } = await import('../../../terminal/views/sep/rules.ts')
  const style = await out.style()
  const [rule] = rules
  out.write(
    explain === undefined || rule === undefined
      ? rulesView(RULES, style, out.columns)
      : ruleView(rule, style, out.columns),
  )
  return EXIT.done
}
