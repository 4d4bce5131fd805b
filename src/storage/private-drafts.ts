import { basename, dirname, isAbsolute } from 'node:path'
import type { App } from '../app.ts'
import type { Draft } from '../drafts/draft.ts'
import { type DraftFile, replaceUnchanged, saveDraft } from './draft-file.ts'

/**
 * The folder for drafts of private reports: in the state folder, where no repository is, and readable only by its owner.
 * Somebody may keep their whole home folder in git, so the folder then ignores itself.
 */
export async function privateDraftFolder(app: App): Promise<string> {
  const state = app.stateFolder()
  const folder = `${state}/drafts`
  await app.files.makeFolder(folder)
  for (const one of [state, folder]) await app.files.makePrivate(one)
  if ((await committingTree(app, `${folder}/report.md`)) !== null) await app.files.create(`${folder}/.gitignore`, '*\n')
  return folder
}

/** The git work tree from which a file may be committed by accident. null: there is none, or it ignores the file. */
export async function committingTree(app: App, path: string): Promise<string | null> {
  const folder = dirname(path)
  const root = (await app.git(['-C', folder, 'rev-parse', '--show-toplevel']))?.trim() ?? ''
  // Without git, only the files show that this is a work tree.
  if (root === '') return isAbsolute(path) ? null : (await app.files.findUpward('.git')) && '.'
  const isIgnored = (await app.git(['-C', folder, 'check-ignore', '--', basename(path)])) !== null
  return isIgnored ? null : root
}

/** Why a public draft must not be posted, in its front matter, where its author can see it and remove it. */
const BECAME_A_REPORT = 'what it says became a private report'

/** Makes sure that a public draft, in any of its versions, is never posted, and that nobody else reads it. */
export async function blockDraft(app: App, file: DraftFile): Promise<void> {
  await app.files.makePrivate(file.path)
  await saveDraft(app, file, { ...file.draft, blocked: BECAME_A_REPORT } satisfies Draft)
}

/** The same for a SEP, which has no front matter. */
export async function blockSep(app: App, path: string, text: string, marked: string): Promise<void> {
  await app.files.makePrivate(path)
  await replaceUnchanged(app, { path, text }, marked)
}
