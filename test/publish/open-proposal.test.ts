import { describe, expect, test } from 'vitest'
import { openProposal } from '../../src/publish/open-proposal.ts'
import type { Proposal } from '../../src/publish/proposal.ts'
import type { Progress } from '../../src/publish/proposal-steps.ts'
import { MODES, type Mode } from '../support/fake-github/faults.ts'
import { REPO, setUpGitHub } from '../support/github.ts'

const TEXT = '# SEP-0000: Tool icons\n\n- **Status**: Draft\n- **PR**:\n\n## Abstract\n\nIcons.\n'
const NOTHING_SENT: Progress = { base: null, adopted: null, pullSent: null, pull: null }
const proposal: Proposal = {
  id: 'id-of-the-draft',
  repo: REPO,
  viewer: 'newcomer',
  branch: 'sep/tool-icons',
  draftName: '0000-tool-icons.md',
  numberedName: (number) => `${number}-tool-icons.md`,
  title: 'Tool icons',
  body: 'Icons.',
  text: TEXT,
  numberedText: (text, { number, url }) => text.replace('0000', String(number)).replace('**PR**:', `**PR**: ${url}`),
}

const TRAILER = 'Mcp-Comms-Draft: id-of-the-draft'

type Permission = 'READ' | 'WRITE'
const FILES = { 'seps/TEMPLATE.md': '# SEP-{NUMBER}: {Title}' }

function setUp(permission: Permission) {
  const setup = setUpGitHub({ permission, files: FILES, issues: [{ title: 'Number one' }] })
  const steps: string[] = []
  let progress = NOTHING_SENT
  const record = async (sent: Progress) => {
    progress = sent
  }
  return {
    ...setup,
    steps,
    go: () => openProposal({ ...setup, proposal, progress, record }, ({ kind }) => steps.push(kind)),
    /** Expects one branch, one pull request, one file and two commits, whatever failed before. */
    expectWhole() {
      const { repositories } = setup.fake.state()
      const at = permission === 'WRITE' ? REPO : 'newcomer/protocol'
      const branch = repositories[at]?.branches['sep/tool-icons']
      expect(branch?.files).toEqual({
        ...FILES,
        'seps/2-tool-icons.md': proposal.numberedText(TEXT, { number: 2, url: `https://github.com/${REPO}/pull/2` }),
      })
      expect(branch?.commits.slice(0, 2)).toEqual([
        `SEP-2: Tool icons: number and file name\n\n${TRAILER}`,
        `SEP: Tool icons\n\n${TRAILER}`,
      ])
      expect(branch?.commits).toHaveLength(3)
      const pulls = repositories[REPO]?.posts.filter(({ type }) => type === 'PullRequest')
      expect(pulls).toMatchObject([{ number: 2, title: 'SEP-2: Tool icons', body: 'Icons.', draft: true }])
      expect(Object.keys(repositories[REPO]?.branches ?? {})).toEqual(
        permission === 'WRITE' ? ['main', 'sep/tool-icons'] : ['main'],
      )
    },
  }
}

test('without push access: a fork, a branch, two commits, a numbered pull request', async () => {
  const { go, steps, expectWhole } = setUp('READ')
  expect(await go()).toMatchObject({ number: 2, url: `https://github.com/${REPO}/pull/2` })
  expect(steps).toEqual(['fork', 'branch', 'add', 'pull-request', 'rename', 'title'])
  expectWhole()
})

test('with push access: the branch is upstream', async () => {
  const { go, steps, expectWhole } = setUp('WRITE')
  await go()
  expect(steps).toEqual(['branch', 'add', 'pull-request', 'rename', 'title'])
  expectWhole()
})

test('a second run changes nothing', async () => {
  const { go, steps, expectWhole } = setUp('READ')
  await go()
  const before = steps.length
  await go()
  expect(steps).toHaveLength(before)
  expectWhole()
})

test('a pull request that was closed is not opened again', async () => {
  const setup = setUpGitHub({
    permission: 'WRITE',
    files: FILES,
    pullRequests: [
      { title: 'SEP-1: Tool icons', author: 'newcomer', head: 'sep/tool-icons', message: TRAILER, closed: true },
    ],
  })
  const run = { ...setup, proposal, progress: NOTHING_SENT, record: async () => undefined }
  await expect(openProposal(run, () => undefined)).rejects.toThrow(/#1 is closed/)
})

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

describe.each(['READ', 'WRITE'] as const)('with %s permission, a fault', (permission) => {
  const cases = OPERATIONS[permission].flatMap((operation) =>
    MODES.flatMap((mode) => [0, 1].map((after) => [operation, mode, after] as const)),
  )
  test.each(
    // With push access there is no fork to wait for, so one read is enough.
    cases.filter(
      ([operation, , after]) =>
        after === 0 || operation === 'Commit' || (operation === 'ProposalState' && permission === 'READ'),
    ),
  )('at %s, %s, after %i: another run completes the proposal', async (operation, mode: Mode, after) => {
    const { fake, clock, go, expectWhole } = setUp(permission)
    fake.faults([{ operation, mode, after }])
    const first = await go().then(
      () => 'done',
      () => 'failed',
    )
    expect(['done', 'failed']).toContain(first)
    fake.verify()
    clock.advance(3_600_000)
    expect(await go()).toMatchObject({ number: 2 })
    expectWhole()
  })
})
