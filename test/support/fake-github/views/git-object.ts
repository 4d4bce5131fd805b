import { type Blob, type Commit, type Entry, type Files, objectAt, type Tree } from '../git.ts'
import { type Repository, userNamed, type World } from '../world.ts'
import { connection, type PageArguments } from './connection.ts'
import { viewOfUser } from './names.ts'

const MAX_TEXT_BYTES = 512_000

type View = Readonly<Record<string, unknown>>

/** Finds an object by `revision:path` or `revision`, which is `HEAD`, a branch or a commit id. Returns null if there is none. */
export function viewOfExpression(world: World, repository: Repository, expression: string): View | null {
  const [revision = '', path] = expression.split(/:(.*)/s)
  const commit = commitNamed(world, repository, revision)
  if (commit === null) return null
  if (path === undefined) return viewOfCommit(world, commit)
  const object = objectAt(commit.files, path.replace(/^\/|\/$/g, ''))
  return object === null ? null : viewOfObject(object)
}

function commitNamed({ commits }: World, { branches, defaultBranch }: Repository, revision: string): Commit | null {
  const branch = revision === 'HEAD' ? defaultBranch : revision.replace(/^refs\/heads\//, '')
  return commits.get(branches.get(branch) ?? revision) ?? null
}

export function viewOfRef(world: World, repository: Repository, branch: string): View | null {
  const commit = world.commits.get(repository.branches.get(branch) ?? '')
  if (commit === undefined) return null
  return { id: refId(repository, branch), name: branch, prefix: 'refs/heads/', target: viewOfCommit(world, commit) }
}

export const refId = ({ id }: Repository, branch: string) => `REF_${id}:${branch}`

export function viewOfCommit(world: World, commit: Commit): View {
  const { oid, message, parent, author, committedAt, files } = commit
  const [headline = '', ...body] = message.split('\n')
  return {
    __typename: 'Commit',
    id: `C_${oid}`,
    oid,
    message,
    messageHeadline: headline,
    messageBody: body.join('\n').trim(),
    committedDate: committedAt.toISOString(),
    tree: () => {
      const root = objectAt(files, '')
      return root === null ? null : viewOfObject(root)
    },
    file: ({ path }: { readonly path: string }) => viewOfFile(files, path),
    parents: (page: PageArguments) => {
      const before = world.commits.get(parent ?? '')
      return connection(before === undefined ? [] : [viewOfCommit(world, before)], page)
    },
    author: { name: author, user: viewOfUser(userNamed(world, author)) },
    history: ({ path, ...page }: PageArguments & { readonly path?: string | null }) =>
      connection(
        historyOf(world, commit)
          .filter((one) => !path || changesPath(world, one, path))
          .map((one) => viewOfCommit(world, one)),
        page,
      ),
  }
}

function viewOfFile(files: Files, path: string): View | null {
  const object = objectAt(files, path)
  return object === null ? null : viewOfEntry({ name: path.split('/').at(-1) ?? path, path, object })
}

function changesPath({ commits }: World, { parent, files }: Commit, path: string): boolean {
  return commits.get(parent ?? '')?.files.get(path) !== files.get(path)
}

/** The changes between the merge base and `head`, as a pull request shows them: at most 3,000 files, sorted by path. */
export function changesSince(world: World, base: Commit, head: Commit) {
  const baseOids = new Set(historyOf(world, base).map(({ oid }) => oid))
  const before = historyOf(world, head).find(({ oid }) => baseOids.has(oid))?.files ?? new Map<string, string>()
  return [...new Set([...before.keys(), ...head.files.keys()])]
    .filter((path) => before.get(path) !== head.files.get(path))
    .sort()
    .slice(0, 3000)
    .map((path) => ({ path, changeType: !before.has(path) ? 'ADDED' : head.files.has(path) ? 'MODIFIED' : 'DELETED' }))
}

/** The commit and its ancestors, newest first. */
export function historyOf({ commits }: World, commit: Commit): readonly Commit[] {
  const history: Commit[] = []
  for (let next: Commit | undefined = commit; next !== undefined; next = commits.get(next.parent ?? ''))
    history.push(next)
  return history
}

function viewOfObject(object: Blob | Tree): View {
  return object.type === 'Blob' ? viewOfBlob(object) : viewOfTree(object)
}

/** GitHub returns no text for a file that git considers binary, and cuts off long files. */
function viewOfBlob({ oid, text }: Blob): View {
  const byteSize = Buffer.byteLength(text)
  const isBinary = text.slice(0, 8000).includes('\0')
  const isTruncated = !isBinary && byteSize > MAX_TEXT_BYTES
  const shown = isBinary ? null : isTruncated ? text.slice(0, MAX_TEXT_BYTES) : text
  return { __typename: 'Blob', id: `B_${oid}`, oid, text: shown, byteSize, isBinary, isTruncated }
}

function viewOfTree({ oid, entries }: Tree): View {
  return { __typename: 'Tree', id: `T_${oid}`, oid, entries: entries.map(viewOfEntry) }
}

function viewOfEntry({ name, path, object }: Entry): View {
  return { name, path, oid: object.oid, type: object.type.toLowerCase(), object: () => viewOfObject(object) }
}
