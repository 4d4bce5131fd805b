import type { Budget } from './budget.ts'
import { Refusal } from './refusal.ts'
import { checkSso } from './rights.ts'
import { searchPosts } from './search.ts'
import { connectionOfViews, type PageArguments } from './views/connection.ts'
import {
  viewOfCategory,
  viewOfIssueType,
  viewOfLabel,
  viewOfMilestone,
  viewOfProject,
  viewOfUser,
} from './views/names.ts'
import { viewOfPost } from './views/post.ts'
import { viewOfRepository } from './views/repository.ts'
import { type Node, type Post, repositoryNamed, type World } from './world.ts'

type Address = { readonly owner: string; readonly name: string; readonly followRenames?: boolean | null }
type Search = PageArguments & { readonly query: string; readonly type: string }

export function queriesOf(world: World, budget: Budget) {
  return {
    viewer: () => viewOfUser(world.viewer),
    rateLimit: () => ({ cost: 1, ...budget.state(), resetAt: budget.state().resetAt.toISOString() }),
    user: ({ login }: { readonly login: string }) => viewOfLogin(world, login),
    repositoryOwner: ({ login }: { readonly login: string }) => viewOfLogin(world, login),
    repository: ({ owner, name }: Address) => viewOfRepository(world, visibleRepository(world, `${owner}/${name}`)),
    node: ({ id }: { readonly id: string }) => viewOfNode(world, nodeWithId(world, id)),
    nodes: ({ ids }: { readonly ids: readonly string[] }) => ids.map((id) => viewOfNode(world, nodeWithId(world, id))),
    securityAdvisory: ({ ghsaId }: { readonly ghsaId: string }) => viewOfAdvisory(world, ghsaId),
    search: (args: Search) => viewOfSearch(world, args),
  }
}

function visibleRepository(world: World, nameWithOwner: string) {
  const repository = repositoryNamed(world, nameWithOwner)
  if (repository === undefined)
    throw new Refusal('NOT_FOUND', `Could not resolve to a Repository with the name '${nameWithOwner}'.`)
  checkSso(repository)
  return repository
}

/** GitHub answers null for an advisory that is not published. */
function viewOfAdvisory({ repositories }: World, ghsaId: string) {
  const advisories = repositories.flatMap(({ advisories }) => advisories)
  return advisories.find((advisory) => advisory.ghsaId === ghsaId && advisory.state === 'published') ?? null
}

function viewOfLogin(world: World, login: string) {
  const user = world.nodes.get(`U_${login}`)
  if (user?.type !== 'User' || login.endsWith('[bot]'))
    throw new Refusal('NOT_FOUND', `Could not resolve to a User with the login of '${login}'.`)
  const listed = world.replicaFor('listings')
  const posts = (type: Post['type']) => (page: PageArguments) =>
    connectionOfViews(
      listed.repositories
        .flatMap((repository) => repository.posts)
        .filter((post) => post.type === type && post.author.id === user.id)
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
      (post) => viewOfPost(world, post),
      page,
    )
  return {
    ...viewOfUser(user),
    issues: posts('Issue'),
    repositoryDiscussions: posts('Discussion'),
    repositories: (args: PageArguments & RepositoryFilter) => viewOfRepositories(world, user.login, args),
  }
}

type RepositoryFilter = { readonly privacy?: 'PUBLIC' | 'PRIVATE' | null; readonly isFork?: boolean | null }

function viewOfRepositories(
  world: World,
  login: string,
  { privacy, isFork, ...page }: PageArguments & RepositoryFilter,
) {
  const chosen = world.repositories.filter(
    ({ owner, isPrivate, parent }) =>
      owner.login === login &&
      (!privacy || (privacy === 'PRIVATE') === isPrivate) &&
      (typeof isFork !== 'boolean' || isFork === (parent !== null)),
  )
  return connectionOfViews(chosen, (repository) => viewOfRepository(world, repository), page)
}

function nodeWithId({ nodes }: World, id: string): Node {
  const node = nodes.get(id)
  if (node === undefined) throw new Refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  return node
}

function viewOfNode(world: World, node: Node) {
  switch (node.type) {
    case 'Repository':
      return viewOfRepository(world, node)
    case 'User':
      return viewOfUser(node)
    case 'Label':
      return viewOfLabel(node)
    case 'Milestone':
      return viewOfMilestone(node)
    case 'DiscussionCategory':
      return viewOfCategory(node)
    case 'IssueType':
      return viewOfIssueType(node)
    case 'ProjectV2':
      return viewOfProject(node)
    default:
      return viewOfPost(world, node)
  }
}

function viewOfSearch(world: World, { query, type, ...page }: Search) {
  const found = type === 'ISSUE' || type === 'DISCUSSION' ? searchPosts(world, query, type) : []
  const counts = {
    issueCount: 0,
    discussionCount: 0,
    [type === 'ISSUE' ? 'issueCount' : 'discussionCount']: found.length,
  }
  return { ...connectionOfViews(found, (post) => viewOfPost(world, post), page), ...counts }
}
