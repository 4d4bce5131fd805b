import type { App } from '../app.ts'
import { type Proposal, titleOf } from '../publish/proposal.ts'
import { updateHeadline } from '../publish/update-proposal.ts'
import { jsonDocument } from '../terminal/json.ts'
import { plain } from '../text/quote.ts'

export type Operation = { readonly operation: string; readonly variables: object; readonly when?: string }

/**
 * The operations of `sep open`, in order, with descriptions in place of ids and numbers that only GitHub knows. Leaves out the
 * update of an outdated fork.
 */
export function proposalOperations(proposal: Proposal): readonly Operation[] {
  const { repo, branch, draftName, numberedName, title, body } = proposal
  const pull = { number: 0, url: `https://github.com/${repo}/pull/NUMBER` }
  const numberedFile = numberedName(0).replace(/^0+/, 'NUMBER')
  return [
    ...operationsOnBranch(proposal, {
      headRepository: 'your fork, or the repository itself if you can push there',
      forkCondition: 'you have no push access and no fork',
    }),
    {
      operation: 'CreatePullRequest',
      variables: { repository: repo, branch, title: titleOf(null, title), body, draft: true },
    },
    {
      operation: 'Commit',
      variables: {
        branch,
        remove: [`seps/${draftName}`],
        add: { [`seps/${numberedFile}`]: proposal.numberedText(proposal.text, pull) },
      },
    },
    { operation: 'UpdatePullRequest', variables: { title: `SEP-NUMBER: ${title}` } },
  ]
}

/** The operations of a hand-over with a branch, all in the person's fork. */
export function branchOperations(proposal: Proposal): readonly Operation[] {
  return operationsOnBranch(proposal, { headRepository: 'your fork', forkCondition: 'you have no fork' })
}

function operationsOnBranch(
  { repo, branch, draftName, title, text }: Proposal,
  { headRepository, forkCondition }: { readonly headRepository: string; readonly forkCondition: string },
): readonly Operation[] {
  return [
    { operation: 'POST /repos/{owner}/{repo}/forks', variables: { repo }, when: forkCondition },
    {
      operation: 'CreateBranch',
      variables: { repository: headRepository, name: `refs/heads/${branch}`, oid: `<newest commit of ${repo}>` },
    },
    {
      operation: 'Commit',
      variables: { branch, headline: titleOf(null, title), add: { [`seps/${draftName}`]: text } },
    },
  ]
}

/** The one commit of `sep update`. */
export function updateOperations(number: number, text: string): readonly Operation[] {
  const branch = `<branch of pull request #${number}>`
  const add = { [`seps/${number}-<its name there>.md`]: text }
  return [{ operation: 'Commit', variables: { branch, headline: updateHeadline(number), add } }]
}

export function showOperations(
  { terminal: { out, err } }: App,
  repo: string,
  operations: readonly Operation[],
  { json }: { readonly json: boolean },
): void {
  err.write(plain(`Nothing was sent. A run without --dry-run would send to ${repo}:\n`))
  const lines = operations.map(({ operation, variables, when }) => {
    const condition = when === undefined ? '' : ` (if ${when})`
    return `${operation}${condition} ${JSON.stringify(variables, null, 2)}`
  })
  out.write(json ? jsonDocument(operations) : plain(`${lines.join('\n')}\n`))
}
