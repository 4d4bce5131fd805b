import { join } from 'node:path'
import type { App } from '../../../app.ts'
import { Failure, UsageError } from '../../../errors.ts'
import { describeAnonymous } from '../../../github/anonymous.ts'
import { pageHosts } from '../../../github/endpoints.ts'
import { targetRepo } from '../../../policy/repositories.ts'
import type { Policy } from '../../../policy/schema.ts'
import { githubOrNull, readPublicly } from '../../../preflight/github-access.ts'
import { type Catalogue, catalogueOf, type SepEntry } from '../../../seps/catalogue.ts'
import { MAINTAINERS_FILE } from '../../../seps/maintainers.ts'
import type { CatalogueFile } from '../../../seps/metadata.ts'
import { SEP_BYTE_LIMIT } from '../../../seps/parse.ts'
import type { Person } from '../../../seps/people.ts'
import { sortSeps } from '../../../seps/search.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { baseName, numberInPath, parseSepFileName } from '../../../text/file-names.ts'
import { isSameRepo, parsePostRef } from '../../../text/github-names.ts'
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
 * @param wanted the number or the file name of a SEP. A pull request with this number is read even without the label. Without a
 * token, no other SEP's text is read.
 */
export async function readCatalogue(app: App, options: CatalogueOptions, wanted?: string): Promise<LoadedCatalogue> {
  const policy = await loadPolicy(app, options.policy)
  if (options.dir !== undefined) return { policy, ...(await readFolder(app, options.dir)) }
  const repo = targetRepo(app, policy, options.repo)
  const { seps, note } = await readRepository(app, repo, wanted === undefined ? null : wantedNumber(wanted))
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
      return { seps, note: describeAnonymous(reader) + missing }
    })
  } finally {
    progress.stop()
  }
}

/** Reads the SEPs, and finds one of them: by what `findSep` takes, or by the address of its pull request in any repository. */
export async function readSep(app: App, options: CatalogueOptions, text: string) {
  const { repo, number, address } = parsePostRef(text.trim()) ?? {}
  const isAddress = address?.page === 'pull' && pageHosts(app.env).includes(address.host)
  const isElsewhere = options.repo !== undefined && !isSameRepo(options.repo, repo ?? '')
  if (!isAddress || repo == null || isElsewhere) return readEntry(app, options, text)
  return readEntry(app, options.dir === undefined ? { ...options, repo } : options, String(number))
}

async function readEntry(app: App, options: CatalogueOptions, wanted: string) {
  const catalogue = await readCatalogue(app, options, wanted)
  return { catalogue, entry: findSep(catalogue, wanted) }
}

/** Finds a SEP by `1234`, `#1234` or `SEP-1234`, by the number of a pull request that changes it, or by its file name. */
function findSep(
  { entries, source, isOnGitHub }: Pick<LoadedCatalogue, 'entries' | 'source' | 'isOnGitHub'>,
  wanted: string,
): SepEntry {
  const number = parseNumber(wanted)
  const isFile = wanted.endsWith('.md')
  if (number === null && !isFile)
    throw new UsageError(`"${wanted}" isn't a SEP`, {
      hint: 'use its number, such as 1234, its file name, or the address of its pull request',
    })
  const matching = sortSeps(entries, 'updated').filter((entry) =>
    number === null ? baseName(entry.file.path ?? '') === baseName(wanted) : entry.number === number,
  )
  // Anybody can open a pull request whose file has the number of an existing SEP.
  const [existing, ...others] = matching.filter(({ where }) => where !== 'pull request')
  if (existing !== undefined && others.length > 0)
    throw new UsageError(
      `several files have the number ${number}: ${[existing, ...others].map(({ file }) => baseName(file.path ?? '')).join(', ')}`,
      { hint: 'use the name of one of them' },
    )
  const entry = existing ?? matching[0]
  if (entry !== undefined) return entry
  const changed = number === null ? [] : entries.filter((candidate) => isChangedBy(candidate, number))
  if (changed.length > 1)
    throw new UsageError(`pull request #${number} changes several SEPs: ${changed.map(nameOf).join(', ')}`, {
      hint: 'use the number of one of them',
    })
  if (changed[0] !== undefined) return changed[0]
  throw new Failure('validation', `SEP ${number ?? wanted} not found among the ${entries.length} in ${source}`, {
    hint:
      isOnGitHub && number !== null
        ? 'SEPs with a closed pull request, and pull requests that change no file of a SEP, are not included'
        : 'see mcp-comms sep list',
  })
}

function isChangedBy({ pullRequest, otherPullRequests }: SepEntry, number: number): boolean {
  return [...(pullRequest === null ? [] : [pullRequest]), ...otherPullRequests].some((pull) => pull.number === number)
}

function nameOf({ number, file }: SepEntry): string {
  return number === null ? (file.path ?? '') : String(number)
}

/** The number that a person wrote, or that the name of the SEP's file begins with. */
function wantedNumber(wanted: string): number | null {
  return parseNumber(wanted) ?? numberInPath(wanted)
}

function parseNumber(text: string): number | null {
  const [, digits] = /^(?:SEP[-\s]?|#)?(\d{1,9})$/i.exec(text.trim()) ?? []
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
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
