import { createReadStream, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Files } from './app.ts'
import { Failure } from './errors.ts'

export function nodeFiles(cwd: string, stdin: () => Readable): Files {
  return {
    readText: (path, limit) => readText(path, limit),
    readLines: (path) => readLines(path === '-' ? stdin() : createReadStream(path, 'utf8'), path),
    findUpward: (name) => findUpward(cwd, name),
  }
}

async function readText(path: string, limit: number): Promise<string> {
  const { open } = await import('node:fs/promises')
  try {
    await using file = await open(path)
    const { size } = await file.stat()
    if (size > limit) throw new Failure('file', `${path}: it has ${size} bytes; ${limit} is the most that is read`)
    return await file.readFile('utf8')
  } catch (error) {
    throw fileFailure(path, error)
  }
}

async function* readLines(stream: Readable, path: string): AsyncGenerator<string> {
  const { createInterface } = await import('node:readline')
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })
  try {
    for await (const line of lines) yield line
  } catch (error) {
    throw fileFailure(path, error)
  }
}

async function findUpward(from: string, name: string): Promise<string | null> {
  const path = join(from, name)
  if (existsSync(path)) return path
  const parent = dirname(from)
  return parent === from ? null : findUpward(parent, name)
}

function fileFailure(path: string, error: unknown): Error {
  if (error instanceof Failure) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return new Failure('file', `${path}: there is no such file`, { cause: error })
  if (code === 'EISDIR') return new Failure('file', `${path}: it is a folder, not a file`, { cause: error })
  if (code === 'EACCES') return new Failure('file', `${path}: it may not be read`, { cause: error })
  return new Failure('file', `${path}: it cannot be read (${code ?? 'unknown error'})`, { cause: error })
}
