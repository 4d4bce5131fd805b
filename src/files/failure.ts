import { Failure } from '../errors.ts'

const MEANINGS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'you may not read or write it',
  EPERM: 'you may not read or write it',
  EROFS: 'this disk cannot be written to',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is no folder',
  ENAMETOOLONG: 'its name is too long',
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What the system says of a file, in plain words. */
export function fileFailure(path: string, error: unknown): Error {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const meaning = MEANINGS[code ?? ''] ?? `it cannot be used (${code ?? 'unknown error'})`
  return new Failure('file', `${path}: ${meaning}`, { cause: error })
}
