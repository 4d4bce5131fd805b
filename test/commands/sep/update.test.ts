import { describe, expect, test } from 'vitest'
import { BRANCH, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const SEP_PATH = 'seps/2-icons-for-tools.md'
const FORK = 'newcomer/modelcontextprotocol'
const URL = `https://github.com/${SPEC}/pull/2`
const UPDATE = ['sep', 'update', '2', SEP_PATH, '--yes']
const numberedSep = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
const editedSep = numberedSep.replace('Names alone', 'Words alone')
const sepInReview = numberedSep.replace('**Status**: Draft', '**Status**: In-Review')

async function openAndEditSep(text = editedSep) {
  const proposing = setUpProposing()
  await proposing.run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')
  proposing.changeFile(SEP_PATH, text)
  return {
    ...proposing,
    branch: () => proposing.fork()?.branches[BRANCH],
    /** Commits to the branch as another person. */
    pushAsOther: (files: Record<string, string | null>, author = 'grace') =>
      proposing.fake.change([{ change: 'push', repository: FORK, branch: BRANCH, author, message: 'Review', files }]),
  }
}

describe('sep update, if GitHub shows a commit late', () => {
  test.each(['drop-before', 'drop-after', 'drop-late', '502-after'] as const)(
    'commits once despite the fault %s',
    async (mode) => {
      const { run, fake, branch, clock } = await openAndEditSep()
      fake.conditions({ lag: { lookups: 60, listings: 60 } })
      clock.advance(120_000)
      fake.faults([{ operation: 'Commit', mode, ms: 25_000 }])
      const { stdout, exitCode } = await run(...UPDATE)
      expect({ stdout, exitCode }).toEqual({ stdout: `${URL}\n`, exitCode: 0 })
      clock.advance(60_000)
      expect(branch()?.files[SEP_PATH]).toBe(editedSep)
      expect(branch()?.commits).toHaveLength(4)
    },
  )

  test('commits a second update on top of the first one', async () => {
    const { run, fake, branch, changeFile } = await openAndEditSep()
    fake.conditions({ lag: { lookups: 60, listings: 60 } })
    expect((await run(...UPDATE)).exitCode).toBe(0)
    changeFile(SEP_PATH, editedSep.replace('Words alone', 'Sounds alone'))
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[SEP_PATH]).toContain('Sounds alone')
    expect(branch()?.commits).toHaveLength(5)
  })
})

test('sep update needs a file, into which it can merge what others changed', async () => {
  const { run, branch, pushAsOther } = await openAndEditSep()
  pushAsOther({ [SEP_PATH]: sepInReview })
  const { exitCode, stderr } = await run('sep', 'update', '2', '-', '--yes')
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('sep update needs a file')])
  expect(branch()?.files[SEP_PATH]).toBe(sepInReview)
})

describe('sep update of a file with Windows line endings', () => {
  const withWindowsEndings = (text: string) => text.replaceAll('\n', '\r\n')

  test('commits nothing if the lines are the same', async () => {
    const { run, branch } = await openAndEditSep(withWindowsEndings(numberedSep))
    const { stderr, exitCode } = await run(...UPDATE)
    expect({ stderr, exitCode }).toMatchObject({ stderr: expect.stringContaining('No changes'), exitCode: 0 })
    expect(branch()?.commits).toHaveLength(3)
  })

  test('commits the changed lines with the line endings of the pull request', async () => {
    const { run, branch } = await openAndEditSep(withWindowsEndings(editedSep))
    const { files } = await run(...UPDATE)
    expect(branch()?.files[SEP_PATH]).toBe(editedSep)
    expect(files[SEP_PATH]).toBe(withWindowsEndings(editedSep))
  })

  test('can replace Windows line endings in the pull request', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep(numberedSep)
    pushAsOther({ [SEP_PATH]: withWindowsEndings(numberedSep) })
    await run(...UPDATE)
    expect(branch()?.files[SEP_PATH]).toBe(numberedSep)
  })
})

