import { describe, expect, test } from 'vitest'
import { BRANCH, journalFile, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const OTHER_DRAFT = 'other/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']
const FORK = 'newcomer/modelcontextprotocol'
const ID = '00000001-0000-4000-8000-000000000000'
const OTHER_SEP = SEP.replace('Icons for tools', 'Colors for tools').replaceAll('icons', 'colors')

/** The two drafts have the same file name, in different folders. */
const setUpTwoDrafts = (options: Parameters<typeof setUpProposing>[0] = {}) =>
  setUpProposing({ files: { [DRAFT]: SEP, [OTHER_DRAFT]: OTHER_SEP }, ...options })

test('the branch, both commits and the pull request carry the id of the draft', async () => {
  const { run, fork, spec } = setUpProposing()
  await run(...OPEN)
  const commits = fork()?.branches[BRANCH]?.commits ?? []
  expect(commits.slice(0, 2).map((message) => message.split('\n').at(-1))).toEqual([
    `Mcp-Comms-Draft: ${ID}`,
    `Mcp-Comms-Draft: ${ID}`,
  ])
  expect(spec()?.posts[1]?.body).toContain(`<!-- mcp-comms:${ID} -->`)
})

test.each([[0], [60]])(
  'two drafts with the same file name become two pull requests (GitHub shows changes after %i s)',
  async (lag) => {
    const { run, spec, fake } = setUpTwoDrafts()
    fake.conditions({ lag: { listings: lag, lookups: lag } })
    expect((await run(...OPEN)).exitCode).toBe(0)
    expect((await run('sep', 'open', OTHER_DRAFT, '--yes', '--try')).exitCode).toBe(0)
    expect(spec()?.posts.slice(1)).toMatchObject([
      { title: 'SEP-2: Icons for tools' },
      { title: 'SEP-3: Colors for tools' },
    ])
  },
)

test('the second of two drafts with the same --branch stops, although GitHub does not show the branch yet', async () => {
  const { run, spec, fake } = setUpTwoDrafts({ permission: 'WRITE' })
  const branchFlags = ['--branch', 'sep/icons']
  await run(...OPEN, ...branchFlags)
  fake.conditions({ lag: { listings: 60, lookups: 60 } })
  fake.change([
    { change: 'push', repository: SPEC, branch: 'main', author: 'grace', message: 'Unrelated', files: { a: 'a' } },
  ])
  const before = spec()
  const { exitCode, stderr } = await run('sep', 'open', OTHER_DRAFT, '--yes', '--try', ...branchFlags)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('--branch')
  expect(spec()).toEqual(before)
})

test("a journal that names another draft's branch, or a default branch, changes nothing", async () => {
  const proposing = setUpTwoDrafts({ permission: 'WRITE' })
  proposing.fake.faults([{ operation: 'UpdatePullRequest', mode: 'forbidden' }])
  const { files } = await proposing.run(...OPEN)
  const journal = JSON.parse(files[journalFile(DRAFT)] ?? '')
  const before = proposing.fake.state()
  for (const branch of [journal.branch, 'main']) {
    proposing.changeFile(
      journalFile(OTHER_DRAFT),
      JSON.stringify({ ...journal, id: 'of-another-draft', branch, draft: OTHER_DRAFT }),
    )
    const { exitCode, stderr } = await proposing.run('sep', 'open', OTHER_DRAFT, '--yes', '--try')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Choose another name with --branch')
  }
  expect(proposing.fake.state()).toEqual(before)
  expect((await proposing.run('sep', 'open', OTHER_DRAFT, '--yes', '--try', '--branch', 'sep/colors')).exitCode).toBe(0)
  expect(proposing.spec()?.posts[2]).toMatchObject({ title: 'SEP-3: Colors for tools' })
})

test('a branch whose commits were replaced is not changed, and its new commit is reported', async () => {
  const { run, fake, spec } = setUpProposing({ permission: 'WRITE' })
  fake.faults([{ operation: 'CreatePullRequest', mode: 'forbidden' }])
  await run(...OPEN)
  fake.change([{ change: 'reset', repository: SPEC, branch: BRANCH }])
  fake.change([
    {
      change: 'push',
      repository: SPEC,
      branch: BRANCH,
      author: 'grace',
      message: 'Mine \u001b[31m',
      files: { b: 'b' },
    },
  ])
  const before = spec()
  const { exitCode, stderr } = await run(...OPEN)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('"Mine" by @grace')
  expect(spec()).toEqual(before)
})

