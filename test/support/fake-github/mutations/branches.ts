import { commitOf } from '../git.ts'
import { Refusal } from '../refusal.ts'
import { checkPush } from '../rights.ts'
import { refId, viewOfCommit, viewOfRef } from '../views/git-object.ts'
import { commitAt, nodeOf, type Repository, repositoryNamed, type World } from '../world.ts'
import { unprocessable } from './posts.ts'

type NewRef = { readonly repositoryId: string; readonly name: string; readonly oid: string }
type NewCommit = {
  readonly branch: {
    readonly id?: string | null
    readonly repositoryNameWithOwner?: string | null
    readonly branchName?: string | null
  }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string | null }
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null
    readonly deletions?: readonly { readonly path: string }[] | null
  } | null
}

export function createRef(world: World, { input }: { readonly input: NewRef }) {
  const repository = nodeOf(world, 'Repository', input.repositoryId)
  checkPush(world, repository)
  if (!input.name.startsWith('refs/heads/')) throw unprocessable('Reference name must start with refs/heads/')
  const branch = input.name.slice('refs/heads/'.length)
  if (repository.branches.has(branch))
    throw unprocessable(`A ref named "${input.name}" already exists in the repository.`)
  if (!world.commits.has(input.oid)) throw unprocessable('Object does not exist')
  repository.branches.set(branch, input.oid)
  return { ref: viewOfRef(world, repository, branch), clientMutationId: null }
}

export function createCommitOnBranch(world: World, { input }: { readonly input: NewCommit }) {
  const { repository, branch } = branchOf(world, input.branch)
  checkPush(world, repository)
  const head = commitAt(world, repository, branch)
  if (head.oid !== input.expectedHeadOid)
    throw new Refusal(
      'STALE_DATA',
      `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
    )
  const { headline, body } = input.message
  const commit = commitOf({
    message: body ? `${headline}\n\n${body}` : headline,
    parent: head.oid,
    author: world.viewer.login,
    committedAt: world.clock.now(),
    files: applyChanges(head.files, input.fileChanges ?? {}),
  })
  world.commits.set(commit.oid, commit)
  repository.branches.set(branch, commit.oid)
  return { commit: viewOfCommit(world, commit), ref: viewOfRef(world, repository, branch), clientMutationId: null }
}

function branchOf(world: World, { id, repositoryNameWithOwner, branchName }: NewCommit['branch']) {
  for (const repository of world.repositories)
    for (const branch of repository.branches.keys())
      if (id ? refId(repository, branch) === id : isNamed(world, repository, branch)) return { repository, branch }
  throw new Refusal('NOT_FOUND', 'No such branch')

  function isNamed(world: World, repository: Repository, branch: string): boolean {
    const short = (branchName ?? '').replace(/^refs\/heads\//, '')
    return branch === short && repository === repositoryNamed(world, repositoryNameWithOwner ?? '')
  }
}

function applyChanges(
  files: ReadonlyMap<string, string>,
  { additions, deletions }: NonNullable<NewCommit['fileChanges']>,
) {
  const next = new Map(files)
  for (const { path } of deletions ?? [])
    if (!next.delete(path)) throw unprocessable(`A path was requested for deletion which does not exist: ${path}`)
  for (const { path, contents } of additions ?? []) next.set(path, Buffer.from(contents, 'base64').toString())
  return next
}
