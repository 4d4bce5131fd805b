import { basename, dirname, isAbsolute } from 'node:path'
import type { App } from '../app.ts'

type GitApp = Pick<App, 'files' | 'git'>

/** The folders that a run has created, by its files. Git is asked about each of them only once, because that takes long. */
const foldersByRun = new WeakMap<App['files'], Set<string>>()

/**
 * Creates a folder in the state folder, or the state folder itself, readable only by its owner. If it is in a git work tree, for
 * example because the person keeps their home folder in git, also creates a `.gitignore`, so that nothing in it is committed.
 */
export async function makePrivateFolder(app: GitApp & Pick<App, 'stateFolder'>, folder: string): Promise<void> {
  await app.files.makeFolder(folder)
  for (const path of new Set([app.stateFolder(), folder])) await app.files.makePrivate(path)
  const folders = foldersByRun.get(app.files) ?? new Set()
  if (folders.has(folder)) return
  const ignoreFile = `${folder}/.gitignore`
  if (!(await app.files.exists(ignoreFile)) && (await findWorkTreeNotIgnoring(app, `${folder}/any-file`)) !== null)
    await app.files.create(ignoreFile, '*\n')
  foldersByRun.set(app.files, folders.add(folder))
}

/**
 * The git work tree in which a file may be committed by accident: its root, or `.` if git is missing. null: there is none, or it
 * ignores the file.
 */
export async function findWorkTreeNotIgnoring(app: GitApp, path: string): Promise<string | null> {
  const folder = dirname(path)
  const root = (await app.git(['-C', folder, 'rev-parse', '--show-toplevel']))?.trim() ?? ''
  if (root === '') {
    // Without git, only the files show that this is a work tree.
    const isInWorkTree = !isAbsolute(path) && (await app.files.findUpward('.git')) !== null
    return isInWorkTree ? '.' : null
  }
  const isIgnored = (await app.git(['-C', folder, 'check-ignore', '--', basename(path)])) !== null
  return isIgnored ? null : root
}
