import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { baseName } from '../seps/names.ts'
import { plain } from '../text/quote.ts'
import { type DraftFile, replaceUnchanged } from './draft-file.ts'

type World = Pick<App, 'files' | 'stateFolder' | 'terminal'>

const MAX_COPIES = 99

/**
 * Writes what a person has written into its file. If that fails, because somebody has changed the file meanwhile, or the disk is
 * full, the text is written to a file of its own in the state folder, or at least shown, so that it is not lost.
 * @throws Failure (file) that says where the text is
 */
export async function keepWritten<T>(
  app: World,
  path: string,
  written: () => string,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'file') throw error
    const text = written()
    const copy = await copyElsewhere(app, path, text)
    if (copy !== null)
      throw new Failure('file', error.what, { hint: `What you have written is in ${copy}`, cause: error })
    app.terminal.err.write(plain(`What you have written:\n\n${text}\n\n`))
    throw error
  }
}

/** Replaces the text of a file, unless somebody has changed the file since we read it; if that fails, keeps the new text. */
export function replaceWritten(app: App, file: Pick<DraftFile, 'path' | 'text'>, text: string): Promise<void> {
  return keepWritten(
    app,
    file.path,
    () => text,
    () => replaceUnchanged(app, file, text),
  )
}

/** null: nothing can be written there, either. */
async function copyElsewhere(app: World, path: string, text: string): Promise<string | null> {
  const folder = `${app.stateFolder()}/unsaved`
  try {
    await app.files.makeFolder(folder)
    for (let count = 1; count <= MAX_COPIES; count++) {
      const copy = `${folder}/${count}-${baseName(path)}`
      if (await app.files.create(copy, text)) return copy
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
  return null
}
