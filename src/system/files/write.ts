import { randomUUID } from 'node:crypto'
import {
  chmod,
  type FileHandle,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import type { FileIdentity } from '../../app.ts'
import { Failure } from '../../errors.ts'
import { codeOf, toReadFailure, toWriteFailure } from './read.ts'

/** Only the owner may read what they write, until they publish it. */
const PRIVATE_MODE = 0o600
const PRIVATE_FOLDER_MODE = 0o700

/** Creates a private folder and its missing parents. Does not change an existing folder. @param displayPath the path for messages */
export async function makeFolder(path: string, displayPath: string): Promise<void> {
  try {
    await createFolder(path)
  } catch (error) {
    throw toWriteFailure(displayPath, error)
  }
}

/**
 * Node's option `recursive` reports many reasons, such as a read-only disk, as ENOENT. In a folder that refuses every new one with
 * ENOENT, such as /proc or a drive that was unmounted, it never ends.
 */
async function createFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: PRIVATE_FOLDER_MODE })
  } catch (error) {
    if (await isFolder(path)) return
    const parent = dirname(path)
    if (codeOf(error) !== 'ENOENT' || parent === path || (await isFolder(parent))) throw error
    await createFolder(parent)
    await createFolder(path)
  }
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => null)
  return status?.isDirectory() === true
}

/** Creates a private file. @returns false if the file already exists; then it is not changed. */
export async function createFile(path: string, displayPath: string, text: string): Promise<boolean> {
  try {
    await withTemporary(path, text, { mode: PRIVATE_MODE }, (temporary) => linkOrWrite(temporary, path, text))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw toWriteFailure(displayPath, error)
  }
}

/** Error codes of file systems without hard links, such as FAT and some mounts. */
const NO_HARD_LINKS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Puts a complete file in place, unless one exists. Without hard links, creating the file is atomic, but writing its text is not. */
async function linkOrWrite(temporary: string, path: string, text: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    if (!NO_HARD_LINKS.includes(codeOf(error))) throw error
    await writeFile(path, text, { flag: 'wx', mode: PRIVATE_MODE, flush: true })
  }
}

/** Replaces a file, or creates it. @throws Failure (file) for anything but a regular file with one name. */
export async function replaceFile(path: string, displayPath: string, text: string): Promise<void> {
  try {
    const access = await accessOf(path, displayPath)
    await withTemporary(path, text, access, (temporary) => rename(temporary, path))
  } catch (error) {
    throw toWriteFailure(displayPath, error)
  }
}

/** Removes all permissions of other users from a folder or a file, or from the file that a link leads to. */
export async function makePrivate(path: string, displayPath: string): Promise<void> {
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) await chmod(path, mode & 0o700)
  } catch (error) {
    throw toWriteFailure(displayPath, error)
  }
}

export async function removeFile(path: string, displayPath: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    throw toWriteFailure(displayPath, error)
  }
}

/** Who may use a file. Without `owner`, the file belongs to the user of this run. */
type Access = { readonly mode: number; readonly owner?: Owner }
type Owner = { readonly uid: number; readonly gid: number }

/** Who may use the file that is replaced. Refuses a link, a pipe or a device, because the new file would take its place. */
async function accessOf(path: string, displayPath: string): Promise<Access> {
  try {
    const status = await lstat(path)
    if (status.isSymbolicLink())
      throw new Failure('file', `${displayPath}: this is a symbolic link`, { hint: 'use the file that it points to' })
    if (!status.isFile() && !status.isDirectory())
      throw new Failure('file', `${displayPath}: not a regular file`, { hint: 'choose another file' })
    // The other name would keep the old text, so a draft that was posted could be posted again from there.
    if (status.isFile() && status.nlink > 1 && (await hasHardLinks(path)))
      throw new Failure('file', `${displayPath}: it has another name (a hard link), which would keep the old text`, {
        hint: 'use a copy',
      })
    return { mode: status.mode & 0o777, owner: status }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { mode: PRIVATE_MODE }
    throw error
  }
}

/** Writes the text to a temporary file next to `path`, and syncs it to disk. `moveIntoPlace` then moves or links that file to `path`. */
async function withTemporary(
  path: string,
  text: string,
  access: Access,
  moveIntoPlace: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), temporaryName())
  try {
    {
      await using file = await open(temporary, 'wx', PRIVATE_MODE)
      await file.writeFile(text)
      await setAccess(file, access)
      await file.sync()
    }
    await moveIntoPlace(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Keeps the owner and the group of a replaced file, so that a run with `sudo` does not lock its author out. If we may not set its
 * group, the permissions of that group must not go to another one.
 */
async function setAccess(file: FileHandle, { mode, owner }: Access): Promise<void> {
  const { uid, gid } = await file.stat()
  const hasOwner = owner === undefined || (owner.uid === uid && owner.gid === gid) || (await setOwner(file, owner))
  const hasGroup = hasOwner || (await setOwner(file, { uid, gid: owner.gid }))
  // Not set by `open`, because the umask would remove permissions.
  await file.chmod(hasGroup ? mode : mode & 0o707)
}

/** @returns false if we may not set it. Only root can give a file to another user. */
async function setOwner(file: FileHandle, { uid, gid }: Owner): Promise<boolean> {
  try {
    await file.chown(uid, gid)
    return true
  } catch {
    return false
  }
}

/** Whether it is a pipe or another stream, which can be read only once. */
export async function isStream(path: string): Promise<boolean> {
  const status = await stat(path)
  return status.isFIFO() || status.isSocket() || status.isCharacterDevice()
}

/**
 * What tells a file from others: its names in its folder, whether it has names elsewhere, and its device and inode.
 * @param path absolute. @param displayPath the path as the user gave it. @param cwd messages show paths in this folder relative to it.
 */
export async function identityOf(path: string, displayPath: string, cwd: string): Promise<FileIdentity> {
  const withoutNames = { path: displayPath, siblings: [], hasNamesElsewhere: false, id: null, isStream: false }
  try {
    // The link of a pipe, such as `/dev/stdin`, leads to no path.
    if (await isStream(path)) return { ...withoutNames, isStream: true }
    const real = await withoutLink(path)
    const displayedPath = real === path ? displayPath : shortPath(real, cwd)
    const { nlink, dev, ino } = await stat(real, { bigint: true })
    const id = `${dev}-${ino}`
    if (nlink <= 1n) return { ...withoutNames, path: displayedPath, id }
    const names = await namesInFolder(dirname(real), { dev, ino })
    const siblings = names
      .filter((name) => name !== basename(real) && !isTemporary(name))
      .map((name) => join(dirname(displayedPath), name))
    return { ...withoutNames, path: displayedPath, siblings, hasNamesElsewhere: nlink > BigInt(names.length), id }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return withoutNames
    throw toReadFailure(displayPath, error)
  }
}

/**
 * Resolves the path only if its last part is a symbolic link. Otherwise keeps links among its folders, because the files next to
 * this file are reached through the same links.
 */
export async function withoutLink(path: string): Promise<string> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await realpath(path) : path
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return path
    throw error
  }
}

/**
 * Whether a file has another name, which would keep the old text when the file is replaced. Does not count temporary files of
 * runs that died.
 */
async function hasHardLinks(path: string): Promise<boolean> {
  const { siblings, hasNamesElsewhere } = await identityOf(path, path, dirname(path))
  return siblings.length > 0 || hasNamesElsewhere
}

function temporaryName(): string {
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
