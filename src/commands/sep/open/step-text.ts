import { type Proposal, type Step, titleOf } from '../../../publish/proposal.ts'

/** What is being done, for the person who waits. */
export function stepText(step: Step, { repo, branch, draftName, numberedName, title }: Proposal): string {
  switch (step.kind) {
    case 'fork':
      return `Forking ${repo}; this may take a few minutes …`
    case 'sync-fork':
      return `Bringing ${step.fork.repo} up to date …`
    case 'branch':
      return `Making the branch ${branch} in ${step.at.repo} …`
    case 'add':
      return `Adding seps/${draftName} …`
    case 'pull-request':
      return `Opening the pull request "${titleOf(null, title)}" …`
    case 'rename':
      return `Naming it seps/${numberedName(step.pull.number)} …`
    case 'title':
      return `Setting the title "${titleOf(step.pull.number, title)}" …`
    case 'closed':
    case 'done':
      return 'Looking …'
    default:
      return step satisfies never
  }
}
