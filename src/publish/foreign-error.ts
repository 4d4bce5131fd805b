import { Failure } from '../errors.ts'
import type { Commit } from '../github/proposal-state.ts'
import { quote } from '../text/quote.ts'
import type { Foreign, Proposal, Step } from './proposal.ts'

/** Says what is there in place of the draft's own branch, and that it was left alone. */
export function foreignError({ at, foreign }: Extract<Step, { kind: 'foreign' }>, { branch }: Proposal): Failure {
  return new Failure('validation', `${describe(foreign, branch, at.repo)}`, {
    hint: 'Choose another name with --branch',
  })
}

function describe(foreign: Foreign, branch: string, repo: string): string {
  switch (foreign.found) {
    case 'default-branch':
      return `${branch} is a default branch, and a SEP is never committed to one`
    case 'branch':
      return `the branch ${branch} already exists in ${repo}, and none of its commits belongs to this draft${newest(foreign.newest)}. It was left as it is`
    case 'pull-request':
      return `the branch ${branch} in ${repo} has pull request #${foreign.pull.number} (${foreign.pull.url}), which belongs to another draft. It was left as it is`
    default:
      return foreign satisfies never
  }
}

function newest(commit: Commit | null): string {
  if (commit === null) return ''
  const { oid, message, author } = commit
  const by = author === null ? '' : ` by @${author}`
  return ` (the newest is ${oid.slice(0, 7)}, "${quote(message.split('\n')[0] ?? '')}"${by})`
}
