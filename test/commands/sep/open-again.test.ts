import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { BRANCH, journalFile, SEP, SPEC, setUpProposing } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const OLD_JOURNAL_PATH = `${DRAFT}.journal.json`
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OLD_BRANCH = 'sep/icons-for-tools'
const OPEN = ['sep', 'open', DRAFT, '--yes', '--try']
const numberedText = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
/** The journal that an older version left beside the draft. */
const oldJournalText = (more: object = {}) =>
  JSON.stringify({
    repo: SPEC,
    branch: OLD_BRANCH,
    slug: 'icons-for-tools',
    started: '2026-11-22T09:00:00Z',
    ...more,
  })
const OPEN_IDEA = ['sep', 'open', 'idea.md', '--yes', '--try', '--rule', 'SEP002=warn']

test.each(['', 'sep/icons here', 'sep..icons', 'refs/heads/icons', '-icons', 'icons.lock', 'x'.repeat(245)])(
  'a name that no branch can have is refused before anything is sent: %j',
  async (branch) => {
    const { run, operations } = setUpProposing()
    const { exitCode, stderr, files } = await run(...OPEN, `--branch=${branch}`)
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('needs a valid branch name'),
    })
    expect({ operations: operations(), files }).toEqual({ operations: [], files: { [DRAFT]: SEP } })
  },
)

describe('edits by the author before the SEP is completely sent', () => {
  test('are kept in the numbered file, and reported as not sent', async () => {
    const edited = SEP.replace('Names alone', 'Words alone')
    const ask = `Open a pull request in ${SPEC}?`
    const { run, fork } = setUpProposing({
      person: [{ ask, pick: 'Open it', meanwhile: (disk) => disk.set(DRAFT, edited) }],
    })
    const { files, stderr, exitCode } = await run('sep', 'open', DRAFT, '--try')
    expect({ exitCode, files }).toEqual({
      exitCode: 0,
      files: { [NUMBERED]: numberedText.replace('Names alone', 'Words alone') },
    })
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toBe(numberedText)
    expect(stderr).toContain(`mcp-comms sep update 2 ${NUMBERED}`)
  })

  test('are not lost if they are made while the numbered file is written', async () => {
    const edited = SEP.replace('Names alone', 'Words alone')
    const { run } = setUpProposing({
      onDisk: (disk) => {
        const write = disk.set.bind(disk)
        disk.set = (path, text) => (path === NUMBERED ? write(DRAFT, edited) && write(path, text) : write(path, text))
      },
    })
    const { exitCode, stderr, files } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${DRAFT} was edited while ${NUMBERED} was written`)
    expect(files).toMatchObject({ [DRAFT]: edited, [NUMBERED]: numberedText })
  })

  test('do not create a second file if they change the title between two runs', async () => {
    const { fake, clock, run, fork, spec, changeFile } = setUpProposing({ files: { 'idea.md': SEP } })
    fake.faults([{ operation: 'UpdatePullRequest', mode: 'forbidden' }])
    expect((await run(...OPEN_IDEA)).exitCode).not.toBe(0)
    changeFile('idea.md', SEP.replace('Icons for tools', 'Pictures for tools'))
    clock.advance(3_600_000)
    const { files, stderr } = await run(...OPEN_IDEA)
    expect(Object.keys(files)).toEqual(['2-icons-for-tools.md'])
    const pushed = Object.keys(fork()?.branches[BRANCH]?.files ?? {})
    expect(pushed.filter((path) => path.startsWith('seps/'))).toEqual([NUMBERED])
    expect(spec()?.posts[1]?.title).toBe('SEP-2: Pictures for tools')
    expect(stderr).toContain('mcp-comms sep update 2 2-icons-for-tools.md')
  })
})

test('the number does not replace a text that directly follows the PR line', async () => {
  const noted = SEP.replace('pull/{NUMBER}', 'pull/{NUMBER}\nSee the thread for what was left out.')
  const { run, fork } = setUpProposing({ files: { [DRAFT]: noted } })
  const { files } = await run(...OPEN)
  const text = noted.replace('SEP-0000', 'SEP-2').replace('{NUMBER}', '2')
  expect(files[NUMBERED]).toBe(text)
  expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toBe(text)
})

describe('a draft that was opened, and that git has restored beside its numbered file', () => {
  const openAndRestore = async () => {
    const proposing = setUpProposing()
    await proposing.run(...OPEN)
    proposing.clock.advance(3_600_000)
    proposing.changeFile(DRAFT, SEP)
    return proposing
  }

  test('is not opened a second time', async () => {
    const { run, spec } = await openAndRestore()
    for (const flags of [['--try'], ['--fork'], ['--via', 'issue', '--try']]) {
      const { exitCode, stderr, files } = await run('sep', 'open', DRAFT, '--yes', ...flags)
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining(`pull request #2 is open for ${NUMBERED}`),
      })
      expect(files[DRAFT]).toBe(SEP)
    }
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not opened if GitHub does not say whether its pull request is open', async () => {
    const { run, spec, fake } = await openAndRestore()
    fake.faults([{ operation: 'ProposalPull', mode: 'forbidden' }])
    expect((await run(...OPEN)).exitCode).toBe(1)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not opened again, although the other file is not a SEP any more', async () => {
    const { run, spec, changeFile } = await openAndRestore()
    changeFile(NUMBERED, 'Notes\n')
    expect((await run(...OPEN)).exitCode).toBe(1)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is opened again after its pull request was closed', async () => {
    const { run, spec, fake } = await openAndRestore()
    fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
    expect((await run(...OPEN)).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })
})

