import { Failure } from '../../errors.ts'

type Meanings = Readonly<Record<string, string>>

const MEANINGS: Meanings = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  ERR_FS_EISDIR: 'it is a folder, not a file',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  EROFS: 'this disk cannot be written to',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  ENAMETOOLONG: 'its name is too long',
}

const MAY_NOT_WRITE = 'you may not write there; choose another folder, or change its rights'
const WHEN_WRITING: Meanings = {
  ...MEANINGS,
  ENOENT: 'there is no such folder; make it first',
  EACCES: MAY_NOT_WRITE,
  EPERM: MAY_NOT_WRITE,
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What the system says of a file that is read, in plain words. */
export function fileFailure(path: string, error: unknown): Error {
  return failureFrom(MEANINGS, path, error)
}

/** What it says of one that is written. */
export function writeFailure(path: string, error: unknown): Error {
  return failureFrom(WHEN_WRITING, path, error)
}

function failureFrom(meanings: Meanings, path: string, error: unknown): Error {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const meaning = meanings[code ?? ''] ?? `it cannot be used (${code ?? 'unknown error'})`
  return new Failure('file', `${path}: ${meaning}`, { cause: error })
}
