import { Failure } from '../../errors.ts'

type Meanings = Readonly<Record<string, string>>

const MEANINGS: Meanings = {
  ENOENT: 'file not found',
  EISDIR: 'it is a folder, not a file',
  ERR_FS_EISDIR: 'it is a folder, not a file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'the file name is too long',
}

const NO_WRITE_PERMISSION = 'no permission to write there; choose another folder, or change its permissions'
const WHEN_WRITING: Meanings = {
  ...MEANINGS,
  ENOENT: 'folder not found; create it first',
  EACCES: NO_WRITE_PERMISSION,
  EPERM: NO_WRITE_PERMISSION,
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** An error of the system while reading a file, in plain words. */
export function fileFailure(path: string, error: unknown): Error {
  return failureFrom(MEANINGS, path, error)
}

/** An error of the system while writing a file, in plain words. */
export function writeFailure(path: string, error: unknown): Error {
  return failureFrom(WHEN_WRITING, path, error)
}

function failureFrom(meanings: Meanings, path: string, error: unknown): Error {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const meaning = meanings[code ?? ''] ?? `cannot be read or written (${code ?? 'unknown error'})`
  return new Failure('file', `${path}: ${meaning}`, { cause: error })
}
