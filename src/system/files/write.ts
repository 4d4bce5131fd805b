import { chmod, link, lstat, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../../errors.ts'
import { hasHardLinks, temporaryName } from './names.ts'
import { codeOf, writeFailure } from './read.ts'

/** Nobody else may read what a person writes, until they publish it. */
const PRIVATE = 0o600
const PRIVATE_FOLDER = 0o700

/** Creates a private folder, and its missing parents; an existing one is left as it is. */
export async function makeFolder(path: string, shown: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER })
  } catch (error) {
    throw writeFailure(shown, error)
  }
}

/** @returns false if the file already exists; it is left as it is. */
export async function createFile(path: string, shown: string, text: string): Promise<boolean> {
  try {
    await withTemporary(path, text, PRIVATE, (temporary) => linkOrWrite(temporary, path, text))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw writeFailure(shown, error)
  }
}

/** Error codes of file systems without hard links, such as FAT and some mounts. */
const NO_HARD_LINKS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Puts a complete file in place, unless one exists. Without hard links, only its creation is atomic, not its content. */
async function linkOrWrite(temporary: string, path: string, text: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    if (!NO_HARD_LINKS.includes(codeOf(error))) throw error
    await writeFile(path, text, { flag: 'wx', mode: PRIVATE, flush: true })
  }
}

/** @throws Failure (file) if the path is a symbolic link, because it may lead to somebody else's file. */
export async function replaceFile(path: string, shown: string, text: string): Promise<void> {
  try {
    const mode = await modeOf(path, shown)
    await withTemporary(path, text, mode, (temporary) => rename(temporary, path))
  } catch (error) {
    throw writeFailure(shown, error)
  }
}

/** A folder, a file, or the file that a link leads to. */
export async function makePrivate(path: string, shown: string): Promise<void> {
  try {
    const { mode } = await stat(path)
    if ((mode & 0o077) !== 0) await chmod(path, mode & 0o700)
  } catch (error) {
    throw writeFailure(shown, error)
  }
}

export async function removeFile(path: string, shown: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    throw writeFailure(shown, error)
  }
}

/** Only a regular file may be replaced; renaming over a pipe or a device would remove it. */
async function modeOf(path: string, shown: string): Promise<number> {
  try {
    const status = await lstat(path)
    if (status.isSymbolicLink())
      throw new Failure('file', `${shown}: this is a symbolic link`, { hint: 'use the file that it points to' })
    if (!status.isFile() && !status.isDirectory())
      throw new Failure('file', `${shown}: not a regular file`, { hint: 'choose another one' })
    // Another name would keep the old text: a draft that was posted could be posted again from there.
    if (status.isFile() && status.nlink > 1 && (await hasHardLinks(path)))
      throw new Failure('file', `${shown}: it has another name (a hard link), which would keep the old text`, {
        hint: 'use a copy',
      })
    return status.mode & 0o777
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return PRIVATE
    throw error
  }
}

/** Writes the text to a temporary file beside `path`, synced to disk, and lets `publish` move it into place. */
async function withTemporary(
  path: string,
  text: string,
  mode: number,
  publish: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), temporaryName())
  try {
    {
      await using file = await open(temporary, 'wx', PRIVATE)
      await file.writeFile(text)
      // Not by `open`, because the umask would remove permissions.
      await file.chmod(mode)
      await file.sync()
    }
    await publish(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}
