import { pageOf } from '../../text/address.ts'
import { REPO } from '../../text/github-names.ts'
import { getOrCreate } from '../../text/words.ts'
import type { Policy } from '../schema.ts'
import { type Dependent, sourceRefs } from '../source-refs.ts'

/** Where a file or folder is on GitHub. `branch` null: the default branch. */
export type FileLocation = { readonly repo: string; readonly branch: string | null; readonly path: string }

/** A section of a file, or the whole file, and the parts of the policy that rely on it. */
export type CitedSection = {
  /** The address of the page, with the section, if any. */
  readonly url: string
  readonly section: string | null
  readonly dependents: readonly Dependent[]
}
export type Document = FileLocation & { readonly name: string; readonly sections: readonly CitedSection[] }

/** The name of a file in the record of a policy (`verified-sources.ts`). */
export function documentName({ repo, branch, path }: FileLocation): string {
  return `${repo}:${branch === null ? '' : `${branch}:`}${path}`
}

/**
 * Every file on GitHub that the policy cites, with the sections that it cites. Leaves out sources that are not files, such as
 * a maintainer's comment, and files at a fixed commit, which cannot change.
 */
export function documentsOf(policy: Policy): readonly Document[] {
  const documents = new Map<string, { location: FileLocation; sections: Map<string, CitedSection> }>()
  for (const { location, url, section, dependent } of fileCitations(policy)) {
    const { sections } = getOrCreate(documents, documentName(location), () => ({ location, sections: new Map() }))
    const dependents = sections.get(section ?? '')?.dependents ?? []
    sections.set(section ?? '', { url, section, dependents: withDependent(dependents, dependent) })
  }
  return [...documents].map(([name, { location, sections }]) => ({
    ...location,
    name,
    sections: [...sections.values()],
  }))
}

function withDependent(dependents: readonly Dependent[], added: Dependent): readonly Dependent[] {
  return dependents.some(({ kind, id }) => kind === added.kind && id === added.id) ? dependents : [...dependents, added]
}

type FileCitation = {
  readonly location: FileLocation
  readonly url: string
  readonly section: string | null
  readonly dependent: Dependent
}

function* fileCitations(policy: Policy): Generator<FileCitation> {
  for (const { ref, dependent } of sourceRefs(policy)) {
    const [key = '', anchor] = ref.split('#')
    const section = anchor ?? null
    const source = policy.sources[key]
    if (source === undefined || source.file === null) continue
    const location = source.file === undefined ? locationOf(policy, source.url) : locationOfFile(policy, source.file)
    const url = section === null ? source.url : `${source.url}#${section}`
    if (location !== null) yield { location, url, section, dependent }
  }
  for (const [url, dependent] of directCitations(policy)) {
    const location = locationOf(policy, url)
    if (location !== null) yield { location, url, section: null, dependent }
  }
}

/** The pages that repositories and groups cite by address, not by a key of `sources`. */
function* directCitations(policy: Policy): Generator<readonly [url: string, dependent: Dependent]> {
  for (const [id, { sources }] of Object.entries(policy.repositories))
    for (const url of sources) yield [url, { kind: 'repository', id }]
  for (const [id, { charter }] of Object.entries(policy.groups))
    if (charter !== null) yield [charter, { kind: 'group', id }]
}

const BLOB = new RegExp(`^/(${REPO})/blob/([^/]+)/(.+)$`)
const COMMIT = /^[0-9a-f]{40}$/

/** The file behind an address: a file on GitHub, or the source of a page on a site of the policy. null: neither, or a file at a fixed commit. */
export function locationOf(policy: Pick<Policy, 'sites' | 'repositories'>, url: string): FileLocation | null {
  const page = pageOf(url)
  if (page === null) return null
  const [, repo, branch, path] = page.host === 'github.com' ? (BLOB.exec(page.pathname) ?? []) : []
  if (repo !== undefined && branch !== undefined && path !== undefined)
    return COMMIT.test(branch) ? null : { repo, branch, path: decodePath(path) }
  for (const site of policy.sites) {
    const pagePath = pathBelow(site.url, page)
    const repository = policy.repositories[site.repository]
    if (pagePath !== null && repository !== undefined)
      return { repo: repository.repo, branch: null, path: site.path.replace('{page}', () => pagePath) }
  }
  return null
}

/** Keeps a `%` that does not encode a character, as browsers do. */
function decodePath(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** The path of a page below the address of its site; null: it is on another site, or it is the start page. */
function pathBelow(siteUrl: string, page: URL): string | null {
  const { host, pathname } = new URL(siteUrl)
  const folder = pathname.endsWith('/') ? pathname : `${pathname}/`
  const pagePath = page.pathname.slice(folder.length).replace(/\/$/, '')
  return page.host === host && page.pathname.startsWith(folder) && pagePath !== '' ? pagePath : null
}

type SourceFile = NonNullable<Policy['sources'][string]['file']>

function locationOfFile({ repositories }: Policy, { repository, branch, path }: SourceFile): FileLocation | null {
  const repo = repositories[repository]?.repo
  return repo === undefined ? null : { repo, branch: branch ?? null, path }
}

/** The folders that contain the charters of groups. A new page in one of them may be the charter of a new group. */
export function charterFolders(policy: Policy): readonly FileLocation[] {
  const folders = Object.values(policy.groups).flatMap(({ charter }) => {
    const location = charter === null ? null : locationOf(policy, charter)
    return location === null || !location.path.includes('/')
      ? []
      : [{ ...location, path: location.path.replace(/\/[^/]*$/, '') }]
  })
  return [...new Map(folders.map((folder) => [documentName(folder), folder])).values()]
}
