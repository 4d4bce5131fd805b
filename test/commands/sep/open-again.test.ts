import { describe, expect, test } from 'vitest'
import { proposing, SEP, SPEC } from '../../support/proposing.ts'

const DRAFT = 'seps/0000-icons-for-tools.md'
const JOURNAL = `${DRAFT}.journal.json`
const NUMBERED = 'seps/2-icons-for-tools.md'
const URL = `https://github.com/${SPEC}/pull/2`
const OPEN = ['sep', 'open', DRAFT, '--yes']
const numbered = SEP.replace('SEP-0000', 'SEP-2').replace('pull/{NUMBER}', 'pull/2')
const journal = (more: object = {}) =>
  JSON.stringify({
    repo: SPEC,
    branch: 'sep/icons-for-tools',
    slug: 'icons-for-tools',
    started: '2026-11-22T09:00:00Z',
    ...more,
  })
const DONE = journal({ number: 2, url: URL })
const IDEA = ['sep', 'open', 'idea.md', '--yes', '--rule', 'SEP002=warn']

describe('what the author writes while it is sent', () => {
  test('stays, under the number, and it is said that it was not sent', async () => {
    const mine = SEP.replace('Names alone', 'Words alone')
    const ask = `Open a pull request in ${SPEC}?`
    const { go, fork } = proposing({ person: [{ ask, say: true, meanwhile: (disk) => disk.set(DRAFT, mine) }] })
    const { files, stderr, exitCode } = await go('sep', 'open', DRAFT)
    expect({ exitCode, files }).toEqual({
      exitCode: 0,
      files: { [NUMBERED]: numbered.replace('Names alone', 'Words alone') },
    })
    expect(fork()?.branches['sep/icons-for-tools']?.files[NUMBERED]).toBe(numbered)
    expect(stderr).toContain(`mcp-comms sep update 2 ${NUMBERED}`)
  })

  test('another title between two runs does not make a second file', async () => {
    const { fake, clock, go, fork, spec, writes } = proposing({ files: { 'idea.md': SEP } })
    fake.faults([{ operation: 'UpdatePullRequest', mode: 'forbidden' }])
    expect((await go(...IDEA)).exitCode).not.toBe(0)
    writes('idea.md', SEP.replace('Icons for tools', 'Pictures for tools'))
    clock.advance(3_600_000)
    const { files, stderr } = await go(...IDEA)
    expect(Object.keys(files)).toEqual(['2-icons-for-tools.md'])
    const there = Object.keys(fork()?.branches['sep/icons-for-tools']?.files ?? {})
    expect(there.filter((path) => path.startsWith('seps/'))).toEqual([NUMBERED])
    expect(spec()?.posts[1]?.title).toBe('SEP-2: Pictures for tools')
    expect(stderr).toContain('mcp-comms sep update 2 2-icons-for-tools.md')
  })
})

describe('a run that died at the very end', () => {
  test('the numbered file was made, the old one is still there', async () => {
    const { go } = proposing({ files: { [DRAFT]: SEP, [NUMBERED]: numbered, [JOURNAL]: DONE } })
    const { stdout, files } = await go(...OPEN)
    expect({ stdout, files }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numbered } })
  })

  test('only the journal was left: no draft of that name inherits it', async () => {
    const { go, asked } = proposing({ files: { [NUMBERED]: numbered, [JOURNAL]: DONE } })
    const { stdout, files, exitCode } = await go(...OPEN)
    expect({ stdout, files, exitCode }).toEqual({ stdout: `${URL}\n`, files: { [NUMBERED]: numbered }, exitCode: 0 })
    expect(asked()).not.toContain('Commit')
  })

  test('the numbered file says something else: neither is lost', async () => {
    const files = { [DRAFT]: SEP, [NUMBERED]: 'mine', [JOURNAL]: DONE }
    const { exitCode, stderr, files: after } = await proposing({ files }).go(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('Merge the two files')
    expect(after).toMatchObject({ [DRAFT]: SEP, [NUMBERED]: 'mine' })
  })

  test('a dry run changes nothing', async () => {
    const files = { [DRAFT]: SEP, [JOURNAL]: DONE }
    const { exitCode, stderr, files: after } = await proposing({ files }).go(...OPEN, '--dry-run')
    expect({ exitCode, after }).toEqual({ exitCode: 0, after: files })
    expect(stderr).toContain(`already open (${URL})`)
  })
})

describe('what was begun is not begun again elsewhere', () => {
  const files = { [DRAFT]: SEP, [JOURNAL]: journal() }

  test.each([
    [['--repo', 'else/where'], 'Run again without --repo'],
    [['--via', 'issue'], 'Run again without --via issue'],
    [['--branch', 'sep/other'], 'Run again without --branch'],
  ])('%s', async (flags, said) => {
    const { go, asked } = proposing({ files })
    const { exitCode, stderr, files: after } = await go(...OPEN, ...flags)
    expect({ exitCode, after }).toEqual({ exitCode: 1, after: files })
    expect(stderr).toContain(said)
    expect(asked()).not.toContain('CreateBranch')
  })

  test('going on asks too, for the text may be another', async () => {
    const { go, asked } = proposing({ files })
    expect((await go('sep', 'open', DRAFT)).exitCode).toBe(2)
    expect(asked()).not.toContain('CreateBranch')
  })

  test('where its pull request was closed, another branch is a new beginning', async () => {
    const pullRequests = [
      { title: 'SEP-2: Icons', author: 'newcomer', head: 'sep/icons-for-tools', closed: true, files: { 'a.md': 'a' } },
    ]
    const { go, spec } = proposing({ permission: 'WRITE', files, repository: { pullRequests } })
    expect((await go(...OPEN)).stderr).toContain('choose another name with --branch')
    expect((await go(...OPEN, '--branch', 'sep/icons-again')).exitCode).toBe(0)
    expect(spec()?.posts).toHaveLength(3)
  })
})

describe('what GitHub would refuse halfway', () => {
  test('a title that is too long', async () => {
    const { go, asked } = proposing({ files: { [DRAFT]: SEP.replace('Icons for tools', 'Icons '.repeat(60).trim()) } })
    const { exitCode, stderr } = await go(...OPEN, '--rule', 'SEP004=off')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('GitHub accepts 256 characters')
    expect(asked()).not.toContain('CreateBranch')
  })

  test('a repository that is archived', async () => {
    const { go, asked } = proposing({ repository: { archived: true } })
    const { exitCode, stderr } = await go(...OPEN)
    expect(exitCode).toBe(1)
    expect(stderr).toContain('is archived')
    expect(asked()).not.toContain('CreateBranch')
  })

  test('a file name that is no name of a branch', async () => {
    const odd = 'seps/0000-Icons..for tools~.md'
    const { go, spec } = proposing({ permission: 'WRITE', files: { [odd]: SEP } })
    await go('sep', 'open', odd, '--yes', '--rule', 'SEP003=off')
    expect(Object.keys(spec()?.branches ?? {})).toContain('sep/icons-for-tools')
  })
})
