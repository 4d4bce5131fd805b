import { Failure } from '../../../errors.ts'
import { headOf, type Proposal, pullOf } from '../../../publish/proposal.ts'
import { journalPath, type SepJournal } from '../../../storage/sep-journal.ts'
import { isSameRepo } from '../../../text/repo-name.ts'
import type { SepOpenOptions } from './command.ts'
import { type Gate, placeIn } from './gate.ts'

/** What was begun in one place is not begun a second time in another. @throws Failure */
export function refuseElsewhere(path: string, { repo, branch }: SepJournal, options: SepOpenOptions): void {
  const begun = `${path}: a pull request was begun for it, in ${repo} on the branch ${branch}`
  const gaveUp = `or, if you gave that up, remove ${journalPath(path)}`
  if (options.repo !== undefined && !isSameRepo(options.repo, repo))
    throw new Failure('validation', `${begun}; go on without --repo, ${gaveUp}`)
  if (options.via === 'issue') throw new Failure('validation', `${begun}; go on without --via issue, ${gaveUp}`)
}

/**
 * What is gone on with. null: nothing was begun, or it was closed and another branch is wanted now.
 * @throws Failure where the other branch would be a second pull request.
 */
export async function goesOnWith(gate: Gate, path: string, journal: SepJournal | null): Promise<SepJournal | null> {
  const { branch } = gate.options
  if (journal === null || branch === undefined || branch === journal.branch || gate.place === null) return journal
  const pull = pullOf(await stateOf(gate, journal))
  if (pull?.closed === true) return null
  const what = pull === null ? '' : `, with pull request #${pull.number} (${pull.url})`
  throw new Failure(
    'validation',
    `${path}: it was begun on the branch ${journal.branch}${what}; go on without --branch, or, if you gave that up, remove ${journalPath(path)}`,
  )
}

/** Without a journal nobody knows whose branch it is; so it is never written to. */
export async function refuseStrangersBranch(gate: Gate, { repo, branch }: Proposal): Promise<void> {
  const state = await stateOf(gate, { repo, branch })
  const head = headOf(state)
  if (head === null || head.branch === null) return
  const pull = pullOf(state)
  const what = pull === null ? '' : `, with pull request #${pull.number} (${pull.url})`
  throw new Failure(
    'validation',
    `there is a branch ${branch} in ${head.repo} already${what}: give --branch another name`,
  )
}

function stateOf(gate: Gate, { repo, branch }: { readonly repo: string; readonly branch: string }) {
  const { github, target } = placeIn(gate)
  return github.proposalState(repo, target.viewer, branch)
}
