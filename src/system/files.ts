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
  const at = (path: string) => resolve(cwd, path)
  return {
    readText: async (path, limit) => {
      const { readFile, readStream } = await readers()
      return path === '-' ? readStream(stdin(), limit) : readFile(at(path), path, limit)
    },
    async *readChunks(path) {
      const { readFileChunks, readStreamChunks } = await readers()
      yield* path === '-' ? readStreamChunks(stdin()) : readFileChunks(at(path), path)
    },
    readInside: async (folder, name, limit) => (await readers()).readInside(at(folder), name, limit),
    findUpward: async (name) => (await import('./files/upward.ts')).findUpward(name, { from: cwd, home: home(), user }),
    exists: async (path) => existsSync(at(path)),
    modified: async (path) => (await readers()).modifiedAt(at(path), path),
    realPath: async (path) => (await readers()).realPathOf(at(path), path),
    list: async (folder) => (await readers()).listFolder(at(folder), folder),
    makeFolder: async (path) => (await import('./files/write.ts')).makeFolder(at(path), path),
    create: async (path, text) => (await import('./files/write.ts')).createFile(at(path), path, text),
    replace: async (path, text) => (await import('./files/write.ts')).replaceFile(at(path), path, text),
    makePrivate: async (path) => (await import('./files/write.ts')).makePrivate(at(path), path),
    remove: async (path) => (await import('./files/write.ts')).removeFile(at(path), path),
    log: (path) => lazyLog(async () => (await import('./files/log.ts')).logFile(at(path), path)),
    lock: async (path) => (await import('./files/lock.ts')).lockFile(at(path), path, await processes()),
    namesOf: async (path) => (await import('./files/names.ts')).namesOf(at(path), path, cwd),
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
