import { randomUUID } from 'node:crypto'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../errors.ts'
import { codeOf, fileFailure } from './failure.ts'

/** What a person writes is theirs alone until they publish it. */
const PRIVATE = 0o600

/** @returns false where there is a file already; it stays as it is. */
export async function createFile(path: string, shown: string, text: string): Promise<boolean> {
  try {
    return await withTemporary(path, text, PRIVATE, async (temporary) => {
      await link(temporary, path)
      return true
    })
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw fileFailure(shown, error)
  }
}

/** @throws Failure (file) where the path is a symbolic link: what it leads to may be anybody's. */
export async function replaceFile(path: string, shown: string, text: string): Promise<void> {
  try {
    const { mode, isLink } = await modeOf(path)
    if (isLink) throw new Failure('file', `${shown}: it is a symbolic link; name the file itself`)
    await withTemporary(path, text, mode, (temporary) => rename(temporary, path))
  } catch (error) {
    throw fileFailure(shown, error)
  }
}

export async function removeFile(path: string, shown: string): Promise<void> {
  try {
    await rm(path, { force: true })
  } catch (error) {
    throw fileFailure(shown, error)
  }
}

async function modeOf(path: string): Promise<{ readonly mode: number; readonly isLink: boolean }> {
  try {
    const status = await lstat(path)
    return { mode: status.mode & 0o777, isLink: status.isSymbolicLink() }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return { mode: PRIVATE, isLink: false }
    throw error
  }
}

/** The text in a file beside `path`, safely on the disk, which `take` moves to its place. */
async function withTemporary<T>(
  path: string,
  text: string,
  mode: number,
  take: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID().slice(0, 8)}.tmp`)
  try {
    {
      await using file = await open(temporary, 'wx', mode)
      await file.writeFile(text)
      await file.sync()
    }
    return await take(temporary)
  } finally {
    await rm(temporary, { force: true })
  }
}
