import { Unsupported } from '../refusal.ts'
import { checkPush, checkWrite, hasPermission, tokenLacksRight } from '../rights.ts'
import { viewOfPost } from '../views/post.ts'
import { type Discussion, type Issue, nodeOf, type World } from '../world.ts'
import { checkText, type Input, issueTypeOf } from './posts.ts'

type Update = { readonly id: string; readonly title?: string | null; readonly body?: string | null }
type CloseIssue = { readonly issueId: string; readonly stateReason?: Issue['stateReason'] }
type CloseDiscussion = { readonly discussionId: string; readonly reason?: Discussion['stateReason'] }

type NewType = { readonly issueId: string; readonly issueTypeId?: string | null }

const SUPPORTED_FIELDS = ['id', 'title', 'body', 'clientMutationId']

export function updateIssue(world: World, { input }: Input<Update>) {
  const other = Object.keys(input).find((field) => !SUPPORTED_FIELDS.includes(field))
  if (other !== undefined) throw new Unsupported(`the fake GitHub does not support UpdateIssueInput.${other}`)
  const issue = nodeOf(world, 'Issue', input.id)
  checkChange(world, issue)
  checkText(input.title ?? issue.title, input.body ?? issue.body)
  const title = input.title ?? issue.title
  const body = input.body ?? issue.body
  if (title !== issue.title || body !== issue.body) issue.updatedAt = world.clock.now()
  Object.assign(issue, { title, body })
  return { issue: viewOfPost(world, issue), actor: null, clientMutationId: input.clientMutationId ?? null }
}

/** Refuses without write permission, whereas `createIssue` drops the type without an error. */
export function updateIssueIssueType(world: World, { input }: Input<NewType>) {
  const issue = nodeOf(world, 'Issue', input.issueId)
  checkPush(world, issue.repository)
  issue.issueType = input.issueTypeId ? issueTypeOf(world, issue.repository, input.issueTypeId) : null
  issue.updatedAt = world.clock.now()
  return { issue: viewOfPost(world, issue), clientMutationId: input.clientMutationId ?? null }
}

export function closeIssue(world: World, { input }: Input<CloseIssue>) {
  const issue = nodeOf(world, 'Issue', input.issueId)
  close(world, issue)
  issue.stateReason = input.stateReason ?? 'COMPLETED'
  return { issue: viewOfPost(world, issue), clientMutationId: input.clientMutationId ?? null }
}

export function closeDiscussion(world: World, { input }: Input<CloseDiscussion>) {
  const discussion = nodeOf(world, 'Discussion', input.discussionId)
  close(world, discussion)
  discussion.stateReason = input.reason ?? 'RESOLVED'
  return { discussion: viewOfPost(world, discussion), clientMutationId: input.clientMutationId ?? null }
}

function close(world: World, post: Issue | Discussion): void {
  checkChange(world, post)
  post.closed = true
  post.updatedAt = world.clock.now()
}

/** Only the author of a post and users with triage permission may change it. */
function checkChange(world: World, post: Issue | Discussion): void {
  checkWrite(world, post.repository)
  if (post.author.id !== world.viewer.id && !hasPermission(post.repository, 'TRIAGE')) throw tokenLacksRight()
}
