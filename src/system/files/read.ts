import { constants } from 'node:fs'
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { Failure } from '../../errors.ts'

const STDIN = 'standard input'

/** @param displayPath the path for messages, as the user gave it @param limit in bytes */
export async function readFile(path: string, displayPath: string, limit: number): Promise<string> {
  try {
    await using file = await openToRead(path, displayPath)
    // Read as a stream, because the size of a pipe or a device is unknown.
    return await textOf(file.createReadStream({ autoClose: false }), displayPath, limit)
  } catch (error) {
    throw toReadFailure(displayPath, error)
  }
}

/** Far larger than any plan that we allow. It only stops an input that never ends. */
const MAX_STREAMED_BYTES = 1_000_000_000
/** A device such as `/dev/zero` may have no end. */
const MAX_DEVICE_BYTES = 16_000_000

/** Small, so that the rows of a chunk are short-lived garbage, which is cheap to collect. */
const CHUNK_BYTES = 4096

/** Reads the text of a file in chunks, because the file may be too large to be kept in memory. */
export async function* readFileChunks(path: string, displayPath: string): AsyncGenerator<string> {
  try {
    await using file = await openToRead(path, displayPath)
    const status = await file.stat()
    const limit = status.isCharacterDevice() || status.isBlockDevice() ? MAX_DEVICE_BYTES : MAX_STREAMED_BYTES
    yield* chunksOf(file.createReadStream({ autoClose: false, highWaterMark: CHUNK_BYTES }), displayPath, limit)
  } catch (error) {
    throw toReadFailure(displayPath, error)
  }
}

export async function* readStreamChunks(stream: Readable): AsyncGenerator<string> {
  try {
    yield* chunksOf(stream, STDIN, MAX_STREAMED_BYTES)
  } catch (error) {
    throw toReadFailure(STDIN, error)
  }
}

async function* chunksOf(stream: Readable, displayPath: string, limit: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const bytes of limitedChunks(stream, displayPath, limit)) yield decoder.decode(bytes, { stream: true })
  yield decoder.decode()
}

async function* limitedChunks(stream: Readable, displayPath: string, limit: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw tooLarge(displayPath, limit)
    yield bytes
  }
}

function tooLarge(displayPath: string, limit: number): Failure {
  return new Failure('file', `${displayPath}: larger than the limit of ${limit} bytes`)
}

const PIPE_WAIT_MS = 5_000

/** Opens a file. Opening a pipe waits until a program writes into it; we give up after `waitMs`. */
export async function openToRead(path: string, displayPath: string, waitMs = PIPE_WAIT_MS): Promise<FileHandle> {
  if (!(await stat(path)).isFIFO()) return open(path)
  const opening = open(path)
  const timer = new AbortController()
  const wait = setTimeout(waitMs, null, { signal: timer.signal }).catch(() => null)
  const file = await Promise.race([opening, wait]).finally(() => timer.abort())
  if (file !== null) return file
  // Completes `opening`, which would otherwise keep the program alive.
  await (await open(path, constants.O_WRONLY | NON_BLOCKING)).close()
  await (await opening).close()
  throw new Failure('file', `${displayPath}: it is a pipe, and nothing writes into it`, {
    hint: 'name a file, or write into the pipe first',
  })
}

/**
 * Reads a regular file. Follows a link only to a file in the same folder, because it could lead to a private file elsewhere.
 * @param root a folder, which may itself be a link. @param name the file's path in that folder.
 */
export async function readInside(root: string, name: string, limit: number): Promise<string> {
  const path = join(root, name)
  try {
    const real = await realpath(path)
    if (dirname(real) !== join(await realpath(root), dirname(name)))
      throw new Failure('file', `${path}: a link leads out of its folder`, { hint: 'put the file itself there' })
    await using file = await open(real, constants.O_RDONLY | NO_FOLLOW | NON_BLOCKING)
    if (!(await file.stat()).isFile()) throw new Failure('file', `${path}: not a regular file`)
    return await textOf(file.createReadStream({ autoClose: false }), path, limit)
  } catch (error) {
    throw toReadFailure(path, error)
  }
}

