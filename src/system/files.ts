import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { Files, Log } from '../app.ts'
import { Failure } from '../errors.ts'
import type { Processes } from './files/lock.ts'

type FilesOptions = {
  readonly cwd: () => string
  readonly stdin: () => Readable
  readonly processes: () => Promise<Processes>
  readonly home: () => string
  /** The user's id (uid); null on a system without such ids. */
  readonly user: number | null
}

export function nodeFiles({ cwd, stdin, processes, home, user }: FilesOptions): Files {
  const resolvePath = (path: string) => {
    // A script may pass an empty variable. `resolve` would turn it into the working directory, and the error would name that folder.
    if (path === '') throw new Failure('file', 'the path of a file is empty', { hint: 'name a file' })
    return resolve(cwd(), path)
  }
  return {
    readText: async (path, limit) => {
      const { readFile, readStream } = await loadReaders()
      return path === '-' ? readStream(stdin(), limit) : readFile(resolvePath(path), path, limit)
    },
    async *readChunks(path) {
      const { readFileChunks, readStreamChunks } = await loadReaders()
      yield* path === '-' ? readStreamChunks(stdin()) : readFileChunks(resolvePath(path), path)
    },
    readInside: async (folder, name, limit) => (await loadReaders()).readInside(resolve(cwd(), folder), name, limit),
    findUpward: async (name) => findUpward(name, { from: cwd(), home: home(), user }),
    exists: async (path) => existsSync(resolvePath(path)),
    modifiedAt: async (path) => (await loadReaders()).modifiedAt(resolvePath(path), path),
    realPath: async (path) => (await loadReaders()).realPathOf(resolvePath(path), path),
    list: async (folder) => (await loadReaders()).listFolder(resolvePath(folder), folder),
    makeFolder: async (path) => (await loadWriters()).makeFolder(resolvePath(path), path),
    create: async (path, text) => (await loadWriters()).createFile(resolvePath(path), path, text),
    replace: async (path, text) => (await loadWriters()).replaceFile(resolvePath(path), path, text),
    makePrivate: async (path) => (await loadWriters()).makePrivate(resolvePath(path), path),
    remove: async (path) => (await loadWriters()).removeFile(resolvePath(path), path),
    log: (path) => lazyLog(async () => (await import('./files/log.ts')).logFile(resolvePath(path), path)),
    lock: async (path) => (await import('./files/lock.ts')).lockFile(resolvePath(path), path, await processes()),
    identityOf: async (path) => (await loadWriters()).identityOf(resolvePath(path), path, cwd()),
  }
}

/** @throws Failure (file) if another program has removed the working directory, so that no relative path means anything */
export function workingDirectory(read: () => string): string {
  try {
    return read()
  } catch (error) {
    throw new Failure('file', 'the working directory no longer exists', {
      hint: 'change to another folder',
      cause: error,
    })
  }
}

/**
 * The home folder. Ignores a `HOME` that is empty or relative: drafts and the list of trusted checkouts would then be in the working
 * directory, where others may have written them. For an account without a home folder, as in some containers, returns the root.
 */
export function homeFolder(byEnvironment: () => string, byAccount: () => string): string {
  try {
    const home = byEnvironment()
    return isAbsolute(home) ? home : byAccount()
  } catch {
    return '/'
  }
}

/** Loads the code on demand, because many commands read no file, and loading `node:fs/promises` takes a millisecond. */
function loadReaders() {
  return import('./files/read.ts')
}

function loadWriters() {
  return import('./files/write.ts')
}

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

type Search = { readonly from: string; readonly home: string; readonly user: number | null }

/**
 * Looks for a file in a folder and its parents. Stops at the root of the repository and at the home folder, because the folders
 * above are not part of the person's work, and anyone may put a file into `/tmp`. Also stops at a file of another user.
 */
export function findUpward(name: string, { from, home, user }: Search): string | null {
  const end = realPathOf(home)
  for (let folder = realPathOf(from); ; folder = dirname(folder)) {
    const path = join(folder, name)
    if (existsSync(path)) return user === null || statSync(path).uid === user ? path : null
    if (folder === end || folder === dirname(folder) || existsSync(join(folder, '.git'))) return null
  }
}

function realPathOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : path
}

type Machine = {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
  readonly home: () => string
}

/**
 * The folder for data that must survive a run but is not part of the person's files, such as the journal of a SEP that is being
 * opened. Ignores a path that is not absolute, as the XDG specification requires.
 * https://specifications.freedesktop.org/basedir-spec/latest/
 */
export function stateFolderOf({ env, platform, home }: Machine): string {
  const xdg = env['XDG_STATE_HOME'] ?? ''
  return join(isAbsolute(xdg) ? xdg : platformFolder(env, platform, home), 'mcp-comms')
}

function platformFolder(env: Machine['env'], platform: Machine['platform'], home: Machine['home']): string {
  if (platform === 'darwin') return join(home(), 'Library', 'Application Support')
  if (platform !== 'win32') return join(home(), '.local', 'state')
  const local = env['LOCALAPPDATA'] ?? ''
  return isAbsolute(local) ? local : join(home(), 'AppData', 'Local')
}
