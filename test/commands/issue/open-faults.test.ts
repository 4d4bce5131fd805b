import { describe, expect, test } from 'vitest'
import { MODES, type Mode } from '../../support/fake-github/faults.ts'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'

const IDEA = `---\nkind: discussion\nrepo: ${REPO}\ntitle: Resumable uploads over the wire\ncategory: ideas\naiDisclosure: none\n---\nWhat if an upload could go on where it stopped?\n`

const UNCONFIRMED =
  /unconfirmed: GitHub has not confirmed d\.md \(sent to example\/protocol as @newcomer\).*from 2026-.* on/s

/** The result of a fault on the write: how many posts, the exit code, and the message, or null if the run overcomes the fault. */
const WRITE_OUTCOMES: Readonly<Record<Mode, readonly [posts: number, exitCode: number, sentence: RegExp | null]>> = {
  'drop-before': [0, 1, UNCONFIRMED],
  'drop-after': [1, 0, null],
  '502-before': [0, 1, UNCONFIRMED],
  '502-after': [1, 0, null],
  '504-after': [1, 0, null],
  slow: [1, 0, null],
  'not-json': [0, 1, UNCONFIRMED],
  partial: [1, 0, null],
  'bad-credentials': [0, 4, /rejected the token/s],
  forbidden: [0, 1, /has no permission for this/s],
  'secondary-403': [0, 1, /asked us to slow down/s],
  'secondary-200': [0, 1, /asked us to slow down/s],
  'submitted-too-quickly': [0, 1, /accepts no more posts/s],
  'rate-limited': [0, 1, /requests are used up/s],
}

/** The same for a fault on a query. After a transient fault, the query is sent again. */
const READ_OUTCOMES: typeof WRITE_OUTCOMES = {
  ...WRITE_OUTCOMES,
  'drop-before': [1, 0, null],
  '502-before': [1, 0, null],
  'not-json': [1, 0, null],
  'secondary-403': [1, 0, null],
  'secondary-200': [1, 0, null],
}

/** The same for the search for duplicates. Its fault stops the run only if the next request would fail as well. */
const SEARCH_OUTCOMES: typeof WRITE_OUTCOMES = { ...READ_OUTCOMES, forbidden: [1, 0, null] }

describe.each([
  ['issue', DRAFT, 'CreateIssue'],
  ['discussion', IDEA, 'CreateDiscussion'],
] as const)('%s open', (kind, draft, operation) => {
  test.each(MODES.map((mode) => [mode, ...WRITE_OUTCOMES[mode]] as const))(
    'with the fault %s on its write, posts: %i, exit code: %i',
    async (mode, count, code, sentence) => {
      const { fake, run, posts, clock } = setUpPosting({ files: { 'd.md': draft } })
      fake.faults([{ operation, mode }])
      const { exitCode, stderr, stdout, files } = await run(kind, 'open', 'd.md', '--yes')
      expect({ exitCode, posts: posts().length }).toEqual({ exitCode: code, posts: count })
      if (sentence !== null) expect(stderr).toMatch(sentence)
      expect(stdout).toBe(count === 1 ? `https://github.com/${REPO}/${kind}s/1\n` : '')
      expect(files['d.md']).toContain(draft.slice(draft.lastIndexOf('---\n')))
      fake.verify()

      clock.advance(3_600_000)
      const again = await run(kind, 'open', 'd.md', '--yes')
      expect(posts()).toHaveLength(1)
      expect(again.files['d.md']).toContain(`url: https://github.com/${REPO}/${kind}s/1`)
    },
  )

  test.each(
    // GitHub refuses only mutations as submitted too quickly.
    MODES.filter((mode) => mode !== 'submitted-too-quickly').flatMap((mode) => [
      ['Target', mode, ...READ_OUTCOMES[mode]] as const,
      ['FindDuplicates', mode, ...SEARCH_OUTCOMES[mode]] as const,
    ]),
  )('with a fault on %s (%s), posts: %i, exit code: %i', async (query, mode, count, code, sentence) => {
    const { fake, run, posts } = setUpPosting({ files: { 'd.md': draft } })
    fake.faults([{ operation: query, mode }])
    const { exitCode, stderr, files } = await run(kind, 'open', 'd.md', '--yes')
    expect({ exitCode, posts: posts().length }).toEqual({ exitCode: code, posts: count })
    if (sentence !== null) expect(stderr).toMatch(sentence)
    if (count === 0) expect(files['d.md']).toBe(draft)
    fake.verify()
  })

  test('a failing search for duplicates blocks nothing, and is reported', async () => {
    const { fake, run, posts } = setUpPosting({ files: { 'd.md': draft } })
    fake.faults([{ operation: 'FindDuplicates', mode: '502-before', times: 10 }])
    const { exitCode, stderr } = await run(kind, 'open', 'd.md', '--yes')
    expect({ exitCode, posts: posts().length }).toEqual({ exitCode: 0, posts: 1 })
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain("GitHub's search did not answer, so there may be similar posts")
  })

  test('a write that could not be looked up is looked up again by the next run', async () => {
    const { fake, run, posts } = setUpPosting({ files: { 'd.md': draft } })
    const newest = kind === 'issue' ? 'NewestIssues' : 'NewestDiscussions'
    fake.faults([
      { operation, mode: 'drop-after' },
      { operation: newest, mode: 'bad-credentials', times: 6 },
    ])
    const first = await run(kind, 'open', 'd.md', '--yes')
    expect(first.exitCode).toBe(1)
    expect(first.stderr).toMatch(/unconfirmed: .* Run `mcp-comms \w+ open d\.md` again/)
    expect(first.files['d.md']).toMatch(/sent:\n {2}at: 2026-/)
    const again = await run(kind, 'open', 'd.md', '--yes')
    expect(again.exitCode).toBe(0)
    expect(again.stdout).toBe(`https://github.com/${REPO}/${kind}s/1\n`)
    expect(posts()).toHaveLength(1)
  })
})