test('changes by others to the text and the title between two runs are kept', async () => {
  const { run, fake, fork, spec } = setUpProposing()
  fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
  await run(...OPEN)
  const text = SEP.replace('**Sponsor**: None', '**Sponsor**: Grace (@grace)')
  fake.change([
    {
      change: 'push',
      repository: FORK,
      branch: BRANCH,
      author: 'grace',
      message: 'Sponsor it',
      files: { [DRAFT]: text },
    },
    { change: 'edit', repository: SPEC, number: 2, set: { title: 'SEP-2: Icons, and colors' } },
  ])
  const { exitCode, stderr } = await run(...OPEN)
  expect(exitCode).toBe(0)
  expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain('**Sponsor**: Grace (@grace)')
  expect(spec()?.posts[1]).toMatchObject({ title: 'SEP-2: Icons, and colors' })
  expect(stderr).toContain('sep update 2')
})

describe('no second pull request is opened after an interrupted run', () => {
  const openWithoutNumber = async (permission: 'READ' | 'WRITE') => {
    const proposing = setUpProposing({ permission })
    proposing.fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
    expect((await proposing.run(...OPEN)).exitCode).toBe(1)
    return proposing
  }

  test('if the person got write access in between', async () => {
    const { run, fake, spec } = await openWithoutNumber('READ')
    fake.change([{ change: 'settings', repository: SPEC, set: { permission: 'WRITE' } }])
    expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('if the person lost write access in between', async () => {
    const { run, fake, spec } = await openWithoutNumber('WRITE')
    fake.change([{ change: 'settings', repository: SPEC, set: { permission: 'READ' } }])
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('pull request #2 is open')
    expect(spec()?.posts).toHaveLength(2)
  })

  test('if another account resumes', async () => {
    const { run, fake, spec } = await openWithoutNumber('READ')
    fake.change([{ change: 'viewer', login: 'hopper' }])
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('with the account @newcomer, and this is @hopper')
    expect(spec()?.posts).toHaveLength(2)
    fake.change([{ change: 'viewer', login: 'newcomer' }])
    expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
  })

  test('if another account takes over a run that had sent nothing, and resumes it itself', async () => {
    const { run, fake, spec } = setUpProposing()
    fake.faults([
      { operation: 'CreateBranch', mode: 'forbidden' },
      { operation: 'Commit', mode: 'forbidden', after: 1 },
    ])
    await run(...OPEN)
    fake.change([{ change: 'viewer', login: 'hopper' }])
    expect((await run(...OPEN)).exitCode).toBe(1)
    fake.change([{ change: 'viewer', login: 'newcomer' }])
    expect((await run(...OPEN)).stderr).toContain('with the account @hopper, and this is @newcomer')
    fake.change([{ change: 'viewer', login: 'hopper' }])
    expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })
})

test('a fork that was renamed between two runs is found', async () => {
  const { run, fake, spec, operations } = setUpProposing()
  fake.faults([{ operation: 'CreateBranch', mode: 'forbidden' }])
  await run(...OPEN)
  fake.change([{ change: 'rename', repository: FORK, to: 'newcomer/mcp-fork' }])
  expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
  expect(operations().filter((operation) => operation.startsWith('POST'))).toHaveLength(1)
  expect(spec()?.posts[1]).toMatchObject({ head: `newcomer/mcp-fork:${BRANCH}` })
})

test('a fork gets another name if an unrelated repository has its name', async () => {
  const { run, spec } = setUpProposing({ repositories: { [FORK]: { permission: 'ADMIN' } } })
  expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
  expect(spec()?.posts[1]).toMatchObject({ head: expect.stringContaining('newcomer/modelcontextprotocol-1:') })
})

test('after the repository was renamed, the --repo that the error message suggests works', async () => {
  const { run, fake } = setUpProposing()
  fake.faults([{ operation: 'CreatePullRequest', mode: 'forbidden' }])
  await run(...OPEN)
  fake.change([{ change: 'rename', repository: SPEC, to: 'modelcontextprotocol/spec' }])
  const { stderr } = await run(...OPEN)
  const [, flag = ''] = /(--repo \S+)/.exec(stderr) ?? []
  const { stdout, exitCode } = await run(...OPEN, ...flag.split(' '))
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'https://github.com/modelcontextprotocol/spec/pull/2\n' })
})
