import { commitOf } from './git.ts'
import type { GitHubClock } from './github-clock.ts'
import type { Seed, SeedRepository } from './seed.ts'
import { addPost, type Issue, newId, type Post, type Repository, register, userNamed, type World } from './world.ts'

const FOUNDED = new Date('2024-11-25T00:00:00Z')

export function createWorld(seed: Pick<Seed, 'viewer' | 'lag' | 'repositories'>, clock: GitHubClock): World {
  const nodes: World['nodes'] = new Map()
  const world: World = {
    clock,
    nodes,
    viewer: userNamed({ nodes }, seed.viewer.login),
    scopes: seed.viewer.scopes,
    lag: { ...seed.lag },
    replicaFor: () => world,
    repositories: [],
    commits: new Map(),
  }
  const isFork = (name: string) => seed.repositories[name]?.parent !== undefined
  const parentsFirst = Object.keys(seed.repositories).sort((one, other) => Number(isFork(one)) - Number(isFork(other)))
  for (const name of parentsFirst) {
    const repository = seed.repositories[name]
    if (repository !== undefined) addRepository(world, name, repository, seed.viewer.mergedPullRequests[name] ?? 0)
  }
  return world
}

function addRepository(world: World, nameWithOwner: string, seed: SeedRepository, mergedCount: number): void {
  const [owner = '', name = ''] = nameWithOwner.split('/')
  const repository: Repository = register(world, {
    type: 'Repository',
    id: newId(world, 'R'),
    owner: userNamed(world, owner),
    name,
    nameWithOwner,
    formerly: seed.formerly,
    description: seed.description,
    parent: world.repositories.find((one) => one.nameWithOwner === seed.parent) ?? null,
    permission: seed.permission,
    isArchived: seed.archived,
    isPrivate: seed.private,
    watchers: seed.watchers,
    hasIssues: seed.issuesEnabled,
    hasDiscussions: seed.discussionsEnabled,
    needsSso: seed.sso,
    isBlocked: seed.blocked,
    privateReporting: seed.privateReporting,
    droppedLabels: seed.droppedLabels,
    advisoryAccess: seed.advisoryAccess,
    pullRequestsFrom: seed.pullRequestsFrom,
    defaultBranch: seed.defaultBranch,
    visibleFrom: FOUNDED,
    ...createNamedNodes(world, seed),
    branches: new Map(),
    replacedHeads: new Map(),
    posts: [],
    postsByNumber: new Map(),
    transferred: new Map(),
    lastNumber: 0,
    advisories: seed.advisories.map(({ createdAt, ...advisory }, index) => ({
      ...advisory,
      ghsaId: advisory.ghsaId ?? `GHSA-seed-seed-${String(index + 1).padStart(4, '0')}`,
      details: {},
      createdAt: new Date(createdAt),
    })),
  })
  world.repositories.push(repository)
  addBranch(world, repository, seed.defaultBranch, owner, seed.files)
  addPosts(world, repository, seed, mergedCount)
}

function createNamedNodes(
  world: World,
  { labels, milestones, assignees, categories, projects, issueTypes }: SeedRepository,
) {
  return {
    labels: labels.map((name) => register(world, { type: 'Label', id: newId(world, 'LA'), name })),
    milestones: milestones.map((title, index) =>
      register(world, { type: 'Milestone', id: newId(world, 'MI'), number: index + 1, title }),
    ),
    projects: projects.map((title) =>
      register(world, { type: 'ProjectV2', id: newId(world, 'PVT'), title, items: new Set<Post>() }),
    ),
    issueTypes: issueTypes.map(({ name, isEnabled }) =>
      register(world, { type: 'IssueType', id: newId(world, 'IT'), name, isEnabled }),
    ),
    assignees: assignees.map((login) => userNamed(world, login)),
    categories: categories.map((category) =>
      register(world, {
        type: 'DiscussionCategory',
        id: newId(world, 'DIC'),
        name: category.name,
        slug: 'slug' in category && category.slug !== undefined ? category.slug : slugOf(category.name),
        isAnswerable: category.isAnswerable,
      }),
    ),
  }
}

const slugOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

function addBranch(
  world: World,
  repository: Repository,
  branch: string,
  author: string,
  addedFiles: Readonly<Record<string, string>>,
  message = `The files of ${branch}`,
): void {
  const parent = repository.branches.get(repository.defaultBranch) ?? null
  const files = new Map([...(world.commits.get(parent ?? '')?.files ?? []), ...Object.entries(addedFiles)])
  const commit = commitOf({ message, parent, author, committedAt: FOUNDED, files })
  world.commits.set(commit.oid, commit)
  repository.branches.set(branch, commit.oid)
}

function addPosts(world: World, repository: Repository, seed: SeedRepository, mergedCount: number): void {
  const add = (post: Post) => addPost(world, post)
  for (const issue of seed.issues)
    add({
      ...commonFields(world, repository, issue, 'I'),
      type: 'Issue',
      assignees: [],
      milestone: null,
      issueType: repository.issueTypes.find(({ name }) => name === issue.type) ?? null,
      parent: parentOf(repository, issue.parent),
      stateReason: issue.closed ? 'COMPLETED' : null,
    })
  for (const discussion of seed.discussions) {
    const category = repository.categories.find(({ name }) => name === discussion.category) ?? repository.categories[0]
    if (category === undefined) throw new Error(`${repository.nameWithOwner}: a discussion needs a category`)
    const stateReason = discussion.closed ? 'RESOLVED' : null
    add({ ...commonFields(world, repository, discussion, 'D'), type: 'Discussion', category, stateReason })
  }
  const mergedOfViewer = Array.from({ length: mergedCount }, (_, index) => mergedPullRequest(world, index + 1))
  for (const pullRequest of [...seed.pullRequests, ...mergedOfViewer]) {
    const fields = { ...commonFields(world, repository, pullRequest, 'PR'), ...updateTime(pullRequest) }
    const headRefName = pullRequest.head ?? `patch-${fields.number}`
    addBranch(world, repository, headRefName, fields.author.login, pullRequest.files, pullRequest.message)
    add({
      ...fields,
      type: 'PullRequest',
      isDraft: pullRequest.draft,
      merged: pullRequest.merged,
      closed: pullRequest.closed || pullRequest.merged,
      baseRefName: repository.defaultBranch,
      headRefName,
      headRepository: repository,
    })
  }
}

function parentOf({ nameWithOwner, postsByNumber }: Repository, number: number | undefined): Issue | null {
  if (number === undefined) return null
  const parent = postsByNumber.get(number)
  if (parent?.type !== 'Issue') throw new Error(`${nameWithOwner}: issue ${number} must come before its sub-issues`)
  return parent
}

function updateTime({ updatedAt }: SeedRepository['pullRequests'][number]) {
  return updatedAt === undefined ? {} : { updatedAt: new Date(updatedAt) }
}

type SeedPost = SeedRepository['issues'][number]

function commonFields(world: World, repository: Repository, seed: SeedPost, prefix: string) {
  const createdAt = new Date(seed.createdAt)
  return {
    id: newId(world, prefix),
    repository,
    number: seed.number ?? repository.lastNumber + 1,
    title: seed.title,
    body: seed.body,
    author: userNamed(world, seed.author ?? 'somebody'),
    createdAt,
    updatedAt: createdAt,
    closed: seed.closed,
    labels: repository.labels.filter(({ name }) => seed.labels.includes(name)),
  }
}

function mergedPullRequest({ viewer }: World, number: number): SeedRepository['pullRequests'][number] {
  return {
    title: `Merged work ${number}`,
    body: '',
    author: viewer.login,
    labels: [],
    createdAt: FOUNDED.toISOString(),
    closed: true,
    merged: true,
    draft: false,
    files: {},
  }
}
