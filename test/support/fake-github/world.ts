import type { Lag } from './conditions.ts'
import type { Commit } from './git.ts'
import type { GitHubClock } from './github-clock.ts'
import { Refusal, Unsupported } from './refusal.ts'
import type { PERMISSIONS } from './seed.ts'

export type Permission = (typeof PERMISSIONS)[number]
export type Label = { readonly type: 'Label'; readonly id: string; readonly name: string }
export type Milestone = {
  readonly type: 'Milestone'
  readonly id: string
  readonly number: number
  readonly title: string
}
export type IssueType = {
  readonly type: 'IssueType'
  readonly id: string
  readonly name: string
  readonly isEnabled: boolean
}
export type User = { readonly type: 'User'; readonly id: string; readonly login: string }
export type Category = {
  readonly type: 'DiscussionCategory'
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly isAnswerable: boolean
}

type PostFields = {
  readonly id: string
  readonly repository: Repository
  readonly number: number
  title: string
  body: string
  readonly author: User
  readonly createdAt: Date
  updatedAt: Date
  closed: boolean
  labels: readonly Label[]
}
export type Issue = PostFields & {
  readonly type: 'Issue'
  readonly assignees: readonly User[]
  readonly milestone: Milestone | null
  issueType: IssueType | null
  parent: Issue | null
  stateReason: 'COMPLETED' | 'NOT_PLANNED' | 'DUPLICATE' | null
}
export type Discussion = PostFields & {
  readonly type: 'Discussion'
  readonly category: Category
  stateReason: 'RESOLVED' | 'OUTDATED' | 'DUPLICATE' | null
}
export type PullRequest = PostFields & {
  readonly type: 'PullRequest'
  readonly isDraft: boolean
  merged: boolean
  readonly baseRefName: string
  readonly headRefName: string
  readonly headRepository: Repository
}
export type Post = Issue | Discussion | PullRequest

export type Advisory = {
  readonly ghsaId: string
  readonly summary: string
  readonly description: string
  /** The other fields of the report, such as its severity. */
  readonly details: object
  readonly author: string
  readonly state: 'triage' | 'draft' | 'published' | 'closed'
  readonly createdAt: Date
}

export type Repository = {
  readonly type: 'Repository'
  readonly id: string
  owner: User
  name: string
  nameWithOwner: string
  formerly: readonly string[]
  readonly description: string
  readonly parent: Repository | null
  permission: Permission
  isArchived: boolean
  isPrivate: boolean
  readonly watchers: number
  hasIssues: boolean
  hasDiscussions: boolean
  readonly needsSso: boolean
  isBlocked: boolean
  privateReporting: boolean
  /** Labels that GitHub drops from every post. */
  droppedLabels: readonly string[]
  advisoryAccess: 'own' | 'published' | 'forbidden' | 'not-found'
  pullRequestsFrom: 'anyone' | 'collaborators'
  readonly defaultBranch: string
  /** A new fork exists at once but becomes visible later, by the clock of this machine. */
  readonly visibleFrom: Date
  readonly labels: Label[]
  readonly milestones: readonly Milestone[]
  readonly assignees: readonly User[]
  readonly categories: readonly Category[]
  readonly projects: readonly Project[]
  readonly issueTypes: readonly IssueType[]
  /** The id of the head commit of each branch. */
  readonly branches: Map<string, string>
  /** The ids of the head commits of each branch that a force push replaced, oldest first. */
  readonly replacedHeads: Map<string, readonly string[]>
  readonly posts: Post[]
  readonly postsByNumber: Map<number, Post>
  /** By their former numbers: issues that were transferred to another repository. */
  readonly transferred: Map<number, Issue>
  lastNumber: number
  readonly advisories: Advisory[]
}
export type Project = {
  readonly type: 'ProjectV2'
  readonly id: string
  readonly title: string
  readonly items: Set<Post>
}
export type Node = Repository | Post | Label | Milestone | IssueType | User | Category | Project

/** How data is read: in a listing, or by its name, number or id. */
export type ReadKind = 'listings' | 'lookups'

/** The state of the fake GitHub or of one of its replicas. */
export type World = {
  readonly clock: GitHubClock
  viewer: User
  readonly scopes: readonly string[] | null
  readonly lag: Lag
  /** The replica from which this request reads data of this kind. */
  readonly replicaFor: (kind: ReadKind) => World
  readonly repositories: Repository[]
  readonly commits: Map<string, Commit>
  readonly nodes: Map<string, Node>
}

export function newId(world: Pick<World, 'nodes'>, prefix: string): string {
  return `${prefix}_${String(world.nodes.size + 1).padStart(6, '0')}`
}

export function register<T extends Node>(world: Pick<World, 'nodes'>, node: T): T {
  world.nodes.set(node.id, node)
  return node
}

export function userNamed(world: Pick<World, 'nodes'>, login: string): User {
  const id = `U_${login}`
  const existing = world.nodes.get(id)
  return existing?.type === 'User' ? existing : register(world, { type: 'User', id, login })
}

export function addPost<P extends Post>(world: Pick<World, 'nodes'>, post: P): P {
  post.repository.posts.push(post)
  post.repository.postsByNumber.set(post.number, post)
  post.repository.lastNumber = Math.max(post.repository.lastNumber, post.number)
  return register(world, post)
}

/** Finds a repository as GitHub does: ignoring case, and by a former name too. */
export function repositoryNamed({ repositories, clock }: World, nameWithOwner: string): Repository | undefined {
  const wanted = nameWithOwner.toLowerCase()
  const isWanted = (name: string) => name.toLowerCase() === wanted
  const visible = repositories.filter(({ visibleFrom }) => visibleFrom <= clock.local.now())
  return (
    visible.find((repository) => isWanted(repository.nameWithOwner)) ??
    visible.find(({ formerly }) => formerly.some(isWanted))
  )
}

export function subIssuesOf({ repositories }: Pick<World, 'repositories'>, id: string): readonly Issue[] {
  return repositories
    .flatMap(({ posts }) => posts)
    .filter((post): post is Issue => post.type === 'Issue' && post.parent?.id === id)
}

/** The node with this id and type. */
export function nodeOf<T extends Node['type']>(world: World, type: T, id: string): Extract<Node, { type: T }> {
  const node = world.nodes.get(id)
  if (node === undefined || !hasType(node, type))
    throw new Refusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
  return node
}

function hasType<T extends Node['type']>(node: Node, type: T): node is Extract<Node, { type: T }> {
  return node.type === type
}

export function commitAt(world: World, repository: Repository, branch: string): Commit {
  const commit = world.commits.get(repository.branches.get(branch) ?? '')
  if (commit === undefined) throw new Unsupported(`${repository.nameWithOwner} has no branch ${branch}`)
  return commit
}
