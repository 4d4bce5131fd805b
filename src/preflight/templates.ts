import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import { type FolderFile, isRead, type Origins, type ReadFolder, readFolder } from '../forms/read-folder.ts'
import { firstOfEach, type Offer } from '../forms/templates.ts'
import { FORM_SIZE_LIMIT } from '../forms/yaml.ts'
import { GitHubFailure, type Kind } from '../github/failure.ts'
import type { PostKind, TemplateFolder, Templates } from '../github/target.ts'
import { cachedTemplates, cacheTemplates } from '../storage/template-cache.ts'
import { parseRepoName } from '../text/repo-name.ts'

/** `templates` is null if we do not know them. The notes say why, and how old cached templates are. */
export type RepositoryTemplates = { readonly templates: Templates | null; readonly notes: readonly string[] }

/** After these errors we learned nothing about the repository, so we fall back to the cached templates. */
const NO_ANSWER: ReadonlySet<Kind> = new Set<Kind>([
  'missing-token',
  'unreachable',
  'network',
  'timeout',
  'gateway',
  'not-github',
  'partial',
  'primary-limit',
  'secondary-limit',
])

/** The templates that GitHub has for a repository, or those in the cache if GitHub cannot be reached. */
export async function loadTemplates(
  app: App,
  repo: string,
  { offline }: { readonly offline: boolean },
): Promise<RepositoryTemplates> {
  parseRepoName(repo)
  if (offline) return fromCache(app, repo, { hint: ': run this once without --offline to fetch them' })
  try {
    const templates = await fetchTemplates(app, repo)
    await cacheTemplates(app, repo, templates)
    return { templates, notes: [] }
  } catch (error) {
    if (!(error instanceof GitHubFailure && NO_ANSWER.has(error.reason.kind))) throw error
    return fromCache(app, repo, { why: error.message })
  }
}

async function fetchTemplates(app: App, repo: string): Promise<Templates> {
  const { github } = await app.github()
  const progress = await app.progress(`Loading the templates of ${repo} …`)
  try {
    return (await github.target(repo)).templates
  } finally {
    progress.stop()
  }
}

async function fromCache(
  app: App,
  repo: string,
  { why, hint = '' }: { readonly why?: string; readonly hint?: string },
): Promise<RepositoryTemplates> {
  const cached = await cachedTemplates(app, repo)
  const note =
    cached === null
      ? `the templates of ${repo} are not in the cache${hint}`
      : `using the templates of ${repo} as of ${cached.fetchedAt.toISOString().slice(0, 10)}`
  return { templates: cached?.templates ?? null, notes: [...(why === undefined ? [] : [why]), note] }
}

type TemplateQuery = {
  readonly kind: PostKind
  readonly repo: string
  /** null: we do not know which templates the repository has. */
  readonly repositoryTemplates: Templates | null
}

const LOCAL = '.mcp-comms/templates'
const EMPTY: ReadFolder = readFolder([], { source: 'local', from: () => '' })

/**
 * The templates for a post of this kind: your own, then the repository's, then ours if it has none. A repository that
 * does not accept blank issues gets its own templates only, because it would treat any other as a blank issue.
 */
export async function findTemplates(app: App, { kind, repo, repositoryTemplates }: TemplateQuery): Promise<Offer> {
  const folder = repositoryTemplates?.[kind] ?? null
  const theirs = readTheirs(folder)
  const own = await readOwn(app, kind)
  const { blankIssuesEnabled, contactLinks } = kind === 'issue' ? theirs.chooser : EMPTY.chooser
  const shared = { blank: blankIssuesEnabled, contactLinks }
  if (!blankIssuesEnabled)
    return { ...shared, templates: theirs.templates, notes: [...theirs.notes, ...skippedNotes(own, repo)] }
  const ours = theirs.templates.length > 0 ? EMPTY : await readOurs(app, kind)
  const folders = [own, theirs, ours]
  return {
    ...shared,
    templates: firstOfEach(folders.flatMap(({ templates }) => templates)),
    notes: folders.flatMap(({ notes }) => notes),
  }
}

function skippedNotes({ templates }: ReadFolder, repo: string): readonly string[] {
  return templates.map(({ from }) => `skipped ${from}: ${repo} only accepts issues made with its own forms`)
}

function readTheirs(folder: TemplateFolder | null): ReadFolder {
  if (folder === null) return EMPTY
  const { repo, inherited, files } = folder
  const withNames = files.map(({ path, text }) => ({ name: path.slice(path.lastIndexOf('/') + 1), path, text }))
  const templates = withNames.filter(({ name }) => isRead(name))
  const read = readFolder(templates, { source: inherited ? 'community' : 'repository', from: () => repo })
  return { ...read, notes: read.notes.map((note) => `${repo}: ${note}`) }
}

async function readOwn(app: App, kind: PostKind): Promise<ReadFolder> {
  const folder = await app.files.findUpward(`${LOCAL}/${kind}`)
  return folder === null ? EMPTY : readFiles(app, folder, { source: 'local', from: ({ path }) => path })
}

function readOurs(app: App, kind: PostKind): Promise<ReadFolder> {
  return readFiles(app, `${app.builtInTemplates}/${kind}`, { source: 'built-in', from: () => 'mcp-comms' })
}

/** A file that cannot be opened is skipped, like one that cannot be parsed. */
async function readFiles(app: App, folder: string, origins: Origins): Promise<ReadFolder> {
  const notes: string[] = []
  const attempt = async <T>(read: () => Promise<T>): Promise<T | null> => {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      notes.push(`skipped: ${error.message}`)
      return null
    }
  }
  const files: FolderFile[] = []
  for (const name of (await attempt(() => app.files.list(folder))) ?? []) {
    const path = `${folder}/${name}`
    const text = isRead(name) ? await attempt(() => app.files.readText(path, FORM_SIZE_LIMIT)) : null
    if (text !== null) files.push({ name, path, text })
  }
  const read = readFolder(files, origins)
  return { ...read, notes: [...notes, ...read.notes] }
}
