import * as z from 'zod'
import type { App } from '../app.ts'
import { Failure } from '../errors.ts'
import type { TemplateFolder, Templates } from '../github/github.ts'
import { isSameRepo } from '../text/repo-name.ts'
import { placeInCache } from '../preflight/templates/cache-place.ts'
import { objectId, readObject, readOrNull, writeObject } from '../preflight/templates/objects.ts'

/** What the cache needs of the world. */
type World = Pick<App, 'env' | 'files' | 'clock'>

/** What GitHub had when it was last asked. */
export type Kept = { readonly templates: Templates; readonly at: Date }

const RECORD_LIMIT = 1_000_000

const folderSchema = z.object({
  repo: z.string().regex(/^[\w-]+\/[\w.-]+$/),
  inherited: z.boolean(),
  files: z.array(z.object({ path: z.string().max(1000), oid: z.string().regex(/^[0-9a-f]{40}$/) })).max(1000),
})
/** One repository's templates, their texts by object id. */
const recordSchema = z.object({
  repo: z.string(),
  at: z.iso.datetime(),
  issue: folderSchema.nullable(),
  discussion: folderSchema.nullable(),
})
type KeptFolder = z.infer<typeof folderSchema>

/** Templates for the time without a network. A cache that cannot be written is none; that fails nothing. */
export async function keepTemplates(app: World, repo: string, { issue, discussion }: Templates): Promise<void> {
  const place = placeInCache(app, repo)
  if (place === null) return
  try {
    await app.files.makeFolder(place.objects)
    await app.files.makeFolder(place.repositories)
    for (const { text } of [issue, discussion].flatMap((folder) => folder?.files ?? []))
      await writeObject(app, place.objects, text)
    const record: z.infer<typeof recordSchema> = {
      repo,
      at: app.clock.now().toISOString(),
      issue: toKept(issue),
      discussion: toKept(discussion),
    }
    await app.files.replace(place.record, `${JSON.stringify(record, null, 2)}\n`)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
  }
}

/** null: nothing was kept, or a part of it is missing or broken. */
export async function keptTemplates(app: World, repo: string): Promise<Kept | null> {
  const place = placeInCache(app, repo)
  const text = place === null ? null : await readOrNull(app, place.record, RECORD_LIMIT)
  const record = text === null ? null : parseRecord(text)
  if (place === null || record === null || !isSameRepo(record.repo, repo)) return null
  const [issue, discussion] = await Promise.all([
    fromKept(app, place.objects, record.issue),
    fromKept(app, place.objects, record.discussion),
  ])
  if (issue === undefined || discussion === undefined) return null
  return { templates: { issue, discussion }, at: new Date(record.at) }
}

function parseRecord(text: string): z.infer<typeof recordSchema> | null {
  try {
    return recordSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function toKept(folder: TemplateFolder | null): KeptFolder | null {
  if (folder === null) return null
  return { ...folder, files: folder.files.map(({ path, text }) => ({ path, oid: objectId(text) })) }
}

/** undefined: a file of it is missing. Without one, `config.yml` for instance, the rest would say something else. */
async function fromKept(
  app: World,
  objects: string,
  folder: KeptFolder | null,
): Promise<TemplateFolder | null | undefined> {
  if (folder === null) return null
  const files = []
  for (const { path, oid } of folder.files) {
    const text = await readObject(app, objects, oid)
    if (text === null) return undefined
    files.push({ path, oid, text })
  }
  return { ...folder, files }
}
