import { randomUUID } from 'node:crypto'
import { link, lstat, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Failure } from '../../errors.ts'
import { codeOf, writeFailure } from './failure.ts'

/** What a person writes is theirs alone until they publish it. */
const PRIVATE = 0o600

/** @returns false where there is a file already; it stays as it is. */
export async function createFile(path: string, shown: string, text: string): Promise<boolean> {
  try {
    await withTemporary(path, text, PRIVATE, (temporary) => place(temporary, path, text))
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw writeFailure(shown, error)
  }
}

/** What some disks say of a second name for a file, since they know none: FAT, some that are mounted. */
const WITHOUT_LINKS: readonly (string | undefined)[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

/** Puts a whole file in its place, if there is none. Without links, only the making is at once, not the writing. */
async function place(temporary: string, path: string, text: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (error) {
    if (!WITHOUT_LINKS.includes(codeOf(error))) throw error
    await writeFile(path, text, { flag: 'wx', mode: PRIVATE, flush: true })
  }
}

/** @throws Failure (file) where the path is a symbolic link: what it leads to may be anybody's. */
export async function replaceFile(path: string, shown: string, text: string): Promise<void> {
  try {
    const mode = await modeOf(path, shown)
    await withTemporary(path, text, mode, (temporary) => rename(temporary, path))
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

/** Moving a file to where a pipe or a device is would take that away, so only an ordinary file is replaced. */
async function modeOf(path: string, shown: string): Promise<number> {
  try {
    const status = await lstat(path)
    if (status.isSymbolicLink()) throw new Failure('file', `${shown}: it is a symbolic link; name the file itself`)
    if (!status.isFile() && !status.isDirectory())
      throw new Failure('file', `${shown}: it is no ordinary file; name one`)
    return status.mode & 0o777
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return PRIVATE
    throw error
  }
}

/** The text in a file beside `path`, safely on the disk, which `take` moves to its place. */
async function withTemporary(
  path: string,
  text: string,
  mode: number,
  take: (temporary: string) => Promise<void>,
): Promise<void> {
  const temporary = join(dirname(path), `.mcp-comms-${randomUUID()}.tmp`)
  try {
    {
      await using file = await open(temporary, 'wx', PRIVATE)
      await file.writeFile(text)
      // Not with `open`, which the umask takes rights from.
      await file.chmod(mode)
      await file.sync()
    }
    await take(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}