describe('a copy of a draft that was opened', () => {
  const COPY = 'notes/icons.md'
  const openCopy = ['sep', 'open', COPY, '--yes', '--rule', 'SEP002=off']
  const openAndCopy = async (copy: string) => {
    const proposing = setUpProposing()
    await proposing.run(...OPEN)
    proposing.clock.advance(3_600_000)
    proposing.changeFile(COPY, copy)
    return proposing
  }

  test.each([
    ['with its text, but without the disclosure', SEP.replace(/\n\*\*AI.*\n/, '')],
    ['with its title', SEP.replace('Icons for tools', 'Icons for Tools').replace('Names alone', 'Words alone')],
  ])('is not opened a second time: %s', async (_, copy) => {
    const { run, spec } = await openAndCopy(copy)
    for (const flags of [['--try'], ['--fork'], ['--via', 'issue', '--try']]) {
      const { exitCode, stderr } = await run(...openCopy, ...flags, '--ai-disclosure', 'none')
      expect({ exitCode, stderr }).toMatchObject({
        exitCode: 1,
        stderr: expect.stringContaining('pull request #2 is open for'),
      })
    }
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not opened a second time while GitHub does not show the first pull request', async () => {
    const { run, spec, fake, changeFile } = setUpProposing()
    fake.conditions({ lag: { listings: 60, lookups: 60 } })
    await run(...OPEN)
    changeFile(COPY, SEP)
    const { exitCode, stderr } = await run(...openCopy, '--try')
    expect([exitCode, stderr.replaceAll(/\s+/g, ' ')]).toEqual([1, expect.stringContaining('does not show it yet')])
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not opened a second time, although its own branch was pushed before', async () => {
    const { run, spec, changeFile } = setUpProposing({ files: { [COPY]: SEP } })
    await run(...openCopy, '--fork')
    changeFile(DRAFT, SEP.replace('Names alone', 'Words alone'))
    expect((await run(...OPEN)).exitCode).toBe(0)
    expect((await run(...openCopy, '--try')).exitCode).toBe(1)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('can be sent as a new version, as the message says, if the file with the number is gone', async () => {
    const { run, changeFile, fork } = await openAndCopy(SEP)
    changeFile(NUMBERED, null)
    const { stderr } = await run(...openCopy, '--try')
    const [, next = ''] = /rename it to (\S+), and write SEP-2 into/.exec(stderr.replaceAll(/\s+/g, ' ')) ?? []
    changeFile(next, numberedText.replace('Names alone', 'Words alone'))
    expect((await run('sep', 'update', '2', next, '--yes')).stdout).toBe(`${URL}\n`)
    expect(fork()?.branches[BRANCH]?.files[NUMBERED]).toContain('Words alone')
  })

  test('is not another SEP at the same path, which is opened once its file has a name of its own', async () => {
    const { run, spec, changeFile } = await openAndCopy(SEP)
    const another = SEP.replace('Icons for tools', 'Colors').replaceAll('icons', 'colors')
    changeFile(NUMBERED, null)
    changeFile(DRAFT, another)
    const { exitCode, stderr } = await run(...OPEN)
    expect({ exitCode, stderr: stderr.replaceAll(/\s+/g, ' ') }).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('If this is another SEP, give it a title and a file name of its own'),
    })
    changeFile(DRAFT, null)
    changeFile('seps/0000-colors.md', another)
    expect((await run('sep', 'open', 'seps/0000-colors.md', '--yes', '--try')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })

  test('is opened in another repository, with another title and text, or after the pull request was closed', async () => {
    const { run, spec, fake, changeFile } = await openAndCopy(SEP)
    expect((await run(...openCopy, '--try', '--repo', 'else/where')).exitCode).toBe(0)
    changeFile(COPY, SEP.replace('Icons for tools', 'Colors').replaceAll('icons', 'colors'))
    expect((await run(...openCopy, '--try')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
    fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
    changeFile(COPY, SEP)
    expect((await run(...openCopy, '--try')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(4)
  })
})

test('a file to which somebody has given the number, under another title, is not added a second time', async () => {
  const { run, fake, clock, fork } = await openUntil('UpdatePullRequest')
  const [before = '', after] = [fork()?.branches[BRANCH]?.files[NUMBERED], 'seps/2-pictures.md']
  const files = { [NUMBERED]: null, [after]: before }
  fake.change([
    {
      change: 'push',
      repository: 'newcomer/modelcontextprotocol',
      branch: BRANCH,
      author: 'grace',
      message: 'x',
      files,
    },
  ])
  clock.advance(3_600_000)
  expect((await run(...OPEN)).exitCode).toBe(0)
  const pushed = Object.keys(fork()?.branches[BRANCH]?.files ?? {})
  expect(pushed.filter((path) => path.startsWith('seps/'))).toEqual([after])
})

/** Opens the SEP, until GitHub refuses `operation`. */
async function openUntil(operation: string) {
  const proposing = setUpProposing()
  proposing.fake.faults([{ operation, mode: 'forbidden' }])
  const { files } = await proposing.run(...OPEN)
  return { ...proposing, files, journal: files[journalFile(DRAFT)] ?? '' }
}

describe('the run after one that was killed at the very end', () => {
  const openUntilRename = async () => {
    const proposing = await openUntil('UpdatePullRequest')
    return { ...proposing, finishedJournal: JSON.stringify({ ...JSON.parse(proposing.journal), number: 2 }) }
  }

  test('renames the file and sends no second pull request if the first one is open', async () => {
    const { run, operations, changeFile, finishedJournal } = await openUntilRename()
    changeFile(journalFile(DRAFT), finishedJournal)
    const operationCount = operations().length
    const { stdout, files } = await run(...OPEN)
    expect({ stdout, files }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numberedText } })
    expect(operations().slice(operationCount)).not.toContain('CreatePullRequest')
  })

  test('removes the draft if the numbered file exists already', async () => {
    const { run, changeFile, finishedJournal } = await openUntilRename()
    changeFile(journalFile(DRAFT), finishedJournal)
    changeFile(NUMBERED, numberedText)
    const { stdout, files } = await run(...OPEN)
    expect({ stdout, files }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numberedText } })
  })

  test('commits nothing if the file already has its number, and only the journal is left', async () => {
    const { finishedJournal } = await openUntilRename()
    const { run, operations } = setUpProposing({
      files: { [NUMBERED]: numberedText, [journalFile(DRAFT)]: finishedJournal },
    })
    const { stdout, files, exitCode } = await run(...OPEN)
    expect({ stdout, files, exitCode }).toEqual({
      stdout: `${URL}\n`,
      files: { [NUMBERED]: numberedText },
      exitCode: 0,
    })
    expect(operations()).not.toContain('Commit')
  })

  test('keeps both files if the numbered file has different content', async () => {
    const { run, changeFile, finishedJournal } = await openUntilRename()
    changeFile(journalFile(DRAFT), finishedJournal)
    changeFile(NUMBERED, 'mine')
    const { exitCode, stderr, files: after } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Merge the two files')
    expect(after).toMatchObject({ [DRAFT]: SEP, [NUMBERED]: 'mine' })
  })

  test('changes nothing with --dry-run', async () => {
    const { run, changeFile, finishedJournal } = await openUntilRename()
    changeFile(journalFile(DRAFT), finishedJournal)
    const { exitCode, stderr, files: after } = await run(...OPEN, '--dry-run')
    expect({ exitCode, after }).toEqual({ exitCode: 0, after: { [DRAFT]: SEP, [journalFile(DRAFT)]: finishedJournal } })
    expect(stderr).toContain(`already open (${URL})`)
  })
})

describe('an unfinished run', () => {
  test.each([
    [['--repo', 'else/where'], 'Run again without --repo'],
    [['--via', 'issue'], 'Run again without --via issue'],
    [['--branch', 'sep/other'], 'Run again without --branch'],
  ])('is not started again elsewhere with %j', async (flags, message) => {
    const { run, operations, files } = await openUntil('CreatePullRequest')
    const operationCount = operations().length
    const { exitCode, stderr, files: after } = await run(...OPEN, ...flags)
    expect({ exitCode, after }).toEqual({ exitCode: 1, after: files })
    expect(stderr).toContain(message)
    expect(operations().slice(operationCount)).not.toContain('CreateBranch')
  })

  test('needs --yes again, because the text may have changed', async () => {
    const { run, operations } = await openUntil('CreatePullRequest')
    expect((await run('sep', 'open', DRAFT, '--try')).exitCode).toBe(2)
    expect(operations().filter((operation) => operation === 'CreatePullRequest')).toHaveLength(1)
  })

  test('can start again with another branch after its pull request was closed', async () => {
    const { run, spec, fake } = await openUntil('UpdatePullRequest')
    fake.change([{ change: 'edit', repository: SPEC, number: 2, set: { closed: true } }])
    expect((await run(...OPEN)).stderr).toContain('choose another name with --branch')
    expect((await run(...OPEN, '--branch', 'sep/icons-again')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })

  test('is resumed after its draft was moved', async () => {
    const { run, files, changeFile, spec } = await openUntil('UpdatePullRequest')
    const moved = 'drafts/0000-icons-for-tools.md'
    changeFile(DRAFT, null)
    changeFile(moved, files[DRAFT] ?? '')
    const { files: afterDryRun } = await run('sep', 'open', moved, '--yes', '--try', '--dry-run')
    expect(afterDryRun).toEqual({ [moved]: files[DRAFT], [journalFile(DRAFT)]: files[journalFile(DRAFT)] })
    expect((await run('sep', 'open', moved, '--yes', '--try')).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('that an earlier version of the program began is resumed after its draft was moved and renamed', async () => {
    const { run, files, changeFile, spec } = await openUntil('UpdatePullRequest')
    const { title: _, ...journal } = JSON.parse(files[journalFile(DRAFT)] ?? '')
    // That version saved no title, and the hash of the text with its heading.
    const digest = createHash('sha256').update(SEP).digest('hex')
    changeFile(journalFile(DRAFT), JSON.stringify({ ...journal, digest }))
    changeFile(DRAFT, null)
    changeFile('drafts/0000-pictures.md', SEP)
    expect((await run('sep', 'open', 'drafts/0000-pictures.md', '--yes', '--try')).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })

  test('is not resumed by another draft with the name of a missing one', async () => {
    const { run, changeFile, spec } = await openUntil('UpdatePullRequest')
    changeFile(DRAFT, null)
    changeFile('drafts/0000-icons-for-tools.md', SEP.replace('Names alone', 'Words alone'))
    const { exitCode, stderr } = await run('sep', 'open', 'drafts/0000-icons-for-tools.md', '--yes', '--try')
    expect({ exitCode, posts: spec()?.posts.length }).toEqual({ exitCode: 1, posts: 2 })
    expect(stderr).toContain('move it back')
  })

  test('is not forgotten after its draft was renamed and edited', async () => {
    const { run, changeFile, spec } = await openUntil('UpdatePullRequest')
    changeFile(DRAFT, null)
    changeFile('seps/0000-tool-icons.md', SEP.replace('Names alone', 'Words alone'))
    const { exitCode, stderr } = await run('sep', 'open', 'seps/0000-tool-icons.md', '--yes', '--try')
    expect({ exitCode, posts: spec()?.posts.length }).toEqual({ exitCode: 1, posts: 2 })
    expect(stderr).toContain('a draft with this title is in progress')
    changeFile('seps/0000-tool-icons.md', null)
    changeFile(DRAFT, SEP.replace('Names alone', 'Words alone'))
    expect((await run(...OPEN)).stdout).toBe(`${URL}\n`)
    expect(spec()?.posts).toHaveLength(2)
  })

  test.each([
    ['the same text', SEP, 'drafts/0000-icons.md', 'this text'],
    ['the same name', SEP.replace('Names alone', 'Words alone'), 'drafts/0000-icons-for-tools.md', 'this name'],
    ['the same title', SEP.replace('Names alone', 'Words alone'), 'drafts/0000-words.md', 'this title'],
    [
      'much of its text',
      SEP.replace('Icons for', 'Words for').replace('Names alone', 'Words alone'),
      'drafts/0000-words.md',
      'much of this text',
    ],
  ])('does not let its draft be opened again from a copy with %s', async (_name, text, copy, what) => {
    const { run, files, changeFile, spec } = await openUntil('UpdatePullRequest')
    changeFile(copy, text === SEP ? (files[DRAFT] ?? '') : text)
    const { exitCode, stderr } = await run('sep', 'open', copy, '--yes', '--try')
    expect({ exitCode, posts: spec()?.posts.length }).toEqual({ exitCode: 1, posts: 2 })
    expect(stderr).toContain(`${copy}: a draft with ${what} is in progress at ${DRAFT}. Nothing was sent`)
  })

  test('does not keep another draft from being opened', async () => {
    const { run, changeFile, spec } = await openUntil('UpdatePullRequest')
    const another = SEP.replace('Icons for', 'Words for').replaceAll(/icons|people|nothing|names|src/gi, 'words')
    changeFile('drafts/0000-words.md', another)
    expect((await run('sep', 'open', 'drafts/0000-words.md', '--yes', '--try')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })
})

describe('the journal of an older version, beside the draft', () => {
  /** The repository as that version left it: with a branch, a commit and a pull request, but without an id in them. */
  const withOldJournal = (pull: object = {}, text = SEP) =>
    setUpProposing({
      permission: 'WRITE',
      files: { [DRAFT]: SEP, [OLD_JOURNAL_PATH]: oldJournalText() },
      repository: {
        pullRequests: [
          {
            title: 'SEP: Icons for tools',
            author: 'newcomer',
            head: OLD_BRANCH,
            message: 'SEP: Icons for tools',
            files: { [DRAFT]: text },
            ...pull,
          },
        ],
      },
    })

  test('is taken over once text and author are confirmed: nothing is opened twice', async () => {
    const { run, spec } = withOldJournal()
    const { stdout, files } = await run(...OPEN)
    expect({ stdout, files }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numberedText } })
    expect(spec()?.posts).toHaveLength(2)
    expect(spec()?.posts[1]).toMatchObject({ title: 'SEP-2: Icons for tools' })
    expect(Object.keys(spec()?.branches[OLD_BRANCH]?.files ?? {})).toContain(NUMBERED)
  })

  test('is taken over after everything was sent', async () => {
    const proposing = withOldJournal({ title: 'SEP-2: Icons for tools', files: { [NUMBERED]: numberedText } })
    proposing.changeFile(OLD_JOURNAL_PATH, oldJournalText({ number: 2, url: 'https://evil.example/' }))
    const { stdout, files } = await proposing.run(...OPEN)
    expect({ stdout, files }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numberedText } })
  })

  test.each([
    ['the default branch', { branch: 'main' }, {}, SEP, 'a default branch'],
    ['another repository', { repo: 'else/where' }, {}, SEP, '--repo else/where'],
    ['a branch of the viewer with another SEP', {}, {}, SEP.replace('Names alone', 'Words alone'), 'is different'],
    ['a pull request by somebody else', { number: 2 }, { author: 'else' }, SEP, 'does not contain this draft'],
  ])('is rejected as forged if it names %s: nothing is changed', async (_, named, pull, text, message) => {
    const proposing = withOldJournal(pull, text)
    proposing.changeFile(OLD_JOURNAL_PATH, oldJournalText(named))
    const stateBefore = proposing.fake.state()
    const { exitCode, stderr } = await proposing.run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).toContain(`remove it`)
    expect(proposing.fake.state()).toEqual(stateBefore)
  })

  test("is ignored if it names somebody else's branch, and a new one is created", async () => {
    const proposing = withOldJournal({ author: 'else' })
    const { exitCode } = await proposing.run(...OPEN)
    expect(exitCode).toBe(0)
    expect(proposing.spec()?.branches[OLD_BRANCH]?.commits).toHaveLength(2)
    expect(proposing.branches()).toEqual([OLD_BRANCH, BRANCH])
  })

  test('is not the source of the printed address', async () => {
    const proposing = setUpProposing({
      files: {
        [NUMBERED]: numberedText,
        [OLD_JOURNAL_PATH]: oldJournalText({ number: 2, url: 'https://evil.example/\u001b[31m' }),
      },
    })
    expect((await proposing.run(...OPEN)).stdout).toBe(`${URL}\n`)
  })
})

describe('an error that GitHub would return halfway is avoided before anything is sent', () => {
  test('for a title that is too long', async () => {
    const { run, operations } = setUpProposing({
      files: { [DRAFT]: SEP.replace('Icons for tools', 'Icons '.repeat(60).trim()) },
    })
    const { exitCode, stderr } = await run(...OPEN, '--rule', 'SEP004=off')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('GitHub accepts at most 256 characters')
    expect(operations()).not.toContain('CreateBranch')
  })

  test('but a title is accepted if it is short enough when each emoji counts once, as on GitHub', async () => {
    const { run } = setUpProposing({ files: { [DRAFT]: SEP.replace('Icons for tools', `Icons ${'🙂'.repeat(200)}`) } })
    expect((await run(...OPEN, '--rule', 'SEP004=off')).stderr).not.toContain('GitHub accepts at most 256 characters')
  })

  test('for an archived repository', async () => {
    const { run, operations } = setUpProposing({ repository: { archived: true } })
    const { exitCode, stderr } = await run(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('is archived')
    expect(operations()).not.toContain('CreateBranch')
  })

  test('for a file name that is not valid as a branch name', async () => {
    const path = 'seps/0000-Icons..for tools~.md'
    const { run, spec } = setUpProposing({ permission: 'WRITE', files: { [path]: SEP } })
    await run('sep', 'open', path, '--yes', '--try', '--rule', 'SEP003=off')
    expect(Object.keys(spec()?.branches ?? {})).toContain(BRANCH)
  })
})
