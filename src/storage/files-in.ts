import type { App } from '../app.ts'
import { Failure } from '../errors.ts'

/** The files that a folder on the command line means. */
type Wanted = {
  readonly isWanted: (name: string) => boolean
  /** What they are called in an error. */
  readonly what: string
  /** Folders in the folder that have them, if it has such ones. */
  readonly inside?: readonly string[]
}

/**
 * The files that a command line names. A folder means all its files of one kind, sorted by name.
 * @throws Failure (file) if a folder has none
 */
export async function filesIn(app: Pick<App, 'files'>, paths: readonly string[], wanted: Wanted) {
  const files: string[] = []
  for (const path of paths)
    for (const file of path === '-' ? [path] : await filesAt(app, path, wanted)) files.push(file)
  return files
}

async function filesAt(app: Pick<App, 'files'>, path: string, { isWanted, what, inside = [] }: Wanted) {
  const folder = path.replace(/(?<=.)[/\\]+$/, '')
  const isOne = (name: string) => isWanted(name.slice(name.lastIndexOf('/') + 1))
  const own = await listFiles(app, folder)
  const deeper = (await Promise.all(inside.map((name) => listFiles(app, inFolder(folder, name))))).flat().filter(isOne)
  if (own.length === 0 && deeper.length === 0) return [path]
  const files = deeper.length > 0 ? deeper : own.filter(isOne)
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
