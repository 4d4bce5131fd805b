import { parseRepoName } from '../text/github-names.ts'
import type { Client, Query } from './client.ts'
import { GitHubFailure } from './failure.ts'
import { textIn } from './files.ts'
import { OwnerRepositories, type OwnerRepositoriesQuery } from './operations.ts'
import type { Shape } from './response.ts'
import { withoutNulls } from './target.ts'

/**
 * A repository in its owner's list: `templates` are the names in its folder of issue templates, and `chooser` is the text of the
 * `config.yml` or `config.yaml` there.
 */
type ListedRepository = {
  readonly repo: string
  readonly isArchived: boolean
  readonly hasIssues: boolean
  readonly hasDiscussions: boolean
  readonly templates: readonly string[]
  readonly chooser: string | null
}

/** Files and folders of one repository. Each has a `name`, by which the result identifies it. */
type SourceRequest = {
  readonly repo: string
  readonly objects: readonly { readonly name: string; readonly expression: string }[]
}
type SourceObject = { readonly text: string } | { readonly entries: readonly string[] } | null

type PolicySources = {
  readonly ownerRepositories: readonly ListedRepository[]
  /** The current name of each repository, because GitHub redirects a renamed one; null: it does not exist, or is private. */
  readonly names: ReadonlyMap<string, string | null>
  readonly objects: ReadonlyMap<string, SourceObject>
}

/**
 * Reads everything that a policy rests on. Sends one query for the repositories of each owner, and one for files and folders. Sends
 * more only if an owner has more than a hundred repositories, or the requests name more than a hundred files and folders.
 */
export async function readPolicySources(
  client: Client,
  owners: readonly string[],
  requests: readonly SourceRequest[],
): Promise<PolicySources> {
  const lists = await Promise.all(owners.map((owner) => readRepositories(client, owner)))
  const names = new Map<string, string | null>()
  const objects = new Map<string, SourceObject>()
  for (const batch of batchesOf(requests)) await readBatch(client, batch, names, objects)
  return { ownerRepositories: lists.flat(), names, objects }
}

type Repositories = NonNullable<OwnerRepositoriesQuery['repositoryOwner']>['repositories']

/** Ends the loop even if GitHub never stops naming a next page. */
const MAX_PAGES = 10

async function readRepositories(client: Client, owner: string): Promise<readonly ListedRepository[]> {
  const listed: ListedRepository[] = []
  let after: string | null = null
  for (let page = 0; page < MAX_PAGES; page++) {
    const { repositories }: { repositories: Repositories } = await readPage(client, owner, after)
    for (const repository of withoutNulls(repositories.nodes)) listed.push(listedRepository(repository))
    if (!repositories.pageInfo.hasNextPage) break
    after = repositories.pageInfo.endCursor
  }
  return listed
}

async function readPage(client: Client, owner: string, after: string | null) {
  const { repositoryOwner } = await client.read(OwnerRepositories, { owner, after }, owner)
  if (repositoryOwner === null) throw new GitHubFailure({ kind: 'not-found', about: owner })
  return repositoryOwner
}

type Repository = NonNullable<NonNullable<Repositories['nodes']>[number]>

function listedRepository({ nameWithOwner, templates, chooser, chooser2, ...settings }: Repository): ListedRepository {
  return {
    repo: nameWithOwner,
    isArchived: settings.isArchived,
    hasIssues: settings.hasIssuesEnabled,
    hasDiscussions: settings.hasDiscussionsEnabled,
    templates: entriesIn(templates) ?? [],
    chooser: textIn(chooser) ?? textIn(chooser2),
  }
}

function entriesIn(object: object | null): readonly string[] | null {
  if (object === null || !('entries' in object) || !Array.isArray(object.entries)) return null
  return object.entries.map(({ name }: { readonly name: string }) => name)
}

/** A hundred files have less than two megabytes, which GitHub can return in time. */
const OBJECTS_PER_QUERY = 100

