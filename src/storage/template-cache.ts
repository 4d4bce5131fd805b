import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure, orNull } from '../errors.ts'
import { endpointsOf } from '../github/endpoints.ts'
import type { TextCache } from '../github/public-reader.ts'
import type { TemplateFolder, Templates } from '../github/target.ts'
import { isRepoName, isSameRepo, parseRepoName } from '../text/github-names.ts'

type CacheApp = Pick<App, 'env' | 'files' | 'clock'>

export type CachedTemplates = { readonly templates: Templates; readonly fetchedAt: Date }

/** Both limits are in bytes. Records and templates are far smaller. */
const RECORD_LIMIT = 1_000_000
const OBJECT_LIMIT = 2_000_000

const folderSchema = z.object({
  repo: z.string().refine(isRepoName, 'expected owner/name'),
  inherited: z.boolean(),
  files: z.array(z.object({ path: z.string().max(1000), oid: z.string().regex(/^[0-9a-f]{40}$/) })).max(1000),
})
/** The templates of one repository. Their texts are stored separately, by object id. */
const recordSchema = z.object({
  repo: z.string(),
  at: z.iso.datetime(),
  issue: folderSchema.nullable(),
  discussion: folderSchema.nullable(),
})
type CachedFolder = z.infer<typeof folderSchema>
type CacheRecord = z.infer<typeof recordSchema>

/** Saves templates for offline use. If the cache cannot be written, the command still succeeds. */
export async function cacheTemplates(app: CacheApp, repo: string, { issue, discussion }: Templates): Promise<void> {
  const paths = cachePaths(app, repo)
  if (paths === null) return
  try {
    await app.files.makeFolder(paths.objects)
    await app.files.makeFolder(paths.repositories)
    for (const { text } of [issue, discussion].flatMap((folder) => folder?.files ?? []))
      await writeObject(app, paths.objects, text)
    const record: CacheRecord = {
      repo,
      at: app.clock.now().toISOString(),
      issue: toCachedFolder(issue),
      discussion: toCachedFolder(discussion),
    }
    await app.files.replace(paths.recordFile, `${JSON.stringify(record, null, 2)}\n`)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

/** null: nothing is cached, or a part of it is missing or corrupt. */
export async function readCachedTemplates(app: CacheApp, repo: string): Promise<CachedTemplates | null> {
  const paths = cachePaths(app, repo)
  const text = paths === null ? null : await orNull(() => app.files.readText(paths.recordFile, RECORD_LIMIT))
  const record = text === null ? null : parseRecord(text)
  if (paths === null || record === null || !isSameRepo(record.repo, repo)) return null
  const [issue, discussion] = await Promise.all([
    readCachedFolder(app, paths.objects, record.issue),
    readCachedFolder(app, paths.objects, record.discussion),
  ])
  if (issue === undefined || discussion === undefined) return null
  return { templates: { issue, discussion }, fetchedAt: new Date(record.at) }
}

/** A cache of texts for reads without a token, because GitHub allows only a few of those in an hour. */
export function createTextCache(app: CacheApp): TextCache {
  const objects = objectsFolder(app)
  if (objects === null) return { read: async () => null, write: async () => undefined }
  return {
    read: (oid) => readObject(app, objects, oid),
    async write(text) {
      try {
        await app.files.makeFolder(objects)
        await writeObject(app, objects, text)
      } catch (error) {
        if (!(error instanceof Failure)) throw error
      }
    },
  }
}

function parseRecord(text: string): CacheRecord | null {
  try {
    return recordSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function toCachedFolder(folder: TemplateFolder | null): CachedFolder | null {
  if (folder === null) return null
  return { ...folder, files: folder.files.map(({ path, text }) => ({ path, oid: objectId(text) })) }
}

/** undefined: a file is missing, so the folder is useless. Without its `config.yml`, for example, its rules are lost. */
async function readCachedFolder(
  app: CacheApp,
  objects: string,
  folder: CachedFolder | null,
): Promise<TemplateFolder | null | undefined> {
  if (folder === null) return null
  const files = []
  for (const { path, oid } of folder.files) {
    const text = await readObject(app, objects, oid)
    if (text === null) return undefined
    files.push({ path, text })
  }
  return { ...folder, files }
}

type CachePaths = { readonly objects: string; readonly repositories: string; readonly recordFile: string }

/**
 * null: this machine has no folder for caches.
 * @throws UsageError if `repo` is not a repository's name, because it becomes a part of a path.
 */
function cachePaths({ env }: Pick<App, 'env'>, repo: string): CachePaths | null {
  const { owner, name } = parseRepoName(repo)
  const objects = objectsFolder({ env })
  if (objects === null) return null
  const repositories = `${dirname(objects)}/repositories`
  const file = `${encodeURIComponent(endpointsOf(env).host)}+${owner}+${name}.json`.toLowerCase()
  return { objects, repositories, recordFile: `${repositories}/${file}` }
}

/** null: this machine has no folder for caches. */
function objectsFolder({ env }: Pick<App, 'env'>): string | null {
  const cache = cacheFolder(env)
  return cache === null ? null : `${cache}/mcp-comms/templates/objects`
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ says to ignore a path that is not absolute. */
function cacheFolder(env: App['env']): string | null {
  const home = env['HOME'] ?? ''
  const folders = [env['XDG_CACHE_HOME'], env['LOCALAPPDATA'], home === '' ? '' : `${home}/.cache`]
  return folders.find((folder) => folder !== undefined && /^(?:\/|[A-Za-z]:[\\/])/.test(folder)) ?? null
}

/**
 * The id that git gives to a file with this text. We compute it instead of trusting GitHub's, so that it is safe as a file name,
 * and no other text can be stored under it.
 */
function objectId(text: string): string {
  const bytes = Buffer.from(text)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** null: the object is missing, or its text has changed since it was stored. */
async function readObject({ files }: Pick<App, 'files'>, objects: string, id: string): Promise<string | null> {
  const text = await orNull(() => files.readText(`${objects}/${id}`, OBJECT_LIMIT))
  return text !== null && objectId(text) === id ? text : null
}

async function writeObject(app: Pick<App, 'files'>, objects: string, text: string): Promise<void> {
  const id = objectId(text)
  if ((await readObject(app, objects, id)) === null) await app.files.replace(`${objects}/${id}`, text)
}
