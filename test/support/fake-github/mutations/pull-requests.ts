import { Refusal } from '../refusal.ts'
import { checkWrite, hasPermission, tokenLacksRight } from '../rights.ts'
import { historyOf } from '../views/git-object.ts'
import { viewOfPost } from '../views/post.ts'
import { commitAt, nodeOf, type PullRequest, type Repository, type World } from '../world.ts'
import { checkText, newPost, publish, unprocessable } from './posts.ts'

type NewPullRequest = {
  readonly repositoryId: string
  readonly headRepositoryId?: string | null
  readonly baseRefName: string
  readonly headRefName: string
  readonly title: string
  readonly body?: string | null
  readonly draft?: boolean | null
}
type Update = { readonly pullRequestId: string; readonly title?: string | null; readonly body?: string | null }
type Head = Pick<PullRequest, 'headRepository' | 'headRefName'>

export function createPullRequest(world: World, { input }: { readonly input: NewPullRequest }) {
  const { repository, ...fields } = newPost(world, input, 'PR')
  checkCollaborator(world, repository)
  const head = headOf(world, repository, input)
  checkHead(world, repository, input.baseRefName.replace(/^refs\/heads\//, ''), head)
  const pullRequest: PullRequest = {
    ...fields,
    ...head,
    repository,
    type: 'PullRequest',
    isDraft: input.draft ?? false,
    merged: false,
    baseRefName: input.baseRefName,
  }
  return { pullRequest: publish(world, pullRequest), clientMutationId: null }
}

/**
 * Where only collaborators may open pull requests, write permission is needed, and triage is not enough: open-gsd/gsd-core#550.
 * GitHub's message: letta-ai/letta#3203
 */
function checkCollaborator({ viewer }: World, repository: Repository): void {
  if (repository.pullRequestsFrom === 'collaborators' && !hasPermission(repository, 'WRITE'))
    throw new Refusal(
      'FORBIDDEN',
      `${viewer.login} does not have the correct permissions to execute \`CreatePullRequest\``,
    )
}

/** `headRefName` is `branch`, or `owner:branch` for a branch of a fork. */
function headOf(world: World, repository: Repository, { headRefName, headRepositoryId }: NewPullRequest): Head {
  const [branch = '', owner] = headRefName.split(':').reverse()
  if (headRepositoryId) return { headRepository: nodeOf(world, 'Repository', headRepositoryId), headRefName: branch }
  if (owner === undefined || owner === repository.owner.login)
    return { headRepository: repository, headRefName: branch }
  const fork = world.repositories.find((one) => one.parent === repository && one.owner.login === owner)
  if (fork === undefined) throw unprocessable('Head repository can not be blank')
  return { headRepository: fork, headRefName: branch }
}

function checkHead(world: World, repository: Repository, base: string, { headRepository, headRefName }: Head): void {
  if (!headRepository.branches.has(headRefName)) throw unprocessable('Head ref must be a branch')
  const hasSameHead = (one: PullRequest) => one.headRepository === headRepository && one.headRefName === headRefName
  if (repository.posts.some((post) => post.type === 'PullRequest' && !post.closed && hasSameHead(post)))
    throw unprocessable(`A pull request already exists for ${headRepository.owner.login}:${headRefName}.`)
  const baseHistory = historyOf(world, commitAt(world, repository, base)).map(({ oid }) => oid)
  if (baseHistory.includes(commitAt(world, headRepository, headRefName).oid))
    throw unprocessable(`No commits between ${base} and ${headRefName}`)
}

export function updatePullRequest(world: World, { input }: { readonly input: Update }) {
  const pullRequest = nodeOf(world, 'PullRequest', input.pullRequestId)
  checkWrite(world, pullRequest.repository)
  if (pullRequest.author.id !== world.viewer.id && !hasPermission(pullRequest.repository, 'WRITE'))
    throw tokenLacksRight()
  checkText(input.title ?? pullRequest.title, input.body ?? pullRequest.body)
  pullRequest.title = input.title ?? pullRequest.title
  pullRequest.body = input.body ?? pullRequest.body
  pullRequest.updatedAt = world.clock.now()
  return { pullRequest: viewOfPost(world, pullRequest), actor: null, clientMutationId: null }
}
