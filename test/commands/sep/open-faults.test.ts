import { describe, expect, test } from 'vitest'
import { MODES } from '../../support/fake-github/faults.ts'
import { SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']
const HAND_OVER = ['sep', 'open', DRAFT, '--yes', '--fork']

const numberedText = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')

describe('a SEP is opened exactly once, whichever request fails in the first run', () => {
  const OPERATIONS = [
    'Target',
    'ProposalState',
    'POST /repos/{owner}/{repo}/forks',
    'CreateBranch',
    'Commit',
    'CreatePullRequest',
    'UpdatePullRequest',
  ]
  test.each(OPERATIONS.flatMap((operation) => MODES.map((mode) => [operation, mode] as const)))(
    'a fault on %s: %s',
    async (operation, mode) => {
      const { fake, clock, run, fork, spec, branches } = setUpProposing()
      fake.faults([{ operation, mode }])
      const first = await run(...OPEN)
      fake.verify()
      const kept = first.files[DRAFT] ?? first.files[NUMBERED]
      expect([SEP, numberedText]).toContain(kept)
      clock.advance(3_600_000)
      if (first.exitCode !== 0) expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
      expect(spec()?.posts.filter(({ type }) => type === 'PullRequest')).toMatchObject([
        { title: 'SEP-2: Icons for tools' },
      ])
      expect(branches()).toHaveLength(1)
      const branch = fork()?.branches[branches()[0] ?? '']
      expect(Object.keys(branch?.files ?? {}).filter((path) => path.startsWith('seps/'))).toEqual([NUMBERED])
      expect(branch?.commits).toHaveLength(3)
    },
  )
})

describe('a SEP is handed over on exactly one branch, whichever request fails in the first run', () => {
  const OPERATIONS = ['Target', 'ProposalState', 'POST /repos/{owner}/{repo}/forks', 'CreateBranch', 'Commit']
  test.each(OPERATIONS.flatMap((operation) => MODES.map((mode) => [operation, mode] as const)))(
    'a fault on %s: %s',
    async (operation, mode) => {
      const { fake, clock, run, fork, spec, branches, operations } = setUpProposing({
        repository: { pullRequestsFrom: 'collaborators' },
      })
      fake.faults([{ operation, mode }])
      const first = await run(...HAND_OVER)
      fake.verify()
      expect(first.files[DRAFT]).toBe(SEP)
      clock.advance(3_600_000)
      const { stdout } = first.exitCode === 0 ? first : await run(...HAND_OVER)
      const [branch = '', ...others] = branches()
      expect({ others, posts: spec()?.posts.length }).toEqual({ others: [], posts: 1 })
      expect(stdout).toContain(`newcomer:${branch}?expand=1`)
      expect(fork()?.branches[branch]?.files[DRAFT]).toBe(SEP)
      expect(fork()?.branches[branch]?.commits).toHaveLength(2)
      expect(operations()).not.toContain('CreatePullRequest')
    },
  )
})
