import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Log } from '../../app.ts'
import { Failure } from '../../errors.ts'
import { codeOf, readOwnFile, toReadFailure, toWriteFailure } from './read.ts'

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants
/** Only the owner may read the records, which say where they post. */
const PRIVATE_MODE = 0o600
const NEWLINE = 0x0a
/** A ledger of 100,000 rows has about 150 MB. Node cannot hold much more than this limit in a string. */
const MAX_BYTES = 400_000_000

/**
 * A file for records that must survive a crash. It is opened for writing at the first append or cut.
 * @param displayPath the path for messages, as the user gave it
 */
export function logFile(path: string, displayPath: string): Log {
  let opened: FileHandle | undefined
  const openOnce = async () => {
    opened ??= await openForAppending(path, displayPath)
    return opened
  }
  const explainErrors = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write()
    } catch (error) {
      throw codeOf(error) === 'ELOOP'
        ? new Failure('file', `${displayPath}: this is a symbolic link`, { hint: 'use the file that it points to' })
        : toWriteFailure(displayPath, error)
    }
  }
  return {
    read: () => textOf(path, displayPath),
    append: (text) =>
      explainErrors(async () => {
        const file = await openOnce()
        await file.appendFile(text)
        await file.datasync()
      }),
    cutTail: () =>
      explainErrors(async () => {
        const file = await openOnce()
        await file.truncate((await readOwnFile(path, displayPath, MAX_BYTES)).lastIndexOf(NEWLINE) + 1)
        await file.datasync()
      }),
    close: async () => {
      await opened?.close()
      opened = undefined
    },
  }
}

async function openForAppending(path: string, displayPath: string): Promise<FileHandle> {
  const file = await open(path, O_APPEND | O_CREAT | O_NOFOLLOW | O_RDWR, PRIVATE_MODE)
  const status = await file.stat()
  if (!status.isFile()) {
    await file.close()
    throw new Failure('file', `${displayPath}: not a regular file`, { hint: 'choose another file' })
  }
  if (status.nlink > 1) {
    await file.close()
    throw new Failure('file', `${displayPath}: it has other names (hard links), which do not share its lock`, {
      hint: 'remove them',
    })
  }
  // A new file survives a power cut only if its folder is synced too.
  if (status.size === 0) await syncFolder(dirname(path))
  return file
}

async function syncFolder(path: string): Promise<void> {
  try {
    await using folder = await open(path)
    await folder.sync()
  } catch (error) {
    // Some systems do not allow opening or syncing a folder.
    if (!['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP'].includes(codeOf(error) ?? '')) throw error
  }
}

async function textOf(path: string, displayPath: string): Promise<string> {
  try {
    return (await readOwnFile(path, displayPath, MAX_BYTES)).toString('utf8')
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return ''
    throw toReadFailure(displayPath, error)
  }
}
