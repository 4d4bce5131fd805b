import {
  commitAt,
  type Discussion,
  type Issue,
  type Post,
  type PullRequest,
  subIssuesOf,
  type World,
} from '../world.ts'
import { connection, connectionOfViews, type PageArguments } from './connection.ts'
import { changesSince } from './git-object.ts'
import { viewOfAuthor, viewOfCategory, viewOfIssueType, viewOfLabel, viewOfMilestone, viewOfUser } from './names.ts'
import { viewOfOwnFields } from './own-fields.ts'

const PATHS = { Issue: 'issues', Discussion: 'discussions', PullRequest: 'pull' } as const

export const urlOf = ({ repository, type, number }: Post) =>
  `https://github.com/${repository.nameWithOwner}/${PATHS[type]}/${number}`

export function viewOfPost(world: World, post: Post) {
  switch (post.type) {
    case 'Issue':
      return viewOfIssue(world, post)
    case 'Discussion':
      return viewOfDiscussion(world, post)
    case 'PullRequest':
      return viewOfPullRequest(world, post)
  }
}

function viewOfCommon(world: World, post: Post) {
  return {
    __typename: post.type,
    id: post.id,
    number: post.number,
    title: post.title,
    body: post.body,
    url: urlOf(post),
    author: viewOfAuthor(post.author),
    createdAt: post.createdAt.toISOString(),
    updatedAt: post.updatedAt.toISOString(),
    closed: post.closed,
    viewerDidAuthor: post.author.id === world.viewer.id,
    repository: () => viewOfOwnFields(post.repository),
    labels: (page: PageArguments) => connection(post.labels.map(viewOfLabel), page),
  }
}

function viewOfIssue(world: World, issue: Issue) {
  return {
    ...viewOfCommon(world, issue),
    state: issue.closed ? 'CLOSED' : 'OPEN',
    stateReason: issue.stateReason,
    assignees: (page: PageArguments) => connection(issue.assignees.map(viewOfUser), page),
    milestone: issue.milestone === null ? null : viewOfMilestone(issue.milestone),
    issueType: issue.issueType === null ? null : viewOfIssueType(issue.issueType),
    subIssues: (page: PageArguments) =>
      connectionOfViews(listedSubIssues(world, issue), (child) => viewOfPost(world, child), page),
    subIssuesSummary: () => subIssuesSummary(world, issue),
    parent: () => (issue.parent === null ? null : viewOfIssueAsParent(issue.parent)),
  }
}

function listedSubIssues(world: World, { id }: { readonly id: string }): readonly Issue[] {
  return subIssuesOf(world.replicaFor('listings'), id)
}

export function subIssuesSummary(world: World, issue: { readonly id: string }) {
  const children = listedSubIssues(world, issue)
  const total = children.length
  const completed = children.filter(({ closed }) => closed).length
  return { total, completed, percentCompleted: total === 0 ? 0 : Math.floor((completed * 100) / total) }
}

const viewOfIssueAsParent = (issue: Issue) => ({
  __typename: 'Issue',
  id: issue.id,
  number: issue.number,
  title: issue.title,
  url: urlOf(issue),
})

function viewOfDiscussion(world: World, discussion: Discussion) {
  return {
    ...viewOfCommon(world, discussion),
    category: viewOfCategory(discussion.category),
    stateReason: discussion.stateReason,
  }
}

function viewOfPullRequest(world: World, pullRequest: PullRequest) {
  const { merged, closed, isDraft, baseRefName, headRefName, headRepository, repository } = pullRequest
  return {
    ...viewOfCommon(world, pullRequest),
    state: merged ? 'MERGED' : closed ? 'CLOSED' : 'OPEN',
    merged,
    isDraft,
    baseRefName,
    headRefName,
    headRefOid: headRepository.branches.get(headRefName) ?? null,
    isCrossRepository: headRepository !== repository,
    headRepository: () => viewOfOwnFields(headRepository),
    baseRepository: () => viewOfOwnFields(repository),
    files: (page: PageArguments) =>
      connection(
        changesSince(world, commitAt(world, repository, baseRefName), commitAt(world, headRepository, headRefName)),
        page,
      ),
    headRepositoryOwner: viewOfUser(headRepository.owner),
    timelineItems: (page: PageArguments) => connectionOfViews(forcePushes(pullRequest), forcePushView(world), page),
  }
}

function forcePushes({ headRepository, headRefName }: PullRequest): readonly string[] {
  return headRepository.replacedHeads.get(headRefName) ?? []
}

/** The only events of a pull request that the fake has. */
function forcePushView({ commits }: World) {
  return (oid: string) => ({ __typename: 'HeadRefForcePushedEvent', beforeCommit: commits.has(oid) ? { oid } : null })
}
