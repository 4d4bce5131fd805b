import { basename, dirname, isAbsolute } from 'node:path'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { type DraftFile, readDraftFile } from './draft-file.ts'

/** The folder for drafts that have no place of their own. It may not exist yet. */
export function draftFolder(app: Pick<App, 'stateFolder'>): string {
  return `${app.stateFolder()}/drafts`
}

/**
 * Makes the folder for drafts: in the state folder, where no repository is, and readable only by its owner. Somebody may keep
 * their whole home folder in git, so the folder then ignores itself.
 */
export async function makeDraftFolder(app: App): Promise<string> {
  const folder = draftFolder(app)
  await app.files.makeFolder(folder)
  for (const one of [app.stateFolder(), folder]) await app.files.makePrivate(one)
  if ((await committingTree(app, `${folder}/draft.md`)) !== null) await app.files.create(`${folder}/.gitignore`, '*\n')
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

/** The path of a draft that somebody names as `drafts` lists it: a file of that name, and otherwise the draft in the folder. */
export async function draftPath(app: App, name: string): Promise<string> {
  if (name === '-' || name !== basename(name) || (await app.files.exists(name))) return name
  const stored = `${draftFolder(app)}/${name}`
  return (await app.files.exists(stored)) ? stored : name
}

/** A file in the folder for drafts. `file` is an error if it cannot be read as a draft. */
export type StoredDraft = { readonly path: string; readonly modified: Date; readonly file: DraftFile | Failure }

/** The drafts in the folder, those that were changed last first. */
export async function storedDrafts(app: App): Promise<readonly StoredDraft[]> {
  const folder = draftFolder(app)
  const names = (await app.files.list(folder)).filter((name) => name.endsWith('.md'))
  const drafts: StoredDraft[] = []
  for (const name of names) {
    const path = `${folder}/${name}`
    try {
      drafts.push({ path, modified: await app.files.modified(path), file: await readOrFailure(app, path) })
    } catch (error) {
      // Another run has just deleted it.
      if (!(error instanceof Failure)) throw error
    }
  }
  return drafts.sort((a, b) => b.modified.getTime() - a.modified.getTime() || (a.path < b.path ? 1 : -1))
}

async function readOrFailure(app: App, path: string): Promise<DraftFile | Failure> {
  try {
    return await readDraftFile(app, path)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
}
