import { parseLedger } from '../../src/bulk/ledger/record.ts'
import { unconfirmedPosts } from '../../src/bulk/run/unconfirmed-rows.ts'
import type { Random } from '../support/random.ts'
import type { Job } from './job.ts'
import { planFrom, planText, seedOfGitHub } from './plan.ts'
import { duplicatesIn, violationsIn } from './verify.ts'

const PLAN = 'plan.yaml'

/** `issue bulk`: a plan of 40 rows. */
export function bulkJob(random: Random): Job {
  const plan = planFrom(random)
  return {
    name: 'bulk',
    files: { [PLAN]: planText(plan) },
    github: seedOfGitHub(),
    operations: {
      writes: ['CreateIssue', 'CreateDiscussion', 'AddLabels', 'UpdateIssue', 'AddSubIssue', 'CreateLabel'],
      reads: ['Target', 'NewestIssues', 'NewestDiscussions', 'ExistingIssue'],
      frequent: ['CreateIssue'],
      notRetried: ['AddLabels', 'AddSubIssue'],
      githubEvents: 60,
    },
    argv: ['issue', 'bulk', PLAN, '--apply', '--yes', '--json', '--create-labels', '--pace', '6000'],
    isFinished: () => false,
    isUnconfirmed: (files) => {
      const { records } = parseLedger((files[`${PLAN}.ledger.jsonl`] ?? '').split('\n'), 'the ledger')
      return unconfirmedPosts(records).length > 0
    },
    violationsAtAnyTime: (state) => duplicatesIn(plan, state),
    violationsAtEnd: (state, files) => violationsIn(plan, state, files[`${PLAN}.ledger.jsonl`] ?? ''),
  }
}
