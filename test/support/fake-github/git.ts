import { createHash } from 'node:crypto'

/** All files of a commit: path to text. */
export type Files = ReadonlyMap<string, string>
export type Commit = {
  readonly type: 'Commit'
  readonly oid: string
  readonly message: string
  readonly parent: string | null
  readonly author: string
  readonly committedAt: Date
  readonly files: Files
}
export type Blob = { readonly type: 'Blob'; readonly oid: string; readonly text: string }
export type Tree = { readonly type: 'Tree'; readonly oid: string; readonly entries: readonly Entry[] }
export type Entry = { readonly name: string; readonly path: string; readonly object: Blob | Tree }

/** Computes the id of an object as git does, so that caches keyed by such ids are tested realistically. */
function oidOf(type: string, content: Buffer): string {
  return createHash('sha1').update(`${type} ${content.length}\0`).update(content).digest('hex')
}

export function blobOf(text: string): Blob {
  return { type: 'Blob', oid: oidOf('blob', Buffer.from(text)), text }
}

/** The folder at `path` ('' is the root); null if it has no files. */
export function treeOf(files: Files, path: string): Tree | null {
  const prefix = path === '' ? '' : `${path}/`
  const names = new Set(
    [...files.keys()].filter((file) => file.startsWith(prefix)).map((file) => childOf(file, prefix)),
  )
  const entries = [...names].sort().flatMap((name): readonly Entry[] => {
    const object = objectAt(files, prefix + name)
    return object === null ? [] : [{ name, path: prefix + name, object }]
  })
  return entries.length === 0
    ? null
    : { type: 'Tree', oid: oidOf('tree', Buffer.concat(entries.map(encodeEntry))), entries }
}

export function objectAt(files: Files, path: string): Blob | Tree | null {
  const text = files.get(path)
  return text === undefined ? treeOf(files, path) : blobOf(text)
}

export function commitOf(commit: Omit<Commit, 'type' | 'oid'>): Commit {
  const tree = treeOf(commit.files, '')?.oid ?? oidOf('tree', Buffer.alloc(0))
  const seconds = Math.floor(commit.committedAt.getTime() / 1000)
  const signature = `${commit.author} <${commit.author}@users.noreply.github.com> ${seconds} +0000`
  const parent = commit.parent === null ? '' : `parent ${commit.parent}\n`
  const text = `tree ${tree}\n${parent}author ${signature}\ncommitter ${signature}\n\n${commit.message}\n`
  return { type: 'Commit', oid: oidOf('commit', Buffer.from(text)), ...commit }
}

const childOf = (file: string, prefix: string) => file.slice(prefix.length).split('/')[0] ?? ''

function encodeEntry({ name, object }: Entry): Buffer {
  const mode = object.type === 'Tree' ? '40000' : '100644'
  return Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object.oid, 'hex')])
}
