import { Refusal } from '../refusal.ts'
import type { Post, Repository, World } from '../world.ts'
import { connection, connectionOfViews, type PageArguments } from './connection.ts'
import { viewOfExpression, viewOfRef } from './git-object.ts'
import { markdownTemplates } from './issue-templates.ts'
import { viewOfCategory, viewOfIssueType, viewOfLabel, viewOfMilestone, viewOfProject, viewOfUser } from './names.ts'
import { viewOfOwnFields } from './own-fields.ts'
import { viewOfPost } from './post.ts'

type Order = { readonly field: string; readonly direction: string }
type PostArguments = PageArguments & {
  readonly states?: readonly string[] | null
  readonly labels?: readonly string[] | null
  readonly filterBy?: { readonly createdBy?: string | null; readonly labels?: readonly string[] | null } | null
  readonly headRefName?: string | null
  readonly orderBy?: Order | null
}

type RefArguments = PageArguments & { readonly refPrefix: string; readonly query?: string | null }

type ForkArguments = PageArguments & {
  readonly affiliations?: readonly string[] | null
  readonly ownerAffiliations?: readonly string[] | null
}

export function viewOfRepository(world: World, repository: Repository): Readonly<Record<string, unknown>> {
  return {
    ...viewOfOwnFields(repository),
    ...viewOfNamedNodes(world, repository),
    ...viewOfContents(world, repository),
  }
}

/** A repository as the replica for listings shows it. */
function asListed(world: World, repository: Repository): Repository {
  const listed = world.replicaFor('listings').nodes.get(repository.id)
  return listed?.type === 'Repository' ? listed : { ...repository, posts: [], labels: [], branches: new Map() }
}

function viewOfNamedNodes(world: World, repository: Repository) {
  const { labels, milestones, assignees, categories, projects, issueTypes } = repository
  return {
    labels: (page: PageArguments) => connection(asListed(world, repository).labels.map(viewOfLabel), page),
    label: ({ name }: { readonly name: string }) =>
      labels.filter((label) => label.name === name).map(viewOfLabel)[0] ?? null,
    milestones: (page: PageArguments) => connection(milestones.map(viewOfMilestone), page),
    assignableUsers: (page: PageArguments) => connection(assignees.map(viewOfUser), page),
    discussionCategories: (page: PageArguments) => connection(categories.map(viewOfCategory), page),
    projects: (page: PageArguments) => connection([], page),
    projectsV2: (page: PageArguments) => connection(projects.map(viewOfProject), page),
    issueTypes: (page: PageArguments) => connection(issueTypes.map(viewOfIssueType), page),
    issueType: ({ name }: { readonly name: string }) =>
      issueTypes.filter((type) => type.name.toLowerCase() === name.toLowerCase()).map(viewOfIssueType)[0] ?? null,
  }
}

