import { open, readdir } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Failure } from '../errors.ts'
import { codeOf, fileFailure } from './failure.ts'

/** `shown` is the path as the person gave it. */
export async function readFile(path: string, shown: string, limit: number): Promise<string> {
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > limit) throw new Failure('file', `${shown}: it has ${size} bytes; ${limit} is the most that is read`)
    return await file.readFile('utf8')
  } catch (error) {
    throw fileFailure(shown, error)
  }
}

export async function readStream(stream: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > limit) throw new Failure('file', `standard input: it has more than the ${limit} bytes that are read`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export async function listFolder(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
    throw fileFailure(folder, error)
  }
}
