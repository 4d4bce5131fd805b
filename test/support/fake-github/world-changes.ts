import * as z from 'zod'
import { commitOf } from './git.ts'
import { PERMISSIONS, repositoryName } from './seed.ts'
import {
  addPost,
  commitAt,
  type Issue,
  newId,
  type Repository,
  register,
  repositoryNamed,
  userNamed,
  type World,
} from './world.ts'

const settings = z.strictObject({
  issuesEnabled: z.boolean().optional(),
  discussionsEnabled: z.boolean().optional(),
  archived: z.boolean().optional(),
  private: z.boolean().optional(),
  blocked: z.boolean().optional(),
  privateReporting: z.boolean().optional(),
  /** The labels that the repository has from now on. The ids of all others become invalid. */
  labels: z.array(z.string().min(1)).optional(),
  droppedLabels: z.array(z.string().min(1)).optional(),
  permission: z.enum(PERMISSIONS).optional(),
  pullRequestsFrom: z.enum(['anyone', 'collaborators']).optional(),
})

const changeSchema = z.discriminatedUnion('change', [
  /** The old name redirects to the repository until another repository takes it. */
  z.strictObject({ change: z.literal('rename'), repository: repositoryName, to: repositoryName }),
  z.strictObject({ change: z.literal('settings'), repository: repositoryName, set: settings }),
  z.strictObject({
    change: z.literal('transfer'),
    repository: repositoryName,
    to: repositoryName,
    number: z.int().positive(),
  }),
  /** Another user pushes a commit; null removes a file. */
  z.strictObject({
    change: z.literal('push'),
    repository: repositoryName,
    branch: z.string().min(1),
    author: z.string().min(1),
    message: z.string().min(1),
    files: z.record(z.string(), z.string().nullable()),
    /** Replaces all commits since the default branch. */
    force: z.literal(true).optional(),
  }),
  /** Another user resets a branch to the head of the default branch. */
  z.strictObject({ change: z.literal('reset'), repository: repositoryName, branch: z.string().min(1) }),
  /** Another user changes the title of an issue, discussion or pull request, or closes, reopens or merges it. */
  z.strictObject({
    change: z.literal('edit'),
    repository: repositoryName,
    number: z.int().positive(),
    set: z.strictObject({
      title: z.string().optional(),
      closed: z.boolean().optional(),
      merged: z.literal(true).optional(),
    }),
  }),
  /** Another user opens a draft pull request from a branch of any repository. */
  z.strictObject({
    change: z.literal('open-pull-request'),
    repository: repositoryName,
    author: z.string().min(1),
    title: z.string().min(1),
    head: z.strictObject({ repository: repositoryName, branch: z.string().min(1) }),
  }),
  /** Another account signs in. */
  z.strictObject({ change: z.literal('viewer'), login: z.string().min(1) }),
])
export type WorldChange = z.input<typeof changeSchema>

/** Applies changes that happen between two of our requests: others change something, or another account signs in. */
export function changeWorld(world: World, changes: unknown): void {
  for (const change of z.array(changeSchema).parse(changes)) {
    switch (change.change) {
      case 'rename':
        rename(world, findRepository(world, change.repository), change.to)
        break
      case 'settings':
        applySettings(world, findRepository(world, change.repository), change.set)
        break
      case 'transfer':
        transfer(
          world,
          issueAt(findRepository(world, change.repository), change.number),
          findRepository(world, change.to),
        )
        break
      case 'push':
        push(world, findRepository(world, change.repository), change)
        break
      case 'reset':
        reset(world, findRepository(world, change.repository), change.branch)
        break
      case 'edit':
        edit(findRepository(world, change.repository), change)
        break
      case 'open-pull-request':
        openPullRequest(world, findRepository(world, change.repository), change)
        break
      case 'viewer':
        world.viewer = userNamed(world, change.login)
        break
    }
  }
}

function findRepository(world: World, nameWithOwner: string): Repository {
  const repository = repositoryNamed(world, nameWithOwner)
  if (repository === undefined) throw new Error(`there is no repository ${nameWithOwner}`)
  return repository
}

function rename(world: World, repository: Repository, to: string): void {
  const [owner = '', name = ''] = to.split('/')
  repository.formerly = [...repository.formerly, repository.nameWithOwner]
  repository.owner = userNamed(world, owner)
  repository.name = name
  repository.nameWithOwner = to
}

