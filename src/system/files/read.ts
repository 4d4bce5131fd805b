import { open, readdir } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Failure } from '../../errors.ts'
import { codeOf, fileFailure } from './failure.ts'

const STDIN = 'standard input'

/** `shown` is the path as the person gave it. */
export async function readFile(path: string, shown: string, limit: number): Promise<string> {
  try {
    await using file = await open(path)
    // As a stream: the size of a pipe or a device is not known before.
    return await textOf(file.createReadStream({ autoClose: false }), shown, limit)
  } catch (error) {
    throw fileFailure(shown, error)
  }
}

export async function readStream(stream: Readable, limit: number): Promise<string> {
  try {
    return await textOf(stream, STDIN, limit)
  } catch (error) {
    throw fileFailure(STDIN, error)
  }
}

async function textOf(stream: Readable, shown: string, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw new Failure('file', `${shown}: it has more than the ${limit} bytes that are read`)
    chunks.push(bytes)
  }
  return decoded(Buffer.concat(chunks), shown)
}

/** Text that was read with faults would be written back with them. */
function decoded(bytes: Buffer, shown: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (error) {
    throw new Failure('file', `${shown}: it is not UTF-8 text; save it as UTF-8`, { cause: error })
  }
}

export async function listFolder(folder: string, shown: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw fileFailure(shown, error)
  }
}