function viewOfContents(world: World, repository: Repository) {
  const posts = (type: Post['type']) => (args: PostArguments) =>
    connectionOfViews(select(asListed(world, repository), type, args), (post) => viewOfPost(world, post), args)
  const postWithNumber =
    (types: readonly Post['type'][]) =>
    ({ number }: { readonly number: number }) =>
      viewOfPost(world, postNumbered(repository, types, number))
  const ref = ({ qualifiedName }: { readonly qualifiedName: string }) =>
    viewOfRef(world, repository, qualifiedName.replace(/^refs\/heads\//, ''))
  return {
    object: ({ expression, oid }: { readonly expression?: string | null; readonly oid?: string | null }) =>
      viewOfExpression(world, repository, expression ?? oid ?? ''),
    issueTemplates: () => markdownTemplates(world, repository),
    defaultBranchRef: () => viewOfRef(world, repository, repository.defaultBranch),
    ref,
    refs: (args: RefArguments) => viewOfRefs(world, asListed(world, repository), args),
    forks: (args: ForkArguments) => viewOfForks(world.replicaFor('listings'), repository, args),
    issues: posts('Issue'),
    discussions: posts('Discussion'),
    pullRequests: posts('PullRequest'),
    issue: postWithNumber(['Issue']),
    discussion: postWithNumber(['Discussion']),
    pullRequest: postWithNumber(['PullRequest']),
    issueOrPullRequest: postWithNumber(['Issue', 'PullRequest']),
  }
}

/** Finds forks by their parent, because the name of a fork may differ from that of its parent. */
function viewOfForks(world: World, { id }: Repository, { affiliations, ownerAffiliations, ...page }: ForkArguments) {
  const ownOnly = [...(affiliations ?? []), ...(ownerAffiliations ?? [])].includes('OWNER')
  const forks = world.repositories.filter(
    ({ parent, owner, visibleFrom }) =>
      parent?.id === id && (!ownOnly || owner.id === world.viewer.id) && visibleFrom <= world.clock.local.now(),
  )
  return connectionOfViews(forks, (fork) => viewOfRepository(world, fork), page)
}

function viewOfRefs(world: World, repository: Repository, { refPrefix, query, ...page }: RefArguments) {
  const branches = refPrefix === 'refs/heads/' ? [...repository.branches.keys()] : []
  const chosen = branches.filter((branch) => branch.includes(query ?? '')).sort()
  const view = (branch: string) => ({
    ...viewOfRef(world, repository, branch),
    associatedPullRequests: (page: PageArguments) =>
      connectionOfViews(pullRequestsFrom(world, repository, branch), (pull) => viewOfPost(world, pull), page),
  })
  return connectionOfViews(chosen, view, page)
}

function pullRequestsFrom(world: World, { id }: Repository, branch: string): readonly Post[] {
  const posts = world.repositories.flatMap(({ posts }) => posts)
  return posts.filter(
    (post) => post.type === 'PullRequest' && post.headRepository.id === id && post.headRefName === branch,
  )
}

function postNumbered(repository: Repository, types: readonly Post['type'][], number: number): Post {
  const post = repository.postsByNumber.get(number)
  if (post === undefined || !isEnabled(repository, post.type) || !types.includes(post.type))
    throw new Refusal('NOT_FOUND', `Could not resolve to ${types.join(' or ')} with the number of ${number}.`)
  return post
}

/** While issues or discussions are disabled, GitHub hides the existing ones. */
function isEnabled({ hasIssues, hasDiscussions }: Repository, type: Post['type']): boolean {
  return (type !== 'Issue' || hasIssues) && (type !== 'Discussion' || hasDiscussions)
}

function select(repository: Repository, type: Post['type'], args: PostArguments): readonly Post[] {
  const labels = args.labels ?? args.filterBy?.labels ?? []
  const createdBy = args.filterBy?.createdBy
  if (!isEnabled(repository, type)) return []
  const chosen = repository.posts.filter(
    (post) =>
      post.type === type &&
      isInState(post, args.states ?? []) &&
      labels.every((label) => post.labels.some(({ name }) => name === label)) &&
      (!createdBy || post.author.login === createdBy) &&
      (!args.headRefName || (post.type === 'PullRequest' && post.headRefName === args.headRefName)),
  )
  return inOrder(chosen, args.orderBy ?? { field: 'CREATED_AT', direction: 'ASC' })
}

function isInState(post: Post, states: readonly string[]): boolean {
  const state = post.type === 'PullRequest' && post.merged ? 'MERGED' : post.closed ? 'CLOSED' : 'OPEN'
  return states.length === 0 || states.includes(state)
}

function inOrder(posts: readonly Post[], { field, direction }: Order): readonly Post[] {
  const key = (post: Post) => (field === 'UPDATED_AT' ? post.updatedAt : post.createdAt).getTime()
  const ascending = [...posts].sort((one, other) => key(one) - key(other) || one.number - other.number)
  return direction === 'DESC' ? ascending.reverse() : ascending
}