test('sep update names the way out if an interrupted run has not renamed the file yet', async () => {
  const { run, fake, changeFile } = setUpProposing()
  fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
  await run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')
  changeFile(SEP_PATH, numberedSep)
  changeFile('seps/0000-icons-for-tools.md', null)
  const { stderr, exitCode } = await run(...UPDATE)
  expect(exitCode).toBe(1)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('Rename seps/0000-icons-for-tools.md in the pull request')
  changeFile(SEP_PATH, null)
  changeFile('seps/0000-icons-for-tools.md', SEP)
  expect((await run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')).stdout).toBe(`${URL}\n`)
})

describe('sep update, if others have changed the branch', () => {
  test('keeps the status that the sponsor set, on the branch and in the local file', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep()
    pushAsOther({ [SEP_PATH]: sepInReview })
    const { exitCode, stderr, files } = await run(...UPDATE)
    expect(exitCode).toBe(0)
    expect(stderr).toContain('+ - **Status**: In-Review')
    const merged = sepInReview.replace('Names alone', 'Words alone')
    expect(branch()?.files[SEP_PATH]).toBe(merged)
    expect(files[SEP_PATH]).toBe(merged)
    expect((await run(...UPDATE)).stderr).toContain('already up to date')
  })

  test('keeps what they changed before an interrupted run gave the SEP its number', async () => {
    const { run, fake, fork, changeFile } = setUpProposing()
    const open = ['sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try']
    fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
    await run(...open)
    const sponsored = SEP.replace('**Sponsor**: None', '**Sponsor**: Grace (@grace)')
    const files = { 'seps/0000-icons-for-tools.md': sponsored }
    fake.change([{ change: 'push', repository: FORK, branch: BRANCH, author: 'grace', message: 'Sponsor it', files }])
    expect((await run(...open)).exitCode).toBe(0)
    changeFile(SEP_PATH, editedSep)
    const outcome = await run(...UPDATE)
    expect(outcome.exitCode).toBe(0)
    const merged = editedSep.replace('**Sponsor**: None', '**Sponsor**: Grace (@grace)')
    expect(fork()?.branches[BRANCH]?.files[SEP_PATH]).toBe(merged)
    expect(outcome.files[SEP_PATH]).toBe(merged)
  })

  test('commits to the SEP, not to a picture in a folder whose name begins with the number of the SEP', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep()
    pushAsOther({ 'seps/2-assets/icon.svg': '<svg/>' })
    const { exitCode, stderr } = await run(...UPDATE)
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
    expect(branch()?.files).toMatchObject({ [SEP_PATH]: editedSep, 'seps/2-assets/icon.svg': '<svg/>' })
  })

  test('shows both versions of a conflict, and overwrites the branch only with --replace and the printed commit', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep(
      numberedSep.replace('**Status**: Draft', '**Status**: Accepted'),
    )
    pushAsOther({ [SEP_PATH]: sepInReview })
    const before = branch()
    const rules = ['--rule', 'SEP012=off']
    const { exitCode, stderr } = await run(...UPDATE, ...rules)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('**Status**: Accepted')
    expect(stderr).toContain('**Status**: In-Review')
    expect(branch()).toEqual(before)
    expect((await run(...UPDATE, ...rules, '--replace', '0000000')).exitCode).toBe(1)
    const [, commit = ''] = /--replace (\w+)/.exec(stderr) ?? []
    const replaced = await run(...UPDATE, ...rules, '--replace', commit)
    expect(replaced.exitCode).toBe(0)
    expect(replaced.stderr).toContain(
      'Replaced in the pull request of SEP-2 by your version:\n  - **Status**: In-Review\n',
    )
    expect(branch()?.files[SEP_PATH]).toContain('**Status**: Accepted')
  })

  test("commits nothing if GitHub refuses our commit before it shows the other person's", async () => {
    const { run, fake, branch, pushAsOther } = await openAndEditSep()
    fake.conditions({ lag: { lookups: 60, listings: 60 } })
    pushAsOther({ [SEP_PATH]: sepInReview })
    const { exitCode, stderr } = await run(...UPDATE)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('somebody has just changed SEP-2')
    expect(branch()?.files[SEP_PATH]).toBe(sepInReview)
  })

  test('stops at a secret in a commit by someone else', async () => {
    const { run, pushAsOther } = await openAndEditSep()
    pushAsOther({ [SEP_PATH]: numberedSep.replace('which shows them', `ghp_${'a1B2c3D4'.repeat(4)}abcd`) })
    expect((await run(...UPDATE)).exitCode).toBe(3)
  })
})

