import { Failure } from '../../errors.ts'

type Messages = Readonly<Record<string, string>>

const WHEN_READING: Messages = {
  ENOENT: 'file not found',
  EISDIR: 'this is a folder, not a file',
  ERR_FS_EISDIR: 'this is a folder, not a file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'the file name is too long',
}

const NO_WRITE_PERMISSION = 'no permission to write there; choose another folder, or change its permissions'
const WHEN_WRITING: Messages = {
  ...WHEN_READING,
  ENOENT: 'folder not found; create it first',
  EACCES: NO_WRITE_PERMISSION,
  EPERM: NO_WRITE_PERMISSION,
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** An error of the system while reading a file, in plain words. */
export function readFailure(path: string, error: unknown): Error {
  return failureWith(WHEN_READING, path, error)
}

/** An error of the system while writing a file, in plain words. */
export function writeFailure(path: string, error: unknown): Error {
  return failureWith(WHEN_WRITING, path, error)
}

function failureWith(messages: Messages, path: string, error: unknown): Error {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const message = messages[code ?? ''] ?? `cannot be read or written (${code ?? 'unknown error'})`
  return new Failure('file', `${path}: ${message}`, { cause: error })
}