/** Groups the requests into queries of limited size. A request is never split: one with too many objects gets a larger query. */
function batchesOf(requests: readonly SourceRequest[]): readonly (readonly SourceRequest[])[] {
  const batches: SourceRequest[][] = []
  let size = 0
  for (const request of requests) {
    const { length } = request.objects
    const batch = batches.at(-1)
    if (batch === undefined || size + length > OBJECTS_PER_QUERY) {
      batches.push([request])
      size = length
    } else {
      batch.push(request)
      size += length
    }
  }
  return batches
}

async function readBatch(
  client: Client,
  requests: readonly SourceRequest[],
  names: Map<string, string | null>,
  objects: Map<string, SourceObject>,
): Promise<void> {
  const aliases = requests.map((_, repoIndex) => `repository${repoIndex}`)
  const data = await client.read(sourcesOperation(requests), variablesOf(requests), 'the sources', aliases)
  for (const [repoIndex, request] of requests.entries()) {
    const repository = data[`repository${repoIndex}`] ?? null
    names.set(request.repo, repository === null ? null : repository.nameWithOwner)
    for (const [index, { name }] of request.objects.entries())
      objects.set(name, objectOf(repository?.[`object${index}`] ?? null, name))
  }
}

/** @throws GitHubFailure (`partial`) for a file that GitHub truncates, because half a page must not be compared. */
function objectOf(object: object | string | null, name: string): SourceObject {
  if (object === null || typeof object === 'string') return null
  const entries = entriesIn(object)
  if (entries !== null) return { entries }
  const text = textIn(object)
  if (text === null && 'isTruncated' in object && object.isTruncated === true)
    throw new GitHubFailure({ kind: 'partial', about: name })
  return text === null ? null : { text }
}

type SourceFields = { readonly nameWithOwner: string } & Readonly<Record<string, object | string | null>>
type SourcesQuery = Query<Readonly<Record<string, SourceFields | null>>, Readonly<Record<string, string>>>

function variablesOf(requests: readonly SourceRequest[]): Readonly<Record<string, string>> {
  const pairs = requests.flatMap(({ repo, objects }, repoIndex) => {
    const { owner, name } = parseRepoName(repo)
    const expressions = objects.map(({ expression }, index) => [`expression${repoIndex}x${index}`, expression] as const)
    return [[`owner${repoIndex}`, owner] as const, [`name${repoIndex}`, name] as const, ...expressions]
  })
  return Object.fromEntries(pairs)
}

/** Builds a query, because the numbers of repositories and files are known only at run time. */
function sourcesOperation(requests: readonly SourceRequest[]): SourcesQuery {
  const variables = Object.keys(variablesOf(requests)).map((name) => `$${name}: String!`)
  const fields = requests.map(({ objects }, repoIndex) => {
    const objectFields = objects.map(
      (_, index) => `    object${index}: object(expression: $expression${repoIndex}x${index}) { ...Source }`,
    )
    return [
      `  repository${repoIndex}: repository(owner: $owner${repoIndex}, name: $name${repoIndex}) {`,
      '    nameWithOwner',
      ...objectFields,
      '  }',
    ].join('\n')
  })
  // GitHub refuses a fragment that no field uses.
  const fragments = requests.some(({ objects }) => objects.length > 0) ? [SOURCE_FRAGMENT] : []
  const text = [`query PolicySources(${variables.join(', ')}) {`, ...fields, '}', ...fragments].join('\n')
  return { kind: 'query', name: 'PolicySources', text, shape: shapeOf(requests) }
}

const SOURCE_FRAGMENT = `fragment Source on GitObject {
  ... on Blob { text isTruncated }
  ... on Tree { entries { name } }
}`

const OBJECT: Shape = {
  nullable: {
    fields: {
      text: { optional: { nullable: 'string' } },
      isTruncated: { optional: 'boolean' },
      entries: { optional: { nullable: { list: { fields: { name: 'string' } } } } },
    },
  },
}

function shapeOf(requests: readonly SourceRequest[]): Shape {
  const repositories = requests.map(({ objects }, repoIndex) => {
    const fields = Object.fromEntries(objects.map((_, index) => [`object${index}`, OBJECT] as const))
    return [`repository${repoIndex}`, { nullable: { fields: { nameWithOwner: 'string', ...fields } } }] as const
  })
  return { fields: Object.fromEntries(repositories) }
}
