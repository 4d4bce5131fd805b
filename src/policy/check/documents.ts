import { pageOf } from '../../text/address.ts'
import type { Policy } from '../schema.ts'
import { type Dependent, sourceRefs } from '../source-refs.ts'

/** Where a file is on GitHub. `branch` null: the default branch. */
export type Place = { readonly repo: string; readonly branch: string | null; readonly path: string }

/** A section of a file, or the whole file, on which parts of the policy rest. */
export type CitedSection = {
  /** The address of the page, with the section. */
  readonly url: string
  readonly section: string | null
  readonly dependents: readonly Dependent[]
}
export type Document = Place & { readonly name: string; readonly sections: readonly CitedSection[] }

/** How the record of a policy (`record.ts`) names a file. */
export function nameOf({ repo, branch, path }: Place): string {
  return `${repo}:${branch === null ? '' : `${branch}:`}${path}`
}

/**
 * Every file on GitHub that the policy cites, with the sections that it cites. Leaves out sources that are not files, such as
 * the comment of a maintainer, and files at a fixed commit, which cannot change.
 */
export function documentsOf(policy: Policy): readonly Document[] {
  const documents = new Map<string, { place: Place; sections: Map<string, CitedSection> }>()
  for (const { place, url, section, dependent } of citations(policy)) {
    const name = nameOf(place)
    const document = documents.get(name) ?? { place, sections: new Map<string, CitedSection>() }
    const dependents = document.sections.get(section ?? '')?.dependents ?? []
    document.sections.set(section ?? '', { url, section, dependents: withDependent(dependents, dependent) })
    documents.set(name, document)
  }
  return [...documents].map(([name, { place, sections }]) => ({ ...place, name, sections: [...sections.values()] }))
}

function withDependent(dependents: readonly Dependent[], added: Dependent): readonly Dependent[] {
  return dependents.some(({ kind, id }) => kind === added.kind && id === added.id) ? dependents : [...dependents, added]
}

type Citation = {
  readonly place: Place
  readonly url: string
  readonly section: string | null
  readonly dependent: Dependent
}

function* citations(policy: Policy): Generator<Citation> {
  for (const { ref, dependent } of sourceRefs(policy)) {
    const [key = '', anchor] = ref.split('#')
    const section = anchor ?? null
    const source = policy.sources[key]
    if (source === undefined || source.file === null) continue
    const place = source.file === undefined ? placeOf(policy, source.url) : placeOfFile(policy, source.file)
    const url = section === null ? source.url : `${source.url}#${section}`
    if (place !== null) yield { place, url, section, dependent }
  }
  for (const [url, dependent] of directCitations(policy)) {
    const place = placeOf(policy, url)
    if (place !== null) yield { place, url, section: null, dependent }
  }
}

/** The pages that repositories and groups cite by their address, not by a key of `sources`. */
function* directCitations(policy: Policy): Generator<readonly [url: string, dependent: Dependent]> {
  for (const [id, { sources }] of Object.entries(policy.repositories))
    for (const url of sources) yield [url, { kind: 'repository', id }]
  for (const [id, { charter }] of Object.entries(policy.groups))
    if (charter !== null) yield [charter, { kind: 'group', id }]
}

const BLOB = /^\/([\w.-]+\/[\w.-]+)\/blob\/([^/]+)\/(.+)$/
const COMMIT = /^[0-9a-f]{40}$/

/** The file that an address shows: a file on GitHub, or the source of a page on one of the sites of the policy. */
export function placeOf(policy: Pick<Policy, 'sites' | 'repositories'>, url: string): Place | null {
  const page = pageOf(url)
  if (page === null) return null
  const [, repo, branch, path] = page.host === 'github.com' ? (BLOB.exec(page.pathname) ?? []) : []
  if (repo !== undefined && branch !== undefined && path !== undefined)
    return COMMIT.test(branch) ? null : { repo, branch, path: decodeURI(path) }
  for (const site of policy.sites) {
    const inside = pathBelow(site.url, page)
    const home = policy.repositories[site.repository]
    if (inside !== null && home !== undefined)
      return { repo: home.repo, branch: null, path: site.path.replace('{page}', () => inside) }
  }
  return null
}

/** The path of a page below the address of its site; null: it is on another site, or it is the start page. */
function pathBelow(site: string, page: URL): string | null {
  const { host, pathname } = new URL(site)
  const folder = pathname.endsWith('/') ? pathname : `${pathname}/`
  const inside = page.pathname.slice(folder.length).replace(/\/$/, '')
  return page.host === host && page.pathname.startsWith(folder) && inside !== '' ? inside : null
}

type SourceFile = NonNullable<Policy['sources'][string]['file']>

function placeOfFile({ repositories }: Policy, { repository, branch, path }: SourceFile): Place | null {
  const repo = repositories[repository]?.repo
  return repo === undefined ? null : { repo, branch: branch ?? null, path }
}

/** The folders that contain the charters of groups. A new page in one of them may be a new group. */
export function charterFolders(policy: Policy): readonly Place[] {
  const folders = Object.values(policy.groups).flatMap(({ charter }) => {
    const place = charter === null ? null : placeOf(policy, charter)
    return place === null || !place.path.includes('/') ? [] : [{ ...place, path: place.path.replace(/\/[^/]*$/, '') }]
  })
  return [...new Map(folders.map((folder) => [nameOf(folder), folder])).values()]
}
