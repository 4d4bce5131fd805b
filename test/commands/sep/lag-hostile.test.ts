import { describe, expect, test } from 'vitest'
import type { Age } from '../../support/fake-github/age.ts'
import { SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']
const WRITES = ['CreateBranch', 'Commit', 'CreatePullRequest', 'UpdatePullRequest']
const MINUTE = 60_000

/** Runs the command once a minute until it succeeds, at most 30 times. */
async function runUntilDone(proposing: ReturnType<typeof setUpProposing>) {
  for (let runs = 1; runs <= 30; runs++) {
    const outcome = await proposing.run(...OPEN)
    if (outcome.exitCode === 0) return outcome
    expect(outcome.exitCode).toBe(1)
    expect(outcome.stderr).toContain('Resume with: mcp-comms sep open')
    proposing.clock.advance(MINUTE)
  }
  throw new Error('the SEP was not open after 30 runs')
}

/** Expects one numbered pull request, one branch, and each commit once. */
function expectOpenedOnce({ spec, fork, branches }: ReturnType<typeof setUpProposing>) {
  expect(spec()?.posts.filter(({ type }) => type === 'PullRequest')).toMatchObject([
    { title: 'SEP-2: Icons for tools' },
  ])
  expect(branches()).toHaveLength(1)
  const branch = (fork() ?? spec())?.branches[branches()[0] ?? '']
  expect(branch?.commits).toHaveLength(3)
  const paths = Object.keys(branch?.files ?? {})
  expect(paths.filter((path) => path.startsWith('seps/'))).toEqual(['seps/2-icons-for-tools.md'])
}

describe.each<[seconds: string, lag: Age]>([
  ['60', 60],
  ['0 to 60', { from: 0, to: 60 }],
  ['0, 60 or 5', { replicas: [0, 60, 5] }],
])('with reads that are %s seconds behind', (_, lag) => {
  test('one run opens the SEP once', async () => {
    const proposing = setUpProposing()
    proposing.fake.conditions({ lag: { listings: lag, lookups: lag } })
    expect((await proposing.run(...OPEN)).stdout).toBe(`${URL}\n`)
    expectOpenedOnce(proposing)
  })

  test.each(
    WRITES.flatMap((operation) =>
      (['drop-before', 'drop-after', 'drop-late'] as const).map((mode) => [operation, mode] as const),
    ),
  )('the SEP is opened once in the end, whatever happens to %s (%s)', async (operation, mode) => {
    const proposing = setUpProposing({ permission: 'WRITE' })
    proposing.fake.conditions({ lag: { listings: lag, lookups: lag } })
    proposing.fake.faults([{ operation, mode, ms: 25_000 }])
    expect((await runUntilDone(proposing)).stdout).toBe(`${URL}\n`)
    proposing.clock.advance(MINUTE)
    expectOpenedOnce(proposing)
  })
})

test('a pull request that a bot closes at once, and that GitHub does not list for ten minutes, is not sent again', async () => {
  const proposing = setUpProposing()
  proposing.fake.conditions({ lag: { listings: 600, lookups: 0 } })
  proposing.fake.faults([{ operation: 'CreatePullRequest', mode: 'drop-after' }])
  const { stderr } = await proposing.run(...OPEN)
  expect(stderr).toContain('unconfirmed: GitHub has not confirmed the pull request in')
  proposing.fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
  for (let runs = 0; runs < 3; runs++) {
    proposing.clock.advance(5 * MINUTE)
    expect((await proposing.run(...OPEN)).exitCode).toBe(1)
  }
  expect(proposing.spec()?.posts).toHaveLength(2)
})
