import type { World } from '../world.ts'
import { createCommitOnBranch, createRef } from './branches.ts'
import { closeDiscussion, closeIssue, updateIssue, updateIssueIssueType } from './changes.ts'
import { addLabelsToLabelable, createLabel } from './labels.ts'
import { createDiscussion, createIssue } from './posts.ts'
import { addProjectV2ItemById } from './projects.ts'
import { createPullRequest, updatePullRequest } from './pull-requests.ts'
import { addSubIssue } from './sub-issues.ts'

export function mutationsOf(world: World) {
  const inWorld =
    <Args>(mutation: (world: World, args: Args) => unknown) =>
    (args: Args) =>
      mutation(world, args)
  return {
    createIssue: inWorld(createIssue),
    createDiscussion: inWorld(createDiscussion),
    updateIssue: inWorld(updateIssue),
    updateIssueIssueType: inWorld(updateIssueIssueType),
    closeIssue: inWorld(closeIssue),
    closeDiscussion: inWorld(closeDiscussion),
    addSubIssue: inWorld(addSubIssue),
    createLabel: inWorld(createLabel),
    addLabelsToLabelable: inWorld(addLabelsToLabelable),
    addProjectV2ItemById: inWorld(addProjectV2ItemById),
    createRef: inWorld(createRef),
    createCommitOnBranch: inWorld(createCommitOnBranch),
    createPullRequest: inWorld(createPullRequest),
    updatePullRequest: inWorld(updatePullRequest),
  }
}
