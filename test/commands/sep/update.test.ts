import { describe, expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const NUMBERED = 'seps/2-icons-for-tools.md'
const FORK = 'newcomer/modelcontextprotocol'
const URL = `https://github.com/${SPEC}/pull/2`
const UPDATE = ['sep', 'update', '2', NUMBERED, '--yes']
const numbered = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
const edited = numbered.replace('Names alone', 'Words alone')
const sponsored = numbered.replace('**Status**: Draft', '**Status**: In-Review')

async function openAndEditSep(text = edited) {
  const proposing = setUpProposing()
  await proposing.run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')
  proposing.changeFile(NUMBERED, text)
  return {
    ...proposing,
    branch: () => proposing.fork()?.branches[BRANCH],
    /** Commits to the branch as another person. */
    pushAsOther: (files: Record<string, string>) =>
      proposing.fake.change([
        { change: 'push', repository: FORK, branch: BRANCH, author: 'grace', message: 'Review', files },
      ]),
  }
}

describe('sep update, if GitHub shows a commit late', () => {
  test.each(['drop-before', 'drop-after', 'drop-late', '502-after'] as const)(
    'commits once if the request fails as %s',
    async (mode) => {
      const { run, fake, branch, clock } = await openAndEditSep()
      fake.conditions({ lag: { lookups: 60, listings: 60 } })
      clock.advance(120_000)
      fake.faults([{ operation: 'Commit', mode, ms: 25_000 }])
      const { stdout, exitCode } = await run(...UPDATE)
      expect({ stdout, exitCode }).toEqual({ stdout: `${URL}\n`, exitCode: 0 })
      clock.advance(60_000)
      expect(branch()?.files[NUMBERED]).toBe(edited)
      expect(branch()?.commits).toHaveLength(4)
    },
  )

  test('commits a second update on top of the first one', async () => {
    const { run, fake, branch, changeFile } = await openAndEditSep()
    fake.conditions({ lag: { lookups: 60, listings: 60 } })
    expect((await run(...UPDATE)).exitCode).toBe(0)
    changeFile(NUMBERED, edited.replace('a long lists', 'lists').replace('Words alone', 'Sounds alone'))
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[NUMBERED]).toContain('Sounds alone')
    expect(branch()?.commits).toHaveLength(5)
  })
})

describe('sep update, if others have changed the branch', () => {
  test('keeps the status that the sponsor set, on the branch and in the local file', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep()
    pushAsOther({ [NUMBERED]: sponsored })
    const { exitCode, stderr, files } = await run(...UPDATE)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('+ - **Status**: In-Review')
    const merged = sponsored.replace('Names alone', 'Words alone')
    expect(branch()?.files[NUMBERED]).toBe(merged)
    expect(files[NUMBERED]).toBe(merged)
    expect((await run(...UPDATE)).stderr).toContain('already up to date')
  })

  test('stops at a conflict and shows both versions; only --replace with the printed commit overwrites the branch', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep(
      numbered.replace('**Status**: Draft', '**Status**: Accepted'),
    )
    pushAsOther({ [NUMBERED]: sponsored })
    const before = branch()
    const rules = ['--rule', 'SEP012=off']
    const { exitCode, stderr } = await run(...UPDATE, ...rules)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('**Status**: Accepted')
    expect(stderr).toContain('**Status**: In-Review')
    expect(branch()).toEqual(before)
    expect((await run(...UPDATE, ...rules, '--replace', '0000000')).exitCode).toBe(1)
    const [, commit = ''] = /--replace (\w+)/.exec(stderr) ?? []
    expect((await run(...UPDATE, ...rules, '--replace', commit)).exitCode).toBe(0)
    expect(branch()?.files[NUMBERED]).toContain('**Status**: Accepted')
  })

  test('commits nothing if GitHub shows the change only after it refused the commit', async () => {
    const { run, fake, branch, pushAsOther } = await openAndEditSep()
    fake.conditions({ lag: { lookups: 60, listings: 60 } })
    pushAsOther({ [NUMBERED]: sponsored })
    const { exitCode, stderr } = await run(...UPDATE)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('somebody has just changed SEP-2')
    expect(branch()?.files[NUMBERED]).toBe(sponsored)
  })

  test('stops at a secret in what others wrote', async () => {
    const { run, pushAsOther } = await openAndEditSep()
    pushAsOther({ [NUMBERED]: numbered.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`) })
    expect((await run(...UPDATE)).exitCode).toBe(3)
  })
})

test('sep update reports another pull request as a duplicate, but not the one of the SEP', async () => {
  const pullRequests = [{ title: 'Icons for tools', author: 'grace', head: 'icons', files: { 'a.md': 'a' } }]
  const { run, changeFile, clock } = setUpProposing({ repository: { issues: [], pullRequests } })
  expect((await run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')).exitCode).toBe(0)
  changeFile(NUMBERED, edited)
  // GitHub's search finds a post only some time after it was created.
  clock.advance(3_600_000)
  const { stderr, exitCode } = await run(...UPDATE)
  expect(exitCode).toBe(0)
  expect(stderr).toContain('pull request #1 "Icons for tools" may be the same')
  expect(stderr).not.toContain('pull request #2')
})

test('sep update does not overwrite a SEP of another author', async () => {
  const { run, spec } = setUpProposing({
    permission: 'WRITE',
    files: { [NUMBERED]: edited },
    repository: {
      pullRequests: [{ title: 'SEP-2: Icons', author: 'grace', head: 'sep/icons', files: { [NUMBERED]: numbered } }],
    },
  })
  const before = spec()
  const { exitCode, stderr } = await run(...UPDATE)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('no commit to seps/2-icons-for-tools.md is yours')
  expect(spec()).toEqual(before)
})
