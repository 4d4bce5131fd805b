import type { App } from '../../app.ts'
import { RULES } from '../../seps/lint/rules.ts'
import { jsonDocument } from '../../terminal/json.ts'
import type { SepLintOptions } from './lint/command.ts'
import type { FileResult } from './lint/run.ts'

type How = { readonly ok: boolean; readonly format: SepLintOptions['format'] }

/** Prints the results in the form that was asked for; each form's code is loaded only for it. */
export async function showResults(app: App, results: readonly FileResult[], { ok, format }: How): Promise<void> {
  const { out } = app.terminal
  switch (format) {
    case 'json':
      return out.write(jsonDocument({ ok, files: results.map(({ file, findings }) => ({ file, findings })) }))
    case 'github': {
      const { githubView } = await import('../../terminal/views/sep/lint-github.ts')
      return out.write(githubView(results))
    }
    case 'sarif': {
      const { sarifOf } = await import('../../terminal/views/sep/lint-sarif.ts')
      return out.write(jsonDocument(sarifOf(results, RULES, app.version)))
    }
    case 'human': {
      // What kept each of them from being read has been said.
      if (results.length === 0) return
      const { lintView } = await import('../../terminal/views/sep/lint.ts')
      return out.write(lintView(results, await out.style(), out.columns))
    }
    default:
      return format satisfies never
  }
}
