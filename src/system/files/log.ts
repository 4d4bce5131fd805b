import { constants } from 'node:fs'
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Log } from '../../app.ts'
import { Failure } from '../../errors.ts'
import { codeOf, fileFailure, writeFailure } from './failure.ts'

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants
/** Who posts where is theirs alone to tell. */
const PRIVATE = 0o600
const NEWLINE = 0x0a

/** A file that only grows, for what has to outlive a crash. Opened for writing when the first line is written. */
export function logFile(path: string, shown: string): Log {
  let opened: FileHandle | undefined
  const writable = async () => {
    opened ??= await openForAppending(path, shown)
    return opened
  }
  const attempt = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act()
    } catch (error) {
      throw codeOf(error) === 'ELOOP'
        ? new Failure('file', `${shown}: it is a symbolic link; name the file itself`)
        : writeFailure(shown, error)
    }
  }
  return {
    read: () => textOf(path, shown),
    append: (text) =>
      attempt(async () => {
        const file = await writable()
        await file.appendFile(text)
        await file.datasync()
      }),
    cutTail: () =>
      attempt(async () => {
        const file = await writable()
        await file.truncate((await readFile(path)).lastIndexOf(NEWLINE) + 1)
        await file.datasync()
      }),
    close: async () => {
      await opened?.close()
      opened = undefined
    },
  }
}

async function openForAppending(path: string, shown: string): Promise<FileHandle> {
  const file = await open(path, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, PRIVATE)
  const status = await file.stat()
  if (!status.isFile()) {
    await file.close()
    throw new Failure('file', `${shown}: it is no ordinary file; name one`)
  }
  // A new file is there after a power cut only if its folder is on the disk too.
  if (status.size === 0) await syncFolder(dirname(path))
  return file
}

async function syncFolder(path: string): Promise<void> {
  try {
    await using folder = await open(path)
    await folder.sync()
  } catch (error) {
    // Some systems do not let a folder be opened, or synchronised.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error
  }
}

async function textOf(path: string, shown: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ''
    throw fileFailure(shown, error)
  }
}
