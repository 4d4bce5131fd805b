import type { App } from '../../app.ts'
import { Failure } from '../../errors.ts'
import { confirmOverwrite, prompterFor } from '../../terminal/confirm.ts'

type WriteOptions = { readonly input: boolean; readonly json?: true; readonly yes?: true | undefined }

/** Writes a result to a file, and asks before it overwrites one. @param flag the flag that names the file */
export async function writeResult(
  app: App,
  { yes, ...options }: WriteOptions,
  path: string,
  text: string,
  flag: string,
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
