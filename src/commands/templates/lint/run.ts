import { basename, dirname } from 'node:path'
import type { App } from '../../../app.ts'
import type { ExitCode } from '../../../errors.ts'
import { lintChooser } from '../../../forms/chooser.ts'
import { lintForm } from '../../../forms/parse.ts'
import { isTemplateOrConfig } from '../../../forms/templates.ts'
import { FORM_SIZE_LIMIT } from '../../../forms/yaml.ts'
import { expandPaths } from '../../../storage/expand-paths.ts'
import { hideSecrets, lintFiles } from '../../shared/lint-files.ts'
import type { TemplatesLintOptions } from './command.ts'

const TEMPLATE_FOLDERS = ['ISSUE_TEMPLATE', 'DISCUSSION_TEMPLATE'].flatMap((name) => [name, `.github/${name}`])
/** Not a form: it configures the page where people choose one. */
const CHOOSER = /(?:^|[\\/])config\.ya?ml$/i

export async function run(app: App, paths: readonly string[], { json }: TemplatesLintOptions): Promise<ExitCode> {
  const files = await expandPaths(app, paths, {
    isWanted: isTemplateOrConfig,
    what: 'templates',
    subfolders: TEMPLATE_FOLDERS,
  })
  const lint = async (file: string) => {
    const text = await app.files.readText(file, FORM_SIZE_LIMIT)
    if (CHOOSER.test(file)) return hideSecrets(text, lintChooser(text, file))
    const problems = lintForm(text, await withFolderName(app, file))
    return hideSecrets(
      text,
      problems.map((problem) => ({ ...problem, file })),
    )
  }
  return lintFiles(app, files, { isJson: json === true, noun: 'template', lint })
}

/** Returns a path with the name of the file's folder, even for `bug.yml` and `../bug.yml`, because that name decides the kind of form. */
async function withFolderName({ files }: App, file: string): Promise<string> {
  const folder = dirname(file)
  return ['.', '..'].includes(basename(folder)) ? `${await files.realPath(folder)}/${basename(file)}` : file
}
