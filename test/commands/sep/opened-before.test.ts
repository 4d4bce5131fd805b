import { describe, expect, test } from 'vitest'
import { SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']
const PICTURES = 'seps/0000-pictures.md'
const OPEN_PICTURES = ['sep', 'open', PICTURES, '--yes', '--try']
const MERGED = { change: 'edit', repository: SPEC, number: 2, set: { merged: true } } as const
/** The SEP with another title and another text. */
const rewritten = (text: string) => text.replace('Icons for tools', 'Pictures').replace('Names alone', 'Words alone')

describe('a SEP whose pull request was merged', () => {
  const openAndMerge = async () => {
    const proposing = setUpProposing()
    await proposing.run(...OPEN)
    proposing.fake.change([MERGED])
    return proposing
  }

  test.each([
    ['the draft that git restored beside its numbered file', DRAFT, SEP],
    ['a copy', 'notes/icons.md', SEP],
    ['a copy with another text', 'notes/icons.md', SEP.replace('Names alone', 'Words alone')],
  ])('is not opened again from %s', async (_, path, text) => {
    const { run, spec, changeFile } = await openAndMerge()
    changeFile(path, text)
    for (const flags of [['--try'], ['--fork'], ['--via', 'issue', '--try']]) {
      const { exitCode, stderr } = await run('sep', 'open', path, '--yes', '--rule', 'SEP002=off', ...flags)
      expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
        1,
        expect.stringContaining(`pull request #2 was merged with ${NUMBERED}`),
      ])
    }
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not opened again beside its numbered file in a new clone on another computer', async () => {
    const { run, spec, changeFile } = await openAndMerge()
    const { files } = await run('sep', 'open', DRAFT, '--dry-run')
    const clone = setUpProposing({
      files: { [DRAFT]: SEP, [NUMBERED]: files[NUMBERED] ?? '' },
      repository: { pullRequests: [{ title: 'SEP-2', author: 'newcomer', head: 'sep/icons', merged: true }] },
    })
    expect((await clone.run(...OPEN)).stderr).toContain('was merged with')
    expect(clone.spec()?.posts).toHaveLength(2)
    changeFile(PICTURES, SEP.replace('Icons for tools', 'Pictures').replaceAll('icons', 'pictures'))
    expect((await run(...OPEN_PICTURES)).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })

  test('before the run was finished gets its number in the file, and nothing is sent', async () => {
    const { run, fake, spec, operations } = setUpProposing()
    fake.faults([{ operation: 'UpdatePullRequest', mode: 'forbidden' }])
    await run(...OPEN)
    fake.change([MERGED])
    const { length } = operations()
    expect((await run(...OPEN, '--branch', 'sep/another')).stderr).toContain('Run again without --branch')
    const { exitCode, stdout, files } = await run(...OPEN)
    expect([exitCode, stdout, Object.keys(files)]).toEqual([0, `${URL}\n`, [NUMBERED]])
    expect(operations().slice(length)).not.toContain('Commit')
    expect(spec()?.posts).toHaveLength(2)
  })
})

describe('a draft with the title of a pull request from another computer', () => {
  const pullRequest = {
    title: 'SEP-2: Icons for Tools',
    author: 'newcomer',
    head: 'sep/icons',
    message: 'SEP-2',
    files: { [NUMBERED]: SEP.replace('SEP-0000', 'SEP-2') },
  }
  const openBeside = async (change: object) => {
    const proposing = setUpProposing({ repository: { pullRequests: [{ ...pullRequest, ...change }] } })
    const { exitCode, stderr } = await proposing.run(...OPEN)
    return { exitCode, stderr: stderr.replaceAll(/\s+/g, ' '), postCount: proposing.spec()?.posts.length }
  }

  test.each([
    [{}, 'pull request #2 is open for "SEP-2: Icons for Tools"'],
    [{ title: 'SEP: Icons for tools' }, 'pull request #2 is open for "SEP: Icons for tools"'],
    [{ merged: true }, 'pull request #2 was merged with "SEP-2: Icons for Tools"'],
  ])('is not opened again: %j', async (change, reason) => {
    const { exitCode, stderr, postCount } = await openBeside(change)
    expect([exitCode, postCount, stderr]).toEqual([1, 2, expect.stringContaining(reason)])
    if (!('merged' in change)) expect(stderr).toContain(`rename it to ${NUMBERED}`)
  })

  test.each([[{ closed: true }], [{ author: 'grace' }], [{ title: 'Icons for tools' }]])(
    'is opened if the pull request was closed, is by somebody else, or has no SEP: %j',
    async (change) => {
      const { exitCode, stderr, postCount } = await openBeside(change)
      expect([exitCode, postCount], stderr).toEqual([0, 3])
    },
  )
})

