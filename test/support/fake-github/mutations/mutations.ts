import type { World } from '../world.ts'
import { createCommitOnBranch, createRef } from './branches.ts'
import { closeDiscussion, closeIssue, updateIssue, updateIssueIssueType } from './changes.ts'
import { addLabelsToLabelable, createLabel } from './labels.ts'
import { createDiscussion, createIssue } from './posts.ts'
import { addProjectV2ItemById } from './projects.ts'
import { createPullRequest, updatePullRequest } from './pull-requests.ts'
import { addSubIssue } from './sub-issues.ts'

export function mutationsOf(world: World) {
  const here =
    <Given>(mutation: (world: World, given: Given) => unknown) =>
    (given: Given) =>
      mutation(world, given)
  return {
    createIssue: here(createIssue),
    createDiscussion: here(createDiscussion),
    updateIssue: here(updateIssue),
    updateIssueIssueType: here(updateIssueIssueType),
    closeIssue: here(closeIssue),
    closeDiscussion: here(closeDiscussion),
    addSubIssue: here(addSubIssue),
    createLabel: here(createLabel),
    addLabelsToLabelable: here(addLabelsToLabelable),
    addProjectV2ItemById: here(addProjectV2ItemById),
    createRef: here(createRef),
    createCommitOnBranch: here(createCommitOnBranch),
    createPullRequest: here(createPullRequest),
    updatePullRequest: here(updatePullRequest),
  }
}
