import { describe, expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const NUMBERED = 'seps/2-icons-for-tools.md'
const FORK = 'newcomer/modelcontextprotocol'
const URL = `https://github.com/${SPEC}/pull/2`
const UPDATE = ['sep', 'update', '2', NUMBERED, '--yes']
const numbered = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
const mine = numbered.replace('Names alone', 'Words alone')
const sponsored = numbered.replace('**Status**: Draft', '**Status**: In-Review')

/** A SEP that is open, and that its author has edited since. */
async function openSep(text = mine) {
  const world = setUpProposing()
  await world.go('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')
  world.changeFile(NUMBERED, text)
  return {
    ...world,
    branch: () => world.fork()?.branches[BRANCH],
    /** Somebody else commits to the branch. */
    pushed: (files: Record<string, string>) =>
      world.fake.change([
        { change: 'push', repository: FORK, branch: BRANCH, author: 'grace', message: 'Review', files },
      ]),
  }
}

describe('GitHub shows the commit late', () => {
  test.each(['drop-before', 'drop-after', 'drop-late', '502-after'] as const)('%s: one commit', async (mode) => {
    const { go, fake, branch, clock } = await openSep()
    fake.conditions({ lag: { reads: 60, listings: 60 } })
    clock.advance(120_000)
    fake.faults([{ operation: 'Commit', mode, ms: 25_000 }])
    const { stdout, exitCode } = await go(...UPDATE)
    expect({ stdout, exitCode }).toEqual({ stdout: `${URL}\n`, exitCode: 0 })
    clock.advance(60_000)
    expect(branch()?.files[NUMBERED]).toBe(mine)
    expect(branch()?.commits).toHaveLength(4)
  })

  test('two updates in a row, from an older copy: the second one waits for the first', async () => {
    const { go, fake, branch, changeFile } = await openSep()
    fake.conditions({ lag: { reads: 60, listings: 60 } })
    expect((await go(...UPDATE)).exitCode).toBe(0)
    changeFile(NUMBERED, mine.replace('a long lists', 'lists').replace('Words alone', 'Sounds alone'))
    expect((await go(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[NUMBERED]).toContain('Sounds alone')
    expect(branch()?.commits).toHaveLength(5)
  })
})

describe('others have changed it since', () => {
  test('the status that the sponsor set is kept, also in the file', async () => {
    const { go, branch, pushed } = await openSep()
    pushed({ [NUMBERED]: sponsored })
    const { exitCode, stderr, files } = await go(...UPDATE)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('+ - **Status**: In-Review')
    const both = sponsored.replace('Names alone', 'Words alone')
    expect(branch()?.files[NUMBERED]).toBe(both)
    expect(files[NUMBERED]).toBe(both)
    expect((await go(...UPDATE)).stderr).toContain('already up to date')
  })

  test('the same lines: it stops and shows both, and only the flag for that version replaces them', async () => {
    const { go, branch, pushed } = await openSep(numbered.replace('**Status**: Draft', '**Status**: Accepted'))
    pushed({ [NUMBERED]: sponsored })
    const before = branch()
    const rules = ['--rule', 'SEP012=off']
    const { exitCode, stderr } = await go(...UPDATE, ...rules)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('**Status**: Accepted')
    expect(stderr).toContain('**Status**: In-Review')
    expect(branch()).toEqual(before)
    expect((await go(...UPDATE, ...rules, '--replace', '0000000')).exitCode).toBe(1)
    const [, commit = ''] = /--replace (\w+)/.exec(stderr) ?? []
    expect((await go(...UPDATE, ...rules, '--replace', commit)).exitCode).toBe(0)
    expect(branch()?.files[NUMBERED]).toContain('**Status**: Accepted')
  })

  test('a change that GitHub shows only after it refused our commit: nothing is committed', async () => {
    const { go, fake, branch, pushed } = await openSep()
    fake.conditions({ lag: { reads: 60, listings: 60 } })
    pushed({ [NUMBERED]: sponsored })
    const { exitCode, stderr } = await go(...UPDATE)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('somebody has just changed SEP-2')
    expect(branch()?.files[NUMBERED]).toBe(sponsored)
  })

  test('a secret that somebody wrote there is blocked like one in the file', async () => {
    const { go, pushed } = await openSep()
    pushed({ [NUMBERED]: numbered.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`) })
    expect((await go(...UPDATE)).exitCode).toBe(3)
  })
})

test('its own pull request is not reported as a duplicate, but another one is', async () => {
  const pullRequests = [{ title: 'Icons for tools', author: 'grace', head: 'icons', files: { 'a.md': 'a' } }]
  const { go, changeFile, clock } = setUpProposing({ repository: { issues: [], pullRequests } })
  expect((await go('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')).exitCode).toBe(0)
  changeFile(NUMBERED, mine)
  // GitHub's search shows a post only a while later.
  clock.advance(3_600_000)
  const { stderr, exitCode } = await go(...UPDATE)
  expect(exitCode).toBe(0)
  expect(stderr).toContain('pull request #1 "Icons for tools" may be the same')
  expect(stderr).not.toContain('pull request #2')
})

test('a SEP of somebody else is not overwritten', async () => {
  const { go, spec } = setUpProposing({
    permission: 'WRITE',
    files: { [NUMBERED]: mine },
    repository: {
      pullRequests: [{ title: 'SEP-2: Icons', author: 'grace', head: 'sep/icons', files: { [NUMBERED]: numbered } }],
    },
  })
  const before = spec()
  const { exitCode, stderr } = await go(...UPDATE)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('no commit to seps/2-icons-for-tools.md is yours')
  expect(spec()).toEqual(before)
})
