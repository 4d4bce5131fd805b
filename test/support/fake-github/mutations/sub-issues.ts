import { Unsupported } from '../refusal.ts'
import { checkWrite, hasPermission, tokenLacksRight } from '../rights.ts'
import { viewOfPost } from '../views/post.ts'
import { type Issue, nodeOf, type World } from '../world.ts'
import { checkSubIssueLimit, type Input, unprocessable } from './posts.ts'

type NewSubIssue = {
  readonly issueId: string
  readonly subIssueId?: string | null
  readonly replaceParent?: boolean | null
}

/** The child may be in another repository. An issue has at most one parent. */
export function addSubIssue(world: World, { input }: Input<NewSubIssue>) {
  if (!input.subIssueId) throw new Unsupported('the fake GitHub supports addSubIssue only by the id of the child')
  const parent = nodeOf(world, 'Issue', input.issueId)
  const child = nodeOf(world, 'Issue', input.subIssueId)
  checkWrite(world, parent.repository)
  if (!hasPermission(parent.repository, 'TRIAGE')) throw tokenLacksRight()
  if (isWithin(parent, child)) throw unprocessable('Sub issue cannot be an ancestor of its parent')
  if (child.parent === parent) throw unprocessable('Issue may not contain duplicate sub-issues')
  if (child.parent !== null && input.replaceParent !== true) throw unprocessable('Sub issue may only have one parent')
  checkSubIssueLimit(world, parent)
  child.parent = parent
  const { clientMutationId = null } = input
  return { issue: viewOfPost(world, parent), subIssue: viewOfPost(world, child), clientMutationId }
}

function isWithin(issue: Issue, ancestor: Issue): boolean {
  for (let one: Issue | null = issue; one !== null; one = one.parent) if (one === ancestor) return true
  return false
}
