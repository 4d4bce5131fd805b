import { basename } from 'node:path'
import type { App } from '../app.ts'
import { Failure, UsageError } from '../errors.ts'

/** Which files of a folder a command reads. */
type FileFilter = {
  readonly isWanted: (name: string) => boolean
  /** The name of these files in error messages. */
  readonly what: string
  /** Subfolders to look in. If one of them has such files, those in the folder itself are left out. */
  readonly subfolders?: readonly string[]
}

/**
 * Replaces each folder on a command line with its wanted files. Keeps one copy of a file that is named twice, but both copies of
 * standard input, so that reading it again fails with an error.
 * @throws Failure (file) if a folder has files, but none that are wanted. @throws UsageError if a path is empty
 */
export async function expandPaths(app: Pick<App, 'files'>, paths: readonly string[], filter: FileFilter) {
  const files: string[] = []
  for (const path of paths)
    for (const file of path === '-' ? [path] : await filesAt(app, path, filter)) files.push(file)
  return files.filter((file, index) => file === '-' || files.indexOf(file) === index)
}

async function filesAt(app: Pick<App, 'files'>, path: string, { isWanted, what, subfolders = [] }: FileFilter) {
  if (path === '') throw new UsageError('A path is empty', { hint: 'name a file or a folder' })
  const folder = path.replace(/(?<=.)[/\\]+$/, '')
  const hasWantedName = (file: string) => isWanted(basename(file))
  const topFiles = await listFiles(app, folder)
  const subfolderFiles = (await Promise.all(subfolders.map((name) => listFiles(app, inFolder(folder, name)))))
    .flat()
    .filter(hasWantedName)
  // The path is a file or an empty folder, or does not exist. The caller finds out when it reads the path.
  if (topFiles.length === 0 && subfolderFiles.length === 0) return [path]
  const files = subfolderFiles.length > 0 ? subfolderFiles : topFiles.filter(hasWantedName)
  if (files.length === 0)
    throw new Failure('file', `${path}: no ${what} found in this folder`, {
      hint: 'name another folder, or the files themselves',
    })
  return files
}

async function listFiles({ files }: Pick<App, 'files'>, folder: string): Promise<readonly string[]> {
  return (await files.list(folder)).map((name) => inFolder(folder, name))
}

function inFolder(folder: string, name: string): string {
  return folder === '.' ? name : `${folder}/${name}`
}
