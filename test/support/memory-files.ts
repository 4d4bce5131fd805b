import { join } from 'node:path'
import type { Files } from '../../src/app.ts'
import { Failure } from '../../src/errors.ts'

/** A disk in memory. `locked`: files that another run has locked. `foreign`: files of another user. */
export function memoryFiles(
  content: Map<string, string>,
  locked: readonly string[] = [],
  foreign: readonly string[] = [],
): Files {
  const textOf = (path: string, limit = Number.POSITIVE_INFINITY) => {
    const text = content.get(path)
    if (text === undefined) throw new Failure('file', `${path}: file not found`)
    if (Buffer.byteLength(text) > limit) throw new Failure('file', `${path}: larger than the limit of ${limit} bytes`)
    return text
  }
  const held = new Set(locked)
  return {
    readText: async (path, limit) => textOf(path, limit),
    readChunks: async function* (path) {
      yield textOf(path)
    },
    readInside: async (folder, name, limit) => textOf(join(folder, name), limit),
    findUpward: async (name) =>
      [...content.keys()].some((path) => path === name || path.startsWith(`${name}/`)) ? name : null,
    exists: async (path) => content.has(path) || [...content.keys()].some((one) => one.startsWith(`${path}/`)),
    // This disk stores no times, so all files have the same time.
    modifiedAt: async (path) => {
      textOf(path)
      return new Date('2026-11-22T09:00:00Z')
    },
    realPath: async (path) => path.replace(/^(?:\.\/)+/, ''),
    list: async (folder) =>
      [...content.keys()]
        .filter((path) => folder === '.' || path.startsWith(`${folder}/`))
        .map((path) => (folder === '.' ? path : path.slice(folder.length + 1)))
        .filter((name) => !name.includes('/'))
        .sort(),
    // Folders exist implicitly, with their files.
    makeFolder: async () => {},
    create: async (path, text) => {
      if (content.has(path)) return false
      content.set(path, text)
      return true
    },
    replace: async (path, text) => void content.set(path, text),
    // Apart from that, nobody else uses this disk.
    makePrivate: async (path) => {
      if (foreign.includes(path)) throw new Failure('file', `${path}: no permission to write there`)
    },
    remove: async (path) => void content.delete(path),
    log: (path) => ({
      read: async () => content.get(path) ?? '',
      append: async (text) => void content.set(path, (content.get(path) ?? '') + text),
      cutTail: async () => {
        const text = content.get(path) ?? ''
        content.set(path, text.slice(0, text.lastIndexOf('\n') + 1))
      },
      close: async () => {},
    }),
    identityOf: async (path) => ({ path, siblings: [], hasNamesElsewhere: false, id: null, isStream: false }),
    lock: async (path) => {
      if (held.has(path)) throw new Failure('file', `${path}: another run is using it`)
      held.add(path)
      return async () => void held.delete(path)
    },
  }
}