function applySettings(world: World, repository: Repository, change: z.output<typeof settings>): void {
  repository.hasIssues = change.issuesEnabled ?? repository.hasIssues
  repository.hasDiscussions = change.discussionsEnabled ?? repository.hasDiscussions
  repository.isArchived = change.archived ?? repository.isArchived
  repository.isPrivate = change.private ?? repository.isPrivate
  repository.isBlocked = change.blocked ?? repository.isBlocked
  repository.privateReporting = change.privateReporting ?? repository.privateReporting
  repository.permission = change.permission ?? repository.permission
  repository.droppedLabels = change.droppedLabels ?? repository.droppedLabels
  if (change.labels !== undefined) setLabels(world, repository, change.labels)
  repository.pullRequestsFrom = change.pullRequestsFrom ?? repository.pullRequestsFrom
}

function setLabels(world: World, { labels, posts }: Repository, names: readonly string[]): void {
  const [kept, deleted] = [true, false].map((isKept) => labels.filter(({ name }) => names.includes(name) === isKept))
  for (const label of deleted ?? []) {
    world.nodes.delete(label.id)
    for (const post of posts) post.labels = post.labels.filter((one) => one !== label)
  }
  const added = names.filter((name) => !labels.some((label) => label.name === name))
  const created = added.map((name) => register(world, { type: 'Label', id: newId(world, 'LA'), name }))
  labels.splice(0, labels.length, ...(kept ?? []), ...created)
}

type ChangeOf<K> = Extract<z.output<typeof changeSchema>, { change: K }>

function push(world: World, repository: Repository, change: ChangeOf<'push'>): void {
  const { branch, author, message, files, force = false } = change
  const replaced = commitAt(world, repository, branch)
  const head = force ? commitAt(world, repository, repository.defaultBranch) : replaced
  if (force) repository.replacedHeads.set(branch, [...(repository.replacedHeads.get(branch) ?? []), replaced.oid])
  const next = new Map(head.files)
  for (const [path, text] of Object.entries(files)) text === null ? next.delete(path) : next.set(path, text)
  const commit = commitOf({ message, parent: head.oid, author, committedAt: world.clock.now(), files: next })
  world.commits.set(commit.oid, commit)
  repository.branches.set(branch, commit.oid)
}

function reset(world: World, repository: Repository, branch: string): void {
  repository.branches.set(branch, commitAt(world, repository, repository.defaultBranch).oid)
}

function edit({ nameWithOwner, postsByNumber }: Repository, { number, set }: ChangeOf<'edit'>): void {
  const post = postsByNumber.get(number)
  if (post === undefined) throw new Error(`there is no ${nameWithOwner}#${number}`)
  post.title = set.title ?? post.title
  post.closed = set.merged ?? set.closed ?? post.closed
  if (post.type === 'PullRequest') post.merged = set.merged ?? post.merged
}

function openPullRequest(
  world: World,
  repository: Repository,
  { author, title, head }: ChangeOf<'open-pull-request'>,
): void {
  const createdAt = world.clock.now()
  addPost(world, {
    type: 'PullRequest',
    id: newId(world, 'PR'),
    repository,
    number: repository.lastNumber + 1,
    title,
    body: '',
    author: userNamed(world, author),
    createdAt,
    updatedAt: createdAt,
    closed: false,
    labels: [],
    isDraft: true,
    merged: false,
    baseRefName: repository.defaultBranch,
    headRefName: head.branch,
    headRepository: findRepository(world, head.repository),
  })
}

function issueAt({ nameWithOwner, postsByNumber }: Repository, number: number): Issue {
  const issue = postsByNumber.get(number)
  if (issue?.type !== 'Issue') throw new Error(`there is no issue ${nameWithOwner}#${number}`)
  return issue
}

/** The issue gets a new number and id. Only REST finds it by the old number: apache/devlake#7969 */
function transfer(world: World, issue: Issue, to: Repository): void {
  const from = issue.repository
  from.posts.splice(from.posts.indexOf(issue), 1)
  from.postsByNumber.delete(issue.number)
  world.nodes.delete(issue.id)
  const moved = addPost(world, {
    ...issue,
    id: `${issue.id}_in_${to.id}`,
    repository: to,
    number: to.lastNumber + 1,
    labels: to.labels.filter(({ name }) => issue.labels.some((label) => label.name === name)),
    milestone: null,
  })
  from.transferred.set(issue.number, moved)
  for (const { posts } of world.repositories)
    for (const post of posts) if (post.type === 'Issue' && post.parent === issue) post.parent = moved
}
