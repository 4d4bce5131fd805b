import { basename } from 'node:path'
import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { Failure, orNull } from '../errors.ts'
import { plain } from '../text/quote.ts'
import { type DraftFile, replaceUnchanged } from './draft-file.ts'
import { makePrivateFolder } from './private-folder.ts'

type RescueApp = Pick<App, 'files' | 'git' | 'stateFolder' | 'terminal'>

const MAX_COPIES = 99

/** A text may be too long for a draft that we can read again (`validation`). Without a person, such a text comes from a file. */
function mustRescue({ terminal }: RescueApp, { failureClass }: Failure): boolean {
  return failureClass === 'file' || (failureClass === 'validation' && terminal.canPrompt)
}

/** The text of a draft that could not be saved. If `print` fails, because the draft is too long for a file, only its texts. */
export function unsavedTextOf({ title, body, fields }: Draft, print: () => string): string {
  try {
    return print()
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    const answers = Object.entries(fields).map(([id, value]) => `### ${id}\n\n${[value].flat().join('\n')}`)
    return `${[title, body.trim() === '' ? answers.join('\n\n') : body].join('\n\n').trim()}\n`
  }
}

/**
 * Saves a text without losing it. If `write` fails, for example because the file has changed meanwhile or the disk is full,
 * writes the text to a new file in the state folder, or at least prints it. A private text is printed only to a person's terminal,
 * because other output may end up in a public log.
 * @param unsavedText returns the text that must not be lost
 * @throws Failure, which says where the new file is, if there is one
 */
export async function saveOrRescue<T>(
  app: RescueApp,
  path: string,
  unsavedText: () => string,
  write: () => Promise<T>,
  { isPrivate = false }: { readonly isPrivate?: boolean } = {},
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Failure) || !mustRescue(app, error)) throw error
    const text = unsavedText()
    const copy = await rescue(app, path, text)
    if (copy !== null)
      throw new Failure(error.failureClass, error.what, { hint: `What you have written is in ${copy}`, cause: error })
    if (!isPrivate || app.terminal.err.isTerminal)
      app.terminal.err.write(plain(`What you have written:\n\n${text}\n\n`))
    throw error
  }
}

/** Replaces the text of a file, unless the file has changed since we read it. If that fails, the new text is rescued. */
export function replaceOrRescue(app: App, file: Pick<DraftFile, 'path' | 'text'>, text: string): Promise<void> {
  return saveOrRescue(
    app,
    file.path,
    () => text,
    () => replaceUnchanged(app, file, text),
  )
}

/** Writes a text to a new file in the state folder, and returns its path. null: that failed too. */
async function rescue(app: RescueApp, path: string, text: string): Promise<string | null> {
  const folder = `${app.stateFolder()}/unsaved`
  // An unprotected folder is better than a lost text. If the folder does not exist, writing the file fails.
  await orNull(() => makePrivateFolder(app, folder))
  return orNull(async () => {
    for (let count = 1; count <= MAX_COPIES; count++) {
      const copy = `${folder}/${count}-${basename(path)}`
      if (await app.files.create(copy, text)) return copy
    }
    return null
  })
}
