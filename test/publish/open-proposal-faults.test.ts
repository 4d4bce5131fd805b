import { describe, expect, test } from 'vitest'
import { MODES, type Mode } from '../support/fake-github/faults.ts'
import { setUpProposal } from '../support/open-proposal.ts'

const OPERATIONS = {
  READ: [
    'ProposalState',
    'POST /repos/{owner}/{repo}/forks',
    'CreateBranch',
    'Commit',
    'CreatePullRequest',
    'UpdatePullRequest',
  ],
  WRITE: ['ProposalState', 'CreateBranch', 'Commit', 'CreatePullRequest', 'UpdatePullRequest'],
} as const

describe.each(['READ', 'WRITE'] as const)('with %s permission', (permission) => {
  const cases = OPERATIONS[permission].flatMap((operation) =>
    MODES.flatMap((mode) => [0, 1].map((after) => [operation, mode, after] as const)),
  )
  test.each(
    // Only commits, and the reads that wait for a fork, are sent more than once.
    cases.filter(
      ([operation, , after]) =>
        after === 0 || operation === 'Commit' || (operation === 'ProposalState' && permission === 'READ'),
    ),
  )(
    'another run completes the proposal if %s has the fault %s after %i such requests',
    async (operation, mode: Mode, after) => {
      const { fake, clock, open, expectOpenedOnce } = setUpProposal(permission)
      fake.faults([{ operation, mode, after }])
      await open().catch(() => undefined)
      fake.verify()
      clock.advance(3_600_000)
      expect(await open()).toMatchObject({ number: 2 })
      expectOpenedOnce()
    },
  )
})
