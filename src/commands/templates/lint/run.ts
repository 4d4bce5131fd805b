import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure, toErrorReport } from '../../../errors.ts'
import { lintChooser } from '../../../forms/chooser.ts'
import { lintForm } from '../../../forms/parse.ts'
import type { Problem } from '../../../forms/problems.ts'
import { isTemplateFile } from '../../../forms/templates.ts'
import { FORM_SIZE_LIMIT } from '../../../forms/yaml.ts'
import { expandPaths } from '../../../storage/expand-paths.ts'
import { printErrorReport } from '../../../terminal/error.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { TemplatesLintOptions } from './command.ts'

const TEMPLATE_FOLDERS = ['ISSUE_TEMPLATE', 'DISCUSSION_TEMPLATE'].flatMap((name) => [name, `.github/${name}`])

export async function run(app: App, paths: readonly string[], { json }: TemplatesLintOptions): Promise<ExitCode> {
  const { out, err } = app.terminal
  const files = await expandPaths(app, paths, { isWanted: isTemplateFile, what: 'templates', inside: TEMPLATE_FOLDERS })
  const problems: Problem[] = []
  let unreadableCount = 0
  for (const file of files) {
    try {
      for (const problem of lint(await app.files.readText(file, FORM_SIZE_LIMIT), file)) problems.push(problem)
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      unreadableCount++
      await printErrorReport(err, toErrorReport(error), json === true)
    }
  }
  const ok = unreadableCount === 0 && problems.every(({ severity }) => severity === 'warning')
  if (json === true) out.write(jsonDocument({ ok, problems }))
  else {
    const { problemsView } = await import('../../../terminal/views/templates/lint.ts')
    const counts = { read: files.length - unreadableCount, unreadable: unreadableCount, noun: 'template' }
    out.write(problemsView(problems, counts, await out.style()))
  }
  return ok ? EXIT.done : EXIT.failed
}

/** `config.yml` is not a form: it configures the page where people choose one. */
function lint(text: string, file: string): readonly Problem[] {
  return /(?:^|[\\/])config\.ya?ml$/i.test(file) ? lintChooser(text, file) : lintForm(text, file)
}