describe('sep update, if the file was renamed in the pull request', () => {
  const RENAMED = 'seps/2-tool-icons.md'

  test.each([
    ['by the sponsor', 'grace'],
    ['by the author on github.com', 'newcomer'],
  ])('%s, commits to the new name and keeps what was changed there', async (_, author) => {
    const { run, branch, pushAsOther } = await openAndEditSep()
    pushAsOther({ [SEP_PATH]: null, [RENAMED]: sepInReview }, author)
    const { exitCode, stderr, files } = await run(...UPDATE)
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(RENAMED) })
    const merged = sepInReview.replace('Names alone', 'Words alone')
    expect(branch()?.files).toMatchObject({ [RENAMED]: merged })
    expect(branch()?.files).not.toHaveProperty(SEP_PATH)
    expect(files[SEP_PATH]).toBe(merged)
    expect((await run(...UPDATE)).stderr).toContain('already up to date')
  })

  test('finds the former name, too, if the new file was added before the old one was deleted', async () => {
    const { run, branch, pushAsOther } = await openAndEditSep()
    pushAsOther({ [RENAMED]: sepInReview })
    pushAsOther({ [SEP_PATH]: null })
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[RENAMED]).toBe(sepInReview.replace('Names alone', 'Words alone'))
  })

  test('does not undo with an older copy what was sent before the rename', async () => {
    const { run, branch, changeFile, pushAsOther } = await openAndEditSep()
    await run(...UPDATE)
    pushAsOther({ [SEP_PATH]: null, [RENAMED]: editedSep })
    changeFile(SEP_PATH, editedSep.replace('A prototype', 'A second prototype'))
    await run(...UPDATE)
    const before = branch()?.files[RENAMED]
    changeFile('clone/2-icons-for-tools.md', numberedSep)
    const { exitCode, stderr } = await run('sep', 'update', '2', 'clone/2-icons-for-tools.md', '--yes')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('seems to be an older copy')])
    expect(branch()?.files[RENAMED]).toBe(before)
  })
})

describe('sep update after a force push', () => {
  const COPY = 'clone/2-icons-for-tools.md'
  const squash = async (author: string, path = SEP_PATH) => {
    const proposing = await openAndEditSep()
    await proposing.run(...UPDATE)
    const text = editedSep.replace('**Status**: Draft', '**Status**: In-Review')
    const push = { change: 'push', repository: FORK, branch: BRANCH, message: 'Squashed', force: true } as const
    proposing.fake.change([{ ...push, author, files: { [path]: text } }])
    return { ...proposing, text }
  }

  test.each(['newcomer', 'grace'])('by @%s, does not undo with an older copy what was sent before', async (author) => {
    const { run, branch, changeFile, text } = await squash(author)
    changeFile(COPY, numberedSep.replace('A prototype', 'A second prototype'))
    const { exitCode, stderr } = await run('sep', 'update', '2', COPY, '--yes')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('  + Words alone')])
    expect(branch()?.files[SEP_PATH]).toBe(text)
  })

  test.each(['newcomer', 'grace'])('by @%s that also renamed the file, undoes nothing, and merges', async (author) => {
    const renamed = 'seps/2-tool-icons.md'
    const { run, branch, changeFile, text } = await squash(author, renamed)
    changeFile(COPY, numberedSep.replace('A prototype', 'A second prototype'))
    const { exitCode, stderr } = await run('sep', 'update', '2', COPY, '--yes')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('  + Words alone')])
    changeFile(SEP_PATH, editedSep.replace('A prototype', 'A second prototype'))
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[renamed]).toBe(text.replace('A prototype', 'A second prototype'))
  })

  test.each(['newcomer', 'grace'])('by @%s, merges into the file that was sent last', async (author) => {
    const { run, branch, changeFile, text } = await squash(author)
    changeFile(SEP_PATH, editedSep.replace('A prototype', 'A second prototype'))
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(branch()?.files[SEP_PATH]).toBe(text.replace('A prototype', 'A second prototype'))
  })
})

test('sep update keeps what others changed if a sponsor has given the SEP its number', async () => {
  const { run, fake, fork, changeFile } = setUpProposing()
  fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
  await run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')
  const files = { 'seps/0000-icons-for-tools.md': null, [SEP_PATH]: sepInReview }
  fake.change([{ change: 'push', repository: FORK, branch: BRANCH, author: 'grace', message: 'Number', files }])
  changeFile(SEP_PATH, editedSep)
  expect((await run(...UPDATE)).exitCode).toBe(0)
  expect(fork()?.branches[BRANCH]?.files[SEP_PATH]).toBe(sepInReview.replace('Names alone', 'Words alone'))
})

