import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { type Proposal, titleOf } from '../../../publish/proposal.ts'
import { type NewVersion, updateHeadline } from '../../../publish/update-proposal.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { plain } from '../../../text/quote.ts'

/** Every operation in its order. GitHub is not asked, so what only it knows stands there as a name. */
export function showDryRun({ terminal }: App, proposal: Proposal, asJson: boolean): ExitCode {
  const { repo, branch, draftName, numberedName, title, body, text } = proposal
  const pull = { number: 0, url: `https://github.com/${repo}/pull/NUMBER` }
  const numbered = numberedName(0).replace(/^0+/, 'NUMBER')
  const head = 'your fork, or the repository itself if you may push there'
  const operations = [
    { operation: 'POST /repos/{owner}/{repo}/forks', variables: { repo }, when: 'you may not push, and have no fork' },
    {
      operation: 'CreateBranch',
      variables: { repository: head, name: `refs/heads/${branch}`, oid: `<newest commit of ${repo}>` },
    },
    {
      operation: 'Commit',
      variables: { branch, headline: titleOf(null, title), add: { [`seps/${draftName}`]: text } },
    },
    {
      operation: 'CreatePullRequest',
      variables: { repository: repo, branch, title: titleOf(null, title), body, draft: true },
    },
    {
      operation: 'Commit',
      variables: { branch, remove: [`seps/${draftName}`], add: { [`seps/${numbered}`]: proposal.numberedText(pull) } },
    },
    { operation: 'UpdatePullRequest', variables: { title: `SEP-NUMBER: ${title}` } },
  ]
  return show(terminal, repo, operations, asJson)
}

/** The one commit of `sep update`. */
export function showUpdate({ terminal }: App, { repo, number, text }: NewVersion, asJson: boolean): ExitCode {
  const branch = `<branch of pull request #${number}>`
  const add = { [`seps/${number}-<as it is named there>.md`]: text }
  const variables = { branch, headline: updateHeadline(number), add }
  return show(terminal, repo, [{ operation: 'Commit', variables }], asJson)
}

type Operation = { readonly operation: string; readonly variables: object }

function show(
  { out, err }: App['terminal'],
  repo: string,
  operations: readonly Operation[],
  asJson: boolean,
): ExitCode {
  err.write(plain(`Nothing is sent. This would be, to ${repo}:\n`))
  const lines = operations.map(({ operation, variables }) => `${operation} ${JSON.stringify(variables, null, 2)}`)
  out.write(asJson ? jsonDocument(operations) : plain(`${lines.join('\n')}\n`))
  return EXIT.done
}
