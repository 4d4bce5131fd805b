import { randomUUID } from 'node:crypto'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import type { FileNames } from '../../app.ts'
import { codeOf, readFailure } from './read.ts'

/**
 * The names of a file, so that what belongs to the file is found by each of them.
 * @param path absolute. @param shown the path as the user gave it. @param cwd paths in this folder are shown relative to it.
 */
export async function namesOf(path: string, shown: string, cwd: string): Promise<FileNames> {
  try {
    const real = await withoutLink(path)
    const shownPath = real === path ? shown : shortPath(real, cwd)
    const { nlink, dev, ino } = await stat(real, { bigint: true })
    const id = `${dev}-${ino}`
    if (nlink <= 1n) return { path: shownPath, siblings: [], hasNamesElsewhere: false, id }
    const names = await namesInFolder(dirname(real), { dev, ino })
    const siblings = names
      .filter((name) => name !== basename(real) && !isTemporary(name))
      .map((name) => join(dirname(shownPath), name))
    return { path: shownPath, siblings, hasNamesElsewhere: nlink > BigInt(names.length), id }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { path: shown, siblings: [], hasNamesElsewhere: false, id: null }
    throw readFailure(shown, error)
  }
}

/** Follows the path if its last part is a symbolic link. A link to a folder changes nothing: what lies beside the file does too. */
export async function withoutLink(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return path
    throw error
  }
}

/**
 * Whether a file has another name, which keeps the old text when the file is replaced. A temporary file of a run that died is
 * not counted.
 */
export async function hasHardLinks(path: string): Promise<boolean> {
  const { siblings, hasNamesElsewhere } = await namesOf(path, path, dirname(path))
  return siblings.length > 0 || hasNamesElsewhere
}

/** The name of a temporary file, which is moved or linked to its place when it is complete. */
export function temporaryName(): string {
  return `.mcp-comms-${randomUUID()}.tmp`
}

function isTemporary(name: string): boolean {
  return /^\.mcp-comms-[\da-f-]{36}\.tmp$/.test(name)
}

function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path)
  return short.startsWith('..') || isAbsolute(short) ? path : short
}

type FileId = { readonly dev: bigint; readonly ino: bigint }

async function namesInFolder(folder: string, { dev, ino }: FileId): Promise<readonly string[]> {
  const names: string[] = []
  for (const name of (await readdir(folder)).sort()) {
    const status = await lstat(join(folder, name), { bigint: true }).catch(() => null)
    if (status?.dev === dev && status.ino === ino) names.push(name)
  }
  return names
}
