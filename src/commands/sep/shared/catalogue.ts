import { join } from 'node:path'
import type { App } from '../../../app.ts'
import { Failure, UsageError } from '../../../errors.ts'
import type { Seps } from '../../../github/seps.ts'
import type { SignedIn } from '../../../github/sign-in.ts'
import type { Policy } from '../../../policy/schema.ts'
import { targetRepo } from '../../../preflight/target-repo.ts'
import { type Catalogue, catalogueOf, type SepEntry } from '../../../seps/catalogue.ts'
import { parseSepFileName } from '../../../seps/file-name.ts'
import { MAINTAINERS_FILE } from '../../../seps/maintainers.ts'
import { SEP_SIZE_LIMIT } from '../../../seps/parse.ts'
import type { Person } from '../../../seps/people.ts'
import { sortSeps } from '../../../seps/search.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import type { CatalogueOptions } from './flags.ts'

export type Found = Catalogue & {
  /** The folder or the repository that it was read from. */
  readonly source: string
  readonly policy: Policy
  /** The text of MAINTAINERS.md, where there is one. */
  readonly maintainers: string | null
}

/** The SEPs of a folder, or those of a repository with what is on its way there. */
export async function readCatalogue(app: App, options: CatalogueOptions): Promise<Found> {
  const policy = await loadPolicy(app, options.policy)
  if (options.dir !== undefined) return { policy, ...(await readFolder(app, options.dir)) }
  const repo = targetRepo(app, policy, options.repo)
  const seps = await askGitHub(app, repo)
  return {
    policy,
    source: seps.repo,
    maintainers: seps.maintainers,
    ...catalogueOf({ place: 'main', ...seps }),
  }
}

async function readFolder(app: App, dir: string): Promise<Omit<Found, 'policy'>> {
  const folder = dir.replace(/(?<=.)[/\\]+$/, '')
  const names = (await app.files.list(folder)).filter((name) => parseSepFileName(name) !== null)
  if (names.length === 0)
    throw new Failure('file', `${dir}: there are no SEPs in it, which are files like 1234-title.md`)
  const files = await Promise.all(
    names.map(async (name) => {
      const path = `${folder}/${name}`
      return { path, url: null, text: await app.files.readText(path, SEP_SIZE_LIMIT) }
    }),
  )
  const list = join(folder, '..', MAINTAINERS_FILE)
  const maintainers = (await app.files.exists(list)) ? await app.files.readText(list, SEP_SIZE_LIMIT) : null
  return { source: folder, maintainers, ...catalogueOf({ place: 'folder', files, pullRequests: [] }) }
}

async function askGitHub(app: App, repo: string): Promise<Seps> {
  const { github } = await signedIn(app, 'name a folder of SEPs: --dir seps/')
  const progress = await app.progress(`Reading the SEPs of ${repo}`)
  try {
    return await github.seps(repo)
  } finally {
    progress.stop()
  }
}

/** A SEP as somebody names it: `1234`, `#1234`, `SEP-1234`, or its file, as long as it has no number. */
export function findSep({ entries, source }: Pick<Found, 'entries' | 'source'>, named: string): SepEntry {
  const number = numberIn(named)
  const isFile = named.endsWith('.md')
  if (number === null && !isFile)
    throw new UsageError(`"${named}" isn't a SEP: give its number, as in 1234, or its file name`)
  const [found] = sortSeps(entries, 'updated').filter((entry) =>
    number === null ? entry.file.path.split('/').at(-1) === named.split('/').at(-1) : entry.number === number,
  )
  if (found !== undefined) return found
  const closed = number === null || !source.includes('/') ? '' : '; SEPs with a closed pull request are not included'
  throw new Failure('validation', `SEP ${named} not found among the ${entries.length} in ${source}${closed}`)
}

function numberIn(named: string): number | null {
  const [, digits] = /^(?:SEP[-\s]?|#)?(\d{1,9})$/i.exec(named.trim()) ?? []
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}

/** GitHub, for somebody who is signed in; who is not learns what can be done without it. */
export async function signedIn(app: App, without: string): Promise<SignedIn> {
  try {
    return await app.github()
  } catch (error) {
    if (!(error instanceof Failure) || error.failure !== 'authentication') throw error
    throw new Failure(error.failure, `${error.message}; or ${without}`, { cause: error })
  }
}

/** A SEP as JSON has it. Fields are only ever added. */
export function entryJson(entry: SepEntry) {
  const { number, title, stage, type, authors, sponsors, group, created, pullRequest, where, file } = entry
  return {
    number,
    title,
    status: stage,
    type,
    authors: authors.map(personJson),
    sponsors: sponsors.map(personJson),
    group,
    created,
    updated: pullRequest?.updatedAt.toISOString() ?? null,
    where,
    path: file.path,
    url: file.url,
    draft: pullRequest?.isDraft ?? null,
    pullRequest: pullRequest === null ? null : { number: pullRequest.number, url: pullRequest.url },
    fileStatus: entry.fileStatus,
    labelStatuses: entry.labelStatuses,
    disagrees: entry.disagrees,
  }
}

function personJson({ name, login }: Person) {
  return { name, login }
}