describe('a SEP that got another title, another file name and another text at once', () => {
  test('is not opened again if its PR line still has its number', async () => {
    const { run, spec, fake, changeFile } = setUpProposing()
    const { files } = await run(...OPEN)
    changeFile(NUMBERED, null)
    changeFile(PICTURES, rewritten((files[NUMBERED] ?? '').replace('SEP-2', 'SEP-0000')))
    const open = async () => (await run(...OPEN_PICTURES, '--rule', 'SEP005=off')).stderr.replaceAll(/\s+/g, ' ')
    expect(await open()).toContain(`nothing was sent, because pull request #2 is open for ${NUMBERED}`)
    fake.change([MERGED])
    expect(await open()).toContain('pull request #2 was merged')
    expect(spec()?.posts).toHaveLength(2)
  })

  test.each([
    ['beside the file with its number', PICTURES, false],
    ['in another folder', 'notes/pictures.md', false],
    ['after it was merged', PICTURES, true],
  ])('is not opened again: %s', async (_, file, isMerged) => {
    const { run, spec, fake, changeFile } = setUpProposing()
    await run(...OPEN)
    if (isMerged) fake.change([MERGED])
    changeFile(file, rewritten(SEP))
    const open = ['sep', 'open', file, '--yes', '--rule', 'SEP002=off']
    for (const flags of [['--try'], ['--fork'], ['--via', 'issue', '--try']]) {
      const { exitCode, stderr } = await run(...open, ...flags)
      expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([
        1,
        expect.stringContaining(`pull request #2 ${isMerged ? 'was merged with' : 'is open for'} ${NUMBERED}`),
      ])
    }
    expect(spec()?.posts).toHaveLength(2)
    const { stderr } = await run(...open, '--try')
    const [, record = ''] = /If this is another SEP, remove (\S+\.json)/.exec(stderr.replaceAll(/\s+/g, ' ')) ?? []
    changeFile(record, null)
    expect((await run(...open, '--try')).exitCode).toBe(0)
  })

  test('is opened if the pull request of the other draft was never sent', async () => {
    const { run, spec, fake, changeFile } = setUpProposing()
    fake.faults([{ operation: 'Commit', mode: 'forbidden' }])
    expect((await run(...OPEN)).exitCode).toBe(1)
    changeFile(DRAFT, null)
    changeFile(PICTURES, rewritten(SEP))
    expect((await run(...OPEN_PICTURES)).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not filed as an issue again', async () => {
    const { run, spec, changeFile } = setUpProposing()
    await run(...OPEN, '--via', 'issue')
    changeFile(PICTURES, rewritten(SEP))
    const { exitCode, stderr } = await run(...OPEN_PICTURES, '--via', 'issue')
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('an earlier run filed it as an issue')])
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is another SEP if its PR line names a pull request without a SEP, or one of another repository', async () => {
    const pullRequests = [{ title: 'Fix it', author: 'newcomer', head: 'fix', message: 'Fix it', files: { a: 'a' } }]
    for (const pull of [`${SPEC}/pull/2`, 'else/where/pull/2']) {
      const text = SEP.replace(`${SPEC}/pull/{NUMBER}`, pull)
      const { run, spec } = setUpProposing({ files: { [DRAFT]: text }, repository: { pullRequests } })
      const { exitCode, stderr } = await run(...OPEN, '--rule', 'SEP005=off', '--rule', 'SEP019=off')
      expect([exitCode, spec()?.posts.length], stderr).toEqual([0, 3])
    }
  })

  test('is not opened again while its first run is unfinished', async () => {
    const { run, spec, fake, changeFile } = setUpProposing()
    fake.faults([{ operation: 'Commit', mode: 'forbidden', after: 1 }])
    await run(...OPEN)
    changeFile(DRAFT, null)
    changeFile(PICTURES, rewritten(SEP))
    const { exitCode, stderr } = await run(...OPEN_PICTURES)
    const text = stderr.replaceAll(/\s+/g, ' ')
    expect([exitCode, text]).toEqual([
      1,
      expect.stringContaining('a draft with much of this text is in progress (pull request #2)'),
    ])
    expect(spec()?.posts).toHaveLength(2)
    const another = rewritten(SEP)
      .replaceAll(/icons|people/gi, 'colors')
      .replaceAll('.', ' too.')
    changeFile(PICTURES, another)
    expect((await run(...OPEN_PICTURES)).stderr).toContain('a draft in this folder is in progress')
    // Its author has numbered the first file by hand, so this is another SEP.
    changeFile(NUMBERED, SEP.replace('SEP-0000', 'SEP-2'))
    expect((await run(...OPEN_PICTURES)).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })
})
