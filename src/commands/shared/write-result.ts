import type { App } from '../../app.ts'
import { Failure, UsageError } from '../../errors.ts'
import { confirmOverwrite } from '../../terminal/confirm.ts'
import { prompterFor } from '../../terminal/terminal.ts'

type WriteOptions = { readonly input: boolean; readonly json?: true; readonly yes?: true | undefined }

/** Writes a result to a file, and asks before it overwrites one. @param flag the flag that names the file */
export async function writeResult(
  app: App,
  { yes, ...options }: WriteOptions,
  text: string,
  { path, flag }: { readonly path: string; readonly flag: string },
): Promise<void> {
  if (await app.files.exists(path)) {
    const confirmer = { prompter: await prompterFor(app, options), yes: yes === true }
    await confirmOverwrite(confirmer, path, `name another file with ${flag}, or add --yes to overwrite it.`)
    await app.files.replace(path, text)
  } else if (!(await app.files.create(path, text)))
    throw new Failure('file', `${path}: another program has just created it`, {
      hint: `name another file with ${flag}`,
    })
}

/**
 * @param flag the flag that names the file
 * @throws UsageError unless `issue bulk` would read the file as YAML
 */
export function requirePlanName(path: string, flag: string): void {
  if (!/\.ya?ml$/i.test(path))
    throw new UsageError(`${path}: a plan is YAML, so its name must end in .yaml or .yml`, {
      hint: `use ${flag} plan.yaml`,
    })
}
