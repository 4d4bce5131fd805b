import type { App } from '../../../app.ts'
import { Failure, UsageError } from '../../../errors.ts'
import { pageHosts } from '../../../github/endpoints.ts'
import type { SepEntry } from '../../../seps/catalogue.ts'
import { sortSeps } from '../../../seps/search.ts'
import { baseName, numberInPath } from '../../../text/file-names.ts'
import { isSameRepo, parsePostRef } from '../../../text/github-names.ts'
import { type LoadedCatalogue, readCatalogue } from './catalogue.ts'
import type { CatalogueOptions } from './flags.ts'

/** Reads the SEPs, and finds one of them by its number, its file name, or the address of its pull request in any repository. */
export async function findSep(app: App, options: CatalogueOptions, text: string) {
  const { repo, number, address } = parsePostRef(text.trim()) ?? {}
  const isAddress = address?.page === 'pull' && pageHosts(app.env).includes(address.host)
  const isElsewhere = options.repo !== undefined && !isSameRepo(options.repo, repo ?? '')
  if (!isAddress || repo == null || isElsewhere) return readAndFind(app, options, text)
  return readAndFind(app, options.dir === undefined ? { ...options, repo } : options, String(number))
}

async function readAndFind(app: App, options: CatalogueOptions, query: string) {
  const catalogue = await readCatalogue(app, options, numberInQuery(query))
  return { catalogue, entry: findEntry(catalogue, query) }
}

/** Finds a SEP by `1234`, `#1234` or `SEP-1234`, by the number of a pull request that changes it, or by its file name. */
function findEntry({ entries, source, isOnGitHub }: LoadedCatalogue, query: string): SepEntry {
  const number = parseNumber(query)
  const isFile = query.endsWith('.md')
  if (number === null && !isFile)
    throw new UsageError(`"${query}" isn't a SEP`, {
      hint: 'use its number, such as 1234, its file name, or the address of its pull request',
    })
  const matching = sortSeps(entries, 'updated').filter((entry) =>
    number === null ? baseName(entry.file.path ?? '') === baseName(query) : entry.number === number,
  )
  // Anybody can open a pull request whose file has the number of an existing SEP.
  const [existingSep, ...others] = matching.filter(({ where }) => where !== 'pull request')
  if (existingSep !== undefined && others.length > 0)
    throw new UsageError(
      `several files have the number ${number}: ${[existingSep, ...others].map(({ file }) => baseName(file.path ?? '')).join(', ')}`,
      { hint: 'use the name of one of them' },
    )
  const entry = existingSep ?? matching[0]
  if (entry !== undefined) return entry
  const changedSeps = number === null ? [] : entries.filter((candidate) => isChangedBy(candidate, number))
  if (changedSeps.length > 1)
    throw new UsageError(`pull request #${number} changes several SEPs: ${changedSeps.map(nameOf).join(', ')}`, {
      hint: 'use the number of one of them',
    })
  if (changedSeps[0] !== undefined) return changedSeps[0]
  throw new Failure('validation', `SEP ${number ?? query} not found among the ${entries.length} in ${source}`, {
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
function numberInQuery(query: string): number | null {
  return parseNumber(query) ?? numberInPath(query)
}

function parseNumber(text: string): number | null {
  const [, digits] = /^(?:SEP[-\s]?|#)?(\d{1,9})$/i.exec(text.trim()) ?? []
  return digits === undefined || Number(digits) === 0 ? null : Number(digits)
}