/** 0 on Windows, which has neither flag. Without O_NONBLOCK, opening a pipe waits until a program writes into it. */
const { O_NOFOLLOW: NO_FOLLOW = 0, O_NONBLOCK: NON_BLOCKING = 0 } = constants

export async function readStream(stream: Readable, limit: number): Promise<string> {
  try {
    return await textOf(stream, STDIN, limit)
  } catch (error) {
    throw toReadFailure(STDIN, error)
  }
}

/** Reads a file that only this program writes. Refuses a device or a pipe, which may never end. */
export async function readOwnFile(path: string, displayPath: string, limit: number): Promise<Buffer> {
  await using file = await open(path, constants.O_RDONLY | NON_BLOCKING)
  const status = await file.stat()
  // Reading a folder fails below, with its own message.
  if (!status.isFile() && !status.isDirectory())
    throw new Failure('file', `${displayPath}: not a regular file`, { hint: 'choose another file' })
  return await bytesOf(file.createReadStream({ autoClose: false }), displayPath, limit)
}

async function textOf(stream: Readable, displayPath: string, limit: number): Promise<string> {
  return decodeUtf8(await bytesOf(stream, displayPath, limit), displayPath)
}

async function bytesOf(stream: Readable, displayPath: string, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const bytes of limitedChunks(stream, displayPath, limit)) chunks.push(bytes)
  return Buffer.concat(chunks)
}

/** Strict, because replacement characters would be written back into the user's file. */
function decodeUtf8(bytes: Buffer, displayPath: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new Failure('file', `${displayPath}: not UTF-8 text`, { hint: 'save it as UTF-8', cause: error })
  }
}

export async function listFolder(folder: string, displayPath: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw toReadFailure(displayPath, error)
  }
}

export async function modifiedAt(path: string, displayPath: string): Promise<Date> {
  try {
    return (await stat(path)).mtime
  } catch (error) {
    throw toReadFailure(displayPath, error)
  }
}

/** The path without symbolic links. Its last parts may not exist yet. */
export async function realPathOf(path: string, displayPath: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if (codeOf(error) !== 'ENOENT' || parent === path) throw toReadFailure(displayPath, error)
    return join(await realPathOf(parent, displayPath), basename(path))
  }
}

type Messages = Readonly<Record<string, string>>

const ERROR_MESSAGES: Messages = {
  EISDIR: 'this is a folder, not a file',
  ERR_FS_EISDIR: 'this is a folder, not a file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of its path is not a folder',
  ENAMETOOLONG: 'the file name is too long',
}
const READ_MESSAGES: Messages = {
  ...ERROR_MESSAGES,
  ENOENT: 'file not found',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
}

const NO_WRITE_PERMISSION = 'no permission to write there; choose another folder, or change its permissions'
const WRITE_MESSAGES: Messages = {
  ...ERROR_MESSAGES,
  ENOENT: 'folder not found; create it first',
  EEXIST: 'this is a file, not a folder',
  EACCES: NO_WRITE_PERMISSION,
  EPERM: NO_WRITE_PERMISSION,
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

export function toReadFailure(path: string, error: unknown): Error {
  return failureWith(path, error, READ_MESSAGES, 'cannot be read')
}

export function toWriteFailure(path: string, error: unknown): Error {
  return failureWith(path, error, WRITE_MESSAGES, 'cannot be written')
}

function failureWith(path: string, error: unknown, messages: Messages, otherMessage: string): Error {
  if (error instanceof Failure) return error
  const code = codeOf(error)
  const message = messages[code ?? ''] ?? `${otherMessage} (${code ?? 'unknown error'})`
  return new Failure('file', `${path}: ${message}`, { cause: error })
}
