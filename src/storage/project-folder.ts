import { basename, dirname } from 'node:path'
import type { App } from '../app.ts'
import { areasOfDependencies, areasOfRemotes } from '../classifier/folder.ts'
import { dependenciesIn, MANIFEST_NAMES } from '../classifier/manifests.ts'
import type { FolderArea } from '../classifier/placement.ts'
import { orNull } from '../errors.ts'
import type { Policy } from '../policy/schema.ts'
import { plain } from '../text/quote.ts'

/** An area that the working directory suggests. `version`: the version of the area's SDK; null: unknown. */
export type ProjectArea = FolderArea & { readonly version: string | null }

const MAX_MANIFEST_BYTES = 200_000
/** A limit, because a .NET solution can have very many project files. */
const MAX_PROJECT_FILES = 5
const MAX_EVIDENCE_LENGTH = 120

/**
 * Reads which repository the working directory is a clone of, and which SDK its project depends on. Sends nothing. Reads only
 * regular files, follows no links out of their folder, and skips files that cannot be read.
 */
export async function readProject(app: Pick<App, 'files' | 'git'>, policy: Policy): Promise<readonly ProjectArea[]> {
  const cloneAreas = areasOfRemotes(policy, await remotesOf(app)).map((area) => ({ ...area, version: null }))
  const files = await manifestsOf(app)
  const dependencyAreas = files.flatMap(({ name, text }) =>
    areasOfDependencies(policy, name, dependenciesIn(name, text)),
  )
  return [...cloneAreas, ...dependencyAreas].map((area) => ({
    ...area,
    words: plain(area.words).slice(0, MAX_EVIDENCE_LENGTH),
  }))
}

async function remotesOf({ git }: Pick<App, 'git'>): Promise<readonly string[]> {
  const output = await git(['config', '--local', '--get-regexp', '^remote\\.(origin|upstream)\\.url$'])
  return (output ?? '').split('\n').map((line) => line.split(' ')[1] ?? '')
}

async function manifestsOf({ files }: Pick<App, 'files'>): Promise<readonly { name: string; text: string }[]> {
  // A name that begins with a dot is the ending of a file name, such as `.csproj`.
  const names = MANIFEST_NAMES.filter((name) => !name.startsWith('.'))
  const foundPaths = await Promise.all(names.map((name) => files.findUpward(name)))
  const endings = MANIFEST_NAMES.filter((name) => name.startsWith('.'))
  const projects = ((await orNull(() => files.list('.'))) ?? []).filter((name) =>
    endings.some((ending) => name.endsWith(ending)),
  )
  const paths = [...foundPaths.filter((path) => path !== null), ...projects.slice(0, MAX_PROJECT_FILES)]
  const texts = await Promise.all(paths.map((path) => readManifest({ files }, path)))
  return texts.flatMap((text, index) => (text === null ? [] : [{ name: basename(paths[index] ?? ''), text }]))
}

/** null: it cannot be read, and the other evidence is enough. */
async function readManifest({ files }: Pick<App, 'files'>, path: string): Promise<string | null> {
  return orNull(() => files.readInside(dirname(path), basename(path), MAX_MANIFEST_BYTES))
}