test('the token is in no output, file or request log', async () => {
  const { fake, run } = setUpPosting()
  fake.faults([{ operation: 'CreateIssue', mode: 'not-json' }])
  const outcome = await run('issue', 'open', 'd.md', '--yes')
  expect(JSON.stringify([outcome, fake.requests(), fake.state()])).not.toContain('ghp_thisTokenMustNeverBeSeenAnywhere')
})

test("without a token, the address of GitHub's page is printed, without an error", async () => {
  const { run, posts } = setUpPosting({ signedIn: false })
  const { stdout, stderr, exitCode } = await run('issue', 'open', 'd.md')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^https:\/\/github\.com\/example\/protocol\/issues\/new\?title=The\+handshake/)
  expect(stderr).toContain('Not signed in to GitHub')
  expect(posts()).toEqual([])
})

test.each([[[]], [['--json']]])('without a token, --yes fails, because nobody submits the page: %j', async (flags) => {
  const { run, posts } = setUpPosting({ signedIn: false })
  const { stdout, stderr, exitCode, files } = await run('issue', 'open', 'd.md', '--yes', ...flags)
  expect([stdout, exitCode]).toEqual(['', 4])
  expect(stderr).toMatch(/Not signed in to GitHub.*set GH_TOKEN/)
  expect(files['d.md']).not.toContain('sent:')
  expect(posts()).toEqual([])
  const withPage = await run('issue', 'open', 'd.md', '--yes', '--web', ...flags)
  expect(withPage.exitCode).toBe(0)
  expect(withPage.stderr).toContain(
    'Not checked: whether similar posts exist, and whether the text names a private repository.',
  )
})

test("with --offline, the address of GitHub's page is printed, and the message does not ask for a token", async () => {
  const { run, posts } = setUpPosting()
  const { stdout, stderr, exitCode } = await run('issue', 'open', 'd.md', '--offline')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^https:\/\/github\.com\/example\/protocol\/issues\/new\?title=The\+handshake/)
  expect(stderr).toContain("With --offline, a post can only be created on GitHub's page.")
  expect(stderr).not.toContain('Not signed in')
  expect(posts()).toEqual([])
})

test('without a token, a draft that may have been posted is not opened again', async () => {
  const { fake, run } = setUpPosting()
  fake.faults([
    { operation: 'CreateIssue', mode: 'drop-after' },
    { operation: 'NewestIssues', mode: 'bad-credentials', times: 6 },
  ])
  const { files } = await run('issue', 'open', 'd.md', '--yes')
  const later = setUpPosting({ signedIn: false, files })
  expect((await later.run('issue', 'open', 'd.md', '--web')).exitCode).toBe(4)
})
