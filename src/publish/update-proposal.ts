import { Failure } from '../errors.ts'
import type { PullRequest } from '../github/proposals.ts'
import type { ProposalsApi } from './open-proposal.ts'

/** The GitHub operations that updating a proposal needs. */
export type PullRequestApi = Pick<ProposalsApi, 'createCommit'> & {
  pullRequest(repo: string, number: number): Promise<PullRequest>
  /** null: there is no text file at that path in that commit. */
  fileText(repo: string, path: string, commit: string): Promise<string | null>
}

export type NewVersion = { readonly repo: string; readonly number: number; readonly text: string }

const MAX_TRIES = 3

/**
 * Commits a new version of a SEP to its open pull request. Compares the text on GitHub first, so it never commits the same
 * text twice, not even after a request that got no response.
 */
export async function updateProposal(
  github: PullRequestApi,
  { repo, number, text }: NewVersion,
): Promise<{ readonly url: string; readonly changed: boolean }> {
  for (let tries = 0; ; tries++) {
    const { url, closed, head, paths } = await github.pullRequest(repo, number)
    const path = paths.find((one) => one.startsWith(`seps/${number}-`))
    if (closed || head === null || path === undefined) throw notUpdatable(repo, number, closed)
    if ((await github.fileText(head.repo, path, head.oid)) === text) return { url, changed: tries > 0 }
    if (tries === MAX_TRIES)
      throw new Failure('GitHub', `GitHub does not show the commit to #${number} yet. Run the same command again`)
    const result = await github.createCommit(head, head.branch, {
      headline: updateHeadline(number),
      expectedHeadOid: head.oid,
      add: [{ path, text }],
      remove: [],
    })
    if (result.outcome === 'refused' && result.failure.reason.kind !== 'validation') throw result.failure
    if (result.outcome === 'refused' && tries === MAX_TRIES - 1) throw result.failure
  }
}

export function updateHeadline(number: number): string {
  return `SEP-${number}: new version`
}

function notUpdatable(repo: string, number: number, closed: boolean): Failure {
  const why = closed ? 'its pull request is closed' : 'its pull request has no file with that number'
  return new Failure('validation', `SEP-${number} cannot be updated in ${repo}: ${why}`)
}
