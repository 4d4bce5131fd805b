import { join } from 'node:path'
import type { App } from '../../../app.ts'
import { Failure } from '../../../errors.ts'
import { describeAnonymousAccess } from '../../../github/public-reader.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { githubOrNull, readPublicly } from '../../../preflight/github-access.ts'
import { type Catalogue, catalogueOf, type SepEntry } from '../../../seps/catalogue.ts'
import { MAINTAINERS_FILE } from '../../../seps/maintainers.ts'
import type { CatalogueFile } from '../../../seps/metadata.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/parse.ts'
import type { Person } from '../../../seps/people.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { parseSepFileName } from '../../../text/file-names.ts'
import type { CatalogueOptions } from './flags.ts'
import { type PublicSeps, readPublicSeps } from './public-seps.ts'

export type LoadedCatalogue = Catalogue & {
  /** A folder or a repository. */
  readonly source: string
  /** Whether `source` is a repository. */
  readonly isOnGitHub: boolean
  readonly policy: Policy
  /** The text of MAINTAINERS.md, if there is one. */
  readonly maintainers: string | null
}

/**
 * Reads the SEPs of a folder, or of a repository and its open pull requests with the label SEP.
 * @param number the number of the SEP that is looked for; null: none. A pull request with this number is read even without the label.
 * Without a token, no other SEP's text is read.
 */
export async function readCatalogue(
  app: App,
  options: CatalogueOptions,
  number: number | null = null,
): Promise<LoadedCatalogue> {
  const policy = await loadPolicy(app, options.policy)
  if (options.dir !== undefined) return { policy, ...(await readFolder(app, options.dir)) }
  const repo = targetRepo(app, policy, options.repo)
  const { seps, note } = await readRepository(app, repo, number)
  const { entries, notes } = catalogueOf({ where: 'main', ...seps })
  return {
    policy,
    source: seps.repo,
    isOnGitHub: true,
    maintainers: seps.maintainers,
    entries,
    notes: note === null ? notes : [...notes, note],
  }
}

async function readFolder(app: App, dir: string): Promise<Omit<LoadedCatalogue, 'policy'>> {
  const folder = dir.replace(/(?<=.)[/\\]+$/, '')
  const names = (await app.files.list(folder)).filter((name) => parseSepFileName(name) !== null)
  if (names.length === 0)
    throw new Failure('file', `${dir}: no SEPs found`, { hint: 'expected files like 1234-title.md' })
  const files = await Promise.all(names.map((name) => readSepFile(app, `${folder}/${name}`)))
  const maintainersPath = join(folder, '..', MAINTAINERS_FILE)
  const maintainers = (await app.files.exists(maintainersPath))
    ? await app.files.readText(maintainersPath, SEP_BYTE_LIMIT)
    : null
  return {
    source: folder,
    isOnGitHub: false,
    maintainers,
    ...catalogueOf({ where: 'folder', files, pullRequests: [] }),
  }
}

/** One file that cannot be read must not hide the others. */
async function readSepFile({ files }: App, path: string): Promise<CatalogueFile> {
  try {
    return { path, url: null, text: await files.readText(path, SEP_BYTE_LIMIT) }
  } catch (error) {
    if (error instanceof Failure) return { path, url: null, text: null, problem: error.message }
    throw error
  }
}

async function readRepository(
  app: App,
  repo: string,
  number: number | null,
): Promise<{ readonly seps: PublicSeps; readonly note: string | null }> {
  const github = await githubOrNull(app)
  const progress = await app.progress(`Reading the SEPs of ${repo}`)
  try {
    if (github !== null) return { seps: await github.seps(repo, number), note: null }
    return await readPublicly(app, 'use a folder of SEPs: --dir seps/', async (reader) => {
      const seps = await readPublicSeps(reader, repo, number)
      const missing = number === null ? '; authors, sponsors and the files of open pull requests need a token' : ''
      return { seps, note: describeAnonymousAccess(reader) + missing }
    })
  } finally {
    progress.stop()
  }
}

/** The JSON of a SEP. Never remove a field. */
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
    otherPullRequests: entry.otherPullRequests.map(({ number, url }) => ({ number, url })),
    labels: pullRequest?.labels ?? null,
    fileStatus: entry.fileStatus,
    labelStatuses: entry.labelStatuses,
    disagrees: entry.disagrees,
  }
}

function personJson({ name, login }: Person) {
  return { name, login }
}
