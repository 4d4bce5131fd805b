import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Files, Log } from '../app.ts'
import type { Processes } from './processes.ts'

export type Disk = {
  readonly cwd: string
  readonly stdin: () => Readable
  readonly processes: () => Promise<Processes>
  readonly home: () => string
  /** The number of the user; null on a system without such numbers. */
  readonly user: number | null
}

export function nodeFiles({ cwd, stdin, processes, home, user }: Disk): Files {
  const resolvePath = (path: string) => resolve(cwd, path)
  return {
    readText: async (path, limit) => {
      const { readFile, readStream } = await readers()
      return path === '-' ? readStream(stdin(), limit) : readFile(resolvePath(path), path, limit)
    },
    async *readChunks(path) {
      const { readFileChunks, readStreamChunks } = await readers()
      yield* path === '-' ? readStreamChunks(stdin()) : readFileChunks(resolvePath(path), path)
    },
    readInside: async (folder, name, limit) => (await readers()).readInside(resolvePath(folder), name, limit),
    findUpward: async (name) => (await import('./files/upward.ts')).findUpward(name, { from: cwd, home: home(), user }),
    exists: async (path) => existsSync(resolvePath(path)),
    modified: async (path) => (await readers()).modifiedAt(resolvePath(path), path),
    realPath: async (path) => (await readers()).realPathOf(resolvePath(path), path),
    list: async (folder) => (await readers()).listFolder(resolvePath(folder), folder),
    makeFolder: async (path) => (await import('./files/write.ts')).makeFolder(resolvePath(path), path),
    create: async (path, text) => (await import('./files/write.ts')).createFile(resolvePath(path), path, text),
    replace: async (path, text) => (await import('./files/write.ts')).replaceFile(resolvePath(path), path, text),
    makePrivate: async (path) => (await import('./files/write.ts')).makePrivate(resolvePath(path), path),
    remove: async (path) => (await import('./files/write.ts')).removeFile(resolvePath(path), path),
    log: (path) => lazyLog(async () => (await import('./files/log.ts')).logFile(resolvePath(path), path)),
    lock: async (path) => (await import('./files/lock.ts')).lockFile(resolvePath(path), path, await processes()),
    namesOf: async (path) => (await import('./files/names.ts')).namesOf(resolvePath(path), path, cwd),
  }
}

/** Many commands read no file, and loading Node's promises takes a millisecond. */
function readers() {
  return import('./files/read.ts')
}

/** Loads the code of the log when it is first used. */
function lazyLog(load: () => Promise<Log>): Log {
  let loaded: Promise<Log> | undefined
  const log = () => {
    loaded ??= load()
    return loaded
  }
  return {
    read: async () => (await log()).read(),
    append: async (text) => (await log()).append(text),
    cutTail: async () => (await log()).cutTail(),
    close: async () => (await loaded)?.close(),
  }
}