test('sep update reports another pull request as a duplicate, but not that of the SEP itself', async () => {
  const pullRequests = [{ title: 'Icons for tools', author: 'grace', head: 'icons', files: { 'a.md': 'a' } }]
  const { run, changeFile, clock } = setUpProposing({ repository: { issues: [], pullRequests } })
  expect((await run('sep', 'open', 'seps/0000-icons-for-tools.md', '--yes', '--try')).exitCode).toBe(0)
  changeFile(SEP_PATH, editedSep)
  // GitHub's search finds a post only some time after it was created.
  clock.advance(3_600_000)
  const { stderr, exitCode } = await run(...UPDATE)
  expect(exitCode).toBe(0)
  expect(stderr).toContain('pull request #1 "Icons for tools" may be the same')
  expect(stderr).not.toContain('pull request #2')
})

test("sep update does not overwrite another author's SEP", async () => {
  const { run, spec } = setUpProposing({
    permission: 'WRITE',
    files: { [SEP_PATH]: editedSep },
    repository: {
      pullRequests: [{ title: 'SEP-2: Icons', author: 'grace', head: 'sep/icons', files: { [SEP_PATH]: numberedSep } }],
    },
  })
  const before = spec()
  const { exitCode, stderr } = await run(...UPDATE)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('no commit to seps/2-icons-for-tools.md is yours')
  expect(spec()).toEqual(before)
})

describe('sep update from an older copy, as in another clone', () => {
  const COPY = 'clone/2-icons-for-tools.md'
  const fromCopy = (...flags: string[]) => ['sep', 'update', '2', COPY, '--yes', ...flags]
  const REVIEWED = numberedSep.replace('Nothing breaks', 'Nothing breaks, says Grace')
  const updateAndCopy = async () => {
    const proposing = await openAndEditSep()
    proposing.changeFile(COPY, numberedSep.replace('A prototype', 'A second prototype'))
    proposing.pushAsOther({ [SEP_PATH]: REVIEWED })
    expect((await proposing.run(...UPDATE)).exitCode).toBe(0)
    return { ...proposing, text: () => proposing.branch()?.files[SEP_PATH] ?? '' }
  }

  test('does not undo what others changed, unless --replace says so', async () => {
    const { run, text } = await updateAndCopy()
    const { exitCode, stderr } = await run(...fromCopy())
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('  + Nothing breaks, says Grace')])
    expect(text()).toContain('says Grace')
    const [, flag = ''] = /add (--replace \w+)/.exec(stderr.replaceAll(/\s+/g, ' ')) ?? []
    expect((await run(...fromCopy(...flag.split(' ')))).exitCode).toBe(0)
    expect(text()).not.toContain('says Grace')
    expect(text()).toContain('A second prototype')
  })

  test.each([
    ['removes a line of others', ', says Grace', ''],
    ['takes an own change back', 'Words alone', 'Names alone'],
  ])('is not the file in which an author %s', async (_, from, to) => {
    const { run, text, changeFile } = await updateAndCopy()
    const next = text().replace(from, to)
    changeFile(SEP_PATH, next)
    expect((await run(...UPDATE)).exitCode).toBe(0)
    expect(text()).toBe(next)
  })

  test.each([
    ['an edited copy', numberedSep.replace('A prototype', 'A second prototype')],
    ['a copy that was not edited', numberedSep],
  ])('does not undo what the author has sent from another clone: %s', async (_, copy) => {
    const { run, branch, changeFile } = await openAndEditSep()
    await run(...UPDATE)
    changeFile(COPY, copy)
    const { exitCode, stderr } = await run(...fromCopy())
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('  + Words alone')])
    expect(stderr).toContain('  - Names alone')
    expect(branch()?.files[SEP_PATH]).toBe(editedSep)
    const [, flag = ''] = /add (--replace \w+)/.exec(stderr.replaceAll(/\s+/g, ' ')) ?? []
    expect((await run(...fromCopy(...flag.split(' ')))).exitCode).toBe(0)
    expect(branch()?.files[SEP_PATH]).toBe(copy)
  })

  test('is not the file that the author edits again and again', async () => {
    const { run, branch, changeFile } = await openAndEditSep()
    let text = editedSep
    for (const [from, to] of [
      ['Words alone', 'Sounds alone'],
      ['A prototype', 'A second prototype'],
      ['Sounds alone', 'Colors alone'],
      ['A second prototype', 'A third prototype'],
    ] as const) {
      await run(...UPDATE)
      text = text.replace(from, to)
      changeFile(SEP_PATH, text)
      expect((await run(...UPDATE)).exitCode).toBe(0)
      expect(branch()?.files[SEP_PATH]).toBe(text)
    }
  })
})
