import { historyOf } from './views/git-object.ts'
import { urlOf } from './views/post.ts'
import { commitAt, type Post, type Repository, type World } from './world.ts'

export type State = ReturnType<typeof stateOf>

/** A summary of the world as plain data, for tests and for people at `/_fake/state`. */
export function stateOf(world: World) {
  const repositories = world.repositories.map((one) => [one.nameWithOwner, stateOfRepository(world, one)] as const)
  return { viewer: world.viewer.login, repositories: Object.fromEntries(repositories) }
}

function stateOfRepository(world: World, repository: Repository) {
  const branches = [...repository.branches.keys()].map(
    (branch) => [branch, stateOfBranch(world, repository, branch)] as const,
  )
  return {
    parent: repository.parent?.nameWithOwner ?? null,
    labels: repository.labels.map(({ name }) => name),
    posts: repository.posts.map(stateOfPost),
    branches: Object.fromEntries(branches),
    projects: Object.fromEntries(
      repository.projects.map(({ title, items }) => [title, [...items].map(({ number }) => number)]),
    ),
    advisories: repository.advisories,
  }
}

function stateOfBranch(world: World, repository: Repository, branch: string) {
  const commit = commitAt(world, repository, branch)
  return {
    oid: commit.oid,
    commits: historyOf(world, commit).map(({ message }) => message),
    files: Object.fromEntries(commit.files),
  }
}

function stateOfPost(post: Post) {
  const { type, number, title, body, author, labels, createdAt, closed } = post
  return {
    type,
    number,
    url: urlOf(post),
    title,
    body,
    author: author.login,
    labels: labels.map(({ name }) => name),
    createdAt: createdAt.toISOString(),
    closed,
    ...detailsOf(post),
  }
}

const referenceTo = ({ repository, number }: Post) => `${repository.nameWithOwner}#${number}`

function detailsOf(post: Post) {
  switch (post.type) {
    case 'Issue':
      return {
        assignees: post.assignees.map(({ login }) => login),
        milestone: post.milestone?.title ?? null,
        issueType: post.issueType?.name ?? null,
        parent: post.parent === null ? null : referenceTo(post.parent),
        stateReason: post.stateReason,
      }
    case 'Discussion':
      return { category: post.category.slug, stateReason: post.stateReason }
    case 'PullRequest':
      return {
        head: `${post.headRepository.nameWithOwner}:${post.headRefName}`,
        draft: post.isDraft,
        merged: post.merged,
      }
  }
}
