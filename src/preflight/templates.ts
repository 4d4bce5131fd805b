import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { firstOfEach, type Offer } from '../forms/offer.ts'
import { type FolderFile, isRead, mayBe, type Origins, type ReadFolder, readFolder } from '../forms/read-folder.ts'
import type { PostKind, TemplateFolder, Templates } from '../github/github.ts'
import { FORM_SIZE_LIMIT } from '../text/yaml-limits.ts'

export type Wanted = {
  readonly kind: PostKind
  readonly repo: string
  /** The templates that GitHub has for the repository, as far as they are known. */
  readonly offered: Templates | null
  /** The file or id of the only one that is wanted; without it, all are read. */
  readonly only?: string
}

const LOCAL = '.mcp-comms/templates'
const NOTHING: ReadFolder = readFolder([], { source: 'local', from: () => '' })

/**
 * What a post of this kind can be written with: one's own templates, then the repository's, and ours where it has none.
 * A repository that takes no blank issues is offered its own alone: anything else would be a blank issue to it.
 */
export async function findTemplates(app: App, { kind, repo, offered, only }: Wanted): Promise<Offer> {
  const isWanted = (name: string) => isRead(name) && (only === undefined || mayBe(name, only))
  const folder = offered?.[kind] ?? null
  const theirs = readTheirs(folder, isWanted)
  const own = await readOwn(app, kind, isWanted)
  const { blankIssuesEnabled, contactLinks } = kind === 'issue' ? theirs.chooser : NOTHING.chooser
  const shared = { blank: blankIssuesEnabled, contactLinks }
  if (!blankIssuesEnabled)
    return { ...shared, templates: theirs.templates, notes: [...theirs.notes, ...refused(own, repo)] }
  const hasTheirs = only === undefined ? theirs.templates.length > 0 : folder !== null
  const ours = hasTheirs ? NOTHING : await readOurs(app, kind, isWanted)
  const folders = [own, theirs, ours]
  return {
    ...shared,
    templates: firstOfEach(folders.flatMap(({ templates }) => templates)),
    notes: folders.flatMap(({ notes }) => notes),
  }
}

function refused({ templates }: ReadFolder, repo: string): readonly string[] {
  return templates.map(({ from }) => `left out: ${from}: ${repo} takes only issues that are made with its own forms`)
}

type IsWanted = (name: string) => boolean

function readTheirs(folder: TemplateFolder | null, isWanted: IsWanted): ReadFolder {
  if (folder === null) return NOTHING
  const { repo, inherited, files } = folder
  const named = files.map(({ path, text }) => ({ name: path.slice(path.lastIndexOf('/') + 1), path, text }))
  const wanted = named.filter(({ name }) => isWanted(name))
  const read = readFolder(wanted, { source: inherited ? 'community' : 'repository', from: () => repo })
  return { ...read, notes: read.notes.map((note) => `${repo}: ${note}`) }
}

async function readOwn(app: App, kind: PostKind, isWanted: IsWanted): Promise<ReadFolder> {
  const folder = await app.files.findUpward(`${LOCAL}/${kind}`)
  return folder === null ? NOTHING : readFiles(app, folder, isWanted, { source: 'local', from: ({ path }) => path })
}

function readOurs(app: App, kind: PostKind, isWanted: IsWanted): Promise<ReadFolder> {
  return readFiles(app, `${app.builtInTemplates}/${kind}`, isWanted, { source: 'built-in', from: () => 'mcp-comms' })
}

/** A file that cannot be opened is left out like one that cannot be parsed. */
async function readFiles(app: App, folder: string, isWanted: IsWanted, origins: Origins): Promise<ReadFolder> {
  const notes: string[] = []
  const attempt = async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      notes.push(`left out: ${error.message}`)
      return null
    }
  }
  const files: FolderFile[] = []
  for (const name of (await attempt(() => app.files.list(folder))) ?? []) {
    const path = `${folder}/${name}`
    const text = isWanted(name) ? await attempt(() => app.files.readText(path, FORM_SIZE_LIMIT)) : null
    if (text !== null) files.push({ name, path, text })
  }
  const read = readFolder(files, origins)
  return { ...read, notes: [...notes, ...read.notes] }
}
