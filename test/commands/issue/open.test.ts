import { describe, expect, test } from 'vitest'
import { lintForm } from '../../../src/forms/parse.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'
import { EDITOR, type ScriptedAnswer } from '../../support/script.ts'

const ISSUE_URL = `https://github.com/${REPO}/issues/1`
const VIEWER_WITH_PROJECT_SCOPE = { login: 'newcomer', scopes: ['repo', 'project'] }
const withTitle = (title: string) => DRAFT.replace('The handshake stalls when a reply is split', title)

describe('issue open', () => {
  test('posts the draft, prints the address, and writes the address into the draft', async () => {
    const { run, posts, operations } = setUpPosting()
    const { stdout, exitCode, files } = await run('issue', 'open', 'd.md', '--yes')
    expect({ stdout, exitCode }).toEqual({ stdout: `${ISSUE_URL}\n`, exitCode: 0 })
    expect(posts()).toMatchObject([{ title: 'The handshake stalls when a reply is split', labels: ['bug'] }])
    expect(files['d.md']).toContain(`url: ${ISSUE_URL}\nnumber: 1\npublished: 2026-11-22T10:00:00.000Z\n---`)
    expect(files['d.md']).not.toContain('sent:')
    expect(operations()).toEqual(['Target', 'FindDuplicates', 'CreateIssue'])
  })

  test('rejects a published draft, names its address, and sends nothing', async () => {
    const { run, posts, operations } = setUpPosting()
    await run('issue', 'open', 'd.md', '--yes')
    const operationCount = operations().length
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`d.md was already published: ${ISSUE_URL}`)
    expect(operations()).toHaveLength(operationCount)
    expect(posts()).toHaveLength(1)
  })

  test('points to the list of drafts if a name leads nowhere, but not for a path', async () => {
    const { run } = setUpPosting()
    const { stderr, exitCode } = await run('issue', 'open', 'crash', '--yes')
    expect([stderr, exitCode]).toEqual(['mcp-comms: crash: file not found; your drafts: mcp-comms drafts\n', 1])
    expect((await run('issue', 'open', './crash.md', '--yes')).stderr).toBe('mcp-comms: ./crash.md: file not found\n')
  })

  test('a published draft that has lost its address is not posted again while it has the date', async () => {
    const { run, posts, changeFile } = setUpPosting()
    expect((await run('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
    changeFile('d.md', (text) => text.replaceAll(/^(?:url|number): .*\n/gm, ''))
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('d.md says that it was already published, but not where')
    expect(posts()).toHaveLength(1)
    changeFile('d.md', (text) => text.replace(/^published: .*\n/m, ''))
    expect((await run('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
    expect(posts()).toHaveLength(2)
  })

  test('sends nothing without --yes when not running interactively', async () => {
    const { run, posts } = setUpPosting()
    const { stderr, exitCode } = await run('issue', 'open', 'd.md')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('add --yes')
    expect(posts()).toEqual([])
  })

  test('shows a person where the draft will be posted, and asks', async () => {
    const { run, posts } = setUpPosting({ person: [{ ask: `Post it to ${REPO}?`, pick: 'Post it' }] })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md')
    expect(exitCode).toBe(0)
    expect(stderr).toContain(`Issue in ${REPO}`)
    expect(stderr).toContain('The handshake stalls')
    expect(posts()).toHaveLength(1)
  })

  test('exits with 130 if the person declines, and keeps the draft', async () => {
    const { run, posts } = setUpPosting({ person: [{ ask: `Post it to ${REPO}?`, pick: 'Not now' }] })
    const { exitCode, files, stderr } = await run('issue', 'open', 'd.md')
    expect(exitCode).toBe(130)
    expect(stderr).toContain('Nothing was sent')
    expect(files['d.md']).toBe(DRAFT)
    expect(posts()).toEqual([])
  })

  test('--json prints the post', async () => {
    const { run } = setUpPosting()
    const { stdout } = await run('issue', 'open', 'd.md', '--yes', '--json')
    expect(JSON.parse(stdout)).toEqual({
      kind: 'issue',
      repo: REPO,
      number: 1,
      url: ISSUE_URL,
      title: 'The handshake stalls when a reply is split',
      labels: { applied: ['bug'], dropped: [] },
      via: 'api',
      draft: 'd.md',
    })
  })

  test('reports labels that GitHub drops', async () => {
    const { run } = setUpPosting({ repository: { permission: 'READ' } })
    const { stdout, stderr } = await run('issue', 'open', 'd.md', '--yes', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ labels: { applied: [], dropped: ['bug'] } })
    expect(stderr).toContain('GitHub dropped "bug"')
  })

  test('flags override the draft, and are saved in it', async () => {
    const { run, posts } = setUpPosting()
    const flags = ['--title', 'The handshake stalls on a split reply', '-l', 'docs', '-a', 'maintainer', '-m', 'next']
    const { files } = await run('issue', 'open', 'd.md', '--yes', ...flags)
    expect(posts()).toMatchObject([
      {
        title: 'The handshake stalls on a split reply',
        labels: ['bug', 'docs'],
        assignees: ['maintainer'],
        milestone: 'next',
      },
    ])
    expect(files['d.md']).toContain('title: The handshake stalls on a split reply')
  })

  test('reports together all names that the repository lacks, and sends nothing', async () => {
    const { run, posts, operations } = setUpPosting()
    const { stderr, exitCode } = await run(
      'issue',
      'open',
      'd.md',
      '--yes',
      '-l',
      'dosc',
      '-a',
      'nobody',
      '-m',
      'later',
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`there is no label "dosc" in ${REPO} (nearest: "docs")`)
    expect(stderr).toContain('there is no assignee "nobody"')
    expect(stderr).toContain('there is no milestone "later"')
    expect(posts()).toEqual([])
    expect(operations()).not.toContain('CreateIssue')
  })

  test('suggests only similar names', async () => {
    const { run } = setUpPosting({ repository: { labels: ['bug', 'docs'] } })
    const { stderr } = await run('issue', 'open', 'd.md', '--yes', '-l', 'SEP', '-l', 'DOSC')
    expect(stderr).toContain(`there is no label "SEP" in ${REPO}\n`)
    expect(stderr).toContain(`there is no label "DOSC" in ${REPO} (nearest: "docs")`)
  })

  test('adds the issue to its projects once it exists', async () => {
    const { run, fake } = setUpPosting({
      repository: { projects: ['Roadmap'] },
      otherSeed: { viewer: VIEWER_WITH_PROJECT_SCOPE },
    })
    const { stdout, exitCode } = await run('issue', 'open', 'd.md', '--yes', '--json', '-p', 'roadmap')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ projects: { applied: ['roadmap'], dropped: [] } })
    expect(fake.state().repositories[REPO]?.projects).toEqual({ Roadmap: [1] })
  })

  test('does not post if a project does not exist, but posts if the token may not change the project', async () => {
    const misspelled = setUpPosting({
      repository: { projects: ['Roadmap'] },
      otherSeed: { viewer: VIEWER_WITH_PROJECT_SCOPE },
    })
    const { stderr, exitCode } = await misspelled.run('issue', 'open', 'd.md', '--yes', '-p', 'Rodmap')
    expect({ exitCode, posts: misspelled.posts() }).toEqual({ exitCode: 1, posts: [] })
    expect(stderr).toContain(`there is no project "Rodmap" in ${REPO} (nearest: "Roadmap")`)
    const withoutScope = setUpPosting({ repository: { projects: ['Roadmap'] } })
    const posted = await withoutScope.run('issue', 'open', 'd.md', '--yes', '--json', '-p', 'roadmap')
    expect(JSON.parse(posted.stdout)).toMatchObject({ projects: { applied: [], dropped: ['roadmap'] } })
    expect({ exitCode: posted.exitCode, posts: withoutScope.posts().length }).toEqual({ exitCode: 0, posts: 1 })
    expect(posted.stderr).toContain('Not added to the project "Roadmap": ')
  })

  test('sets an existing issue as the parent', async () => {
    const { run, posts } = setUpPosting({ repository: { issues: [{ title: 'The parent of it' }] } })
    expect((await run('issue', 'open', 'd.md', '--yes', '--parent', '#1')).exitCode).toBe(0)
    expect(posts()).toMatchObject([{ parent: null }, { parent: `${REPO}#1` }])
  })

  test('does not confuse a parent on another server with one on ours', async () => {
    const { run, posts } = setUpPosting({ repository: { issues: [{ title: 'The parent of it' }] } })
    const parent = ['--parent', `https://git.example/${REPO}/issues/1`]
    expect((await run('issue', 'open', 'd.md', '--yes', ...parent)).exitCode).toBe(1)
    expect(posts()).toHaveLength(1)
    const parentHere = ['--parent', `https://github.com/${REPO}/issues/1`]
    expect((await run('issue', 'open', 'd.md', '--yes', ...parentHere)).exitCode).toBe(0)
  })

  test('rejects a parent that does not exist', async () => {
    const { run, posts } = setUpPosting()
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes', '--parent', '#77')
    expect({ exitCode, posts: posts() }).toEqual({ exitCode: 1, posts: [] })
    expect(stderr).toContain('there is no issue #77')
  })

  test('posts to a fork itself, and shows that it is one', async () => {
    const { run } = setUpPosting({
      repository: { parent: 'upstream/protocol' },
      otherSeed: { repositories: { 'upstream/protocol': {} } },
    })
    const { stderr, stdout } = await run('issue', 'open', 'd.md', '--yes')
    expect(stderr).toMatch(/example\/protocol is a fork of upstream\/protocol; this will be\s+posted in the fork/)
    expect(stdout).toBe(`${ISSUE_URL}\n`)
  })

  test.each([
    ['is archived', { archived: true }, /archived/],
    ['has issues disabled', { issuesEnabled: false }, /issues are disabled/],
    ['has blocked the person', { blocked: true }, /does not let you post/],
    ['was renamed', { formerly: ['old/name'] }, /was renamed to example\/protocol/],
  ] as const)('nothing is posted to a repository that %s', async (state, repository, sentence) => {
    const repo = state === 'was renamed' ? 'old/name' : REPO
    const { run, posts } = setUpPosting({
      repository: { ...repository, formerly: ['old/name'] },
      files: { 'd.md': DRAFT.replace(REPO, repo) },
    })
    const { stderr, exitCode, files } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(sentence)
    expect(posts()).toEqual([])
    expect(files['d.md']).not.toContain('url:')
  })

  test('rejects a draft of another kind, and names the right command', async () => {
    const { run } = setUpPosting({ files: { 'd.md': DRAFT.replace('kind: issue', 'kind: discussion') } })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('mcp-comms discussion open d.md')
  })

  const TWO = { 'a.md': withTitle('Alpha fails on reconnect'), 'c.md': withTitle('Gamma leaks descriptors') }

  test.each([
    ['is no draft', 'no draft', 1, 'b.md:1'],
    ['is of another kind', DRAFT.replace('kind: issue', 'kind: discussion'), 2, 'mcp-comms discussion open b.md'],
  ])('of several drafts, one that %s does not stop the others', async (_, draft, code, message) => {
    const { run, posts } = setUpPosting({ files: { ...TWO, 'b.md': draft } })
    const { stdout, stderr, exitCode } = await run('issue', 'open', 'a.md', 'b.md', 'c.md', 'a.md', '--yes')
    expect(exitCode).toBe(code)
    expect(stdout).toBe(`${ISSUE_URL}\nhttps://github.com/${REPO}/issues/2\n`)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('already published')
    expect(posts()).toHaveLength(2)
  })

  test('a dry run of a discussion without a category names the missing flag', async () => {
    const idea = `---\nkind: discussion\nrepo: ${REPO}\ntitle: Resumable uploads over the wire\naiDisclosure: none\n---\nWhat if an upload could go on where it stopped?\n`
    const { run } = setUpPosting({ files: { 'd.md': idea } })
    const { stderr, exitCode } = await run('discussion', 'open', 'd.md', '--dry-run')
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringContaining('a discussion needs a category: pass --category NAME'),
    ])
  })

  const POST_IT: ScriptedAnswer = { ask: `Post it to ${REPO}?`, pick: 'Post it' }
  const EDITING: readonly ScriptedAnswer[] = [
    { ask: POST_IT.ask, pick: 'Edit the text' },
    { ask: EDITOR, edit: (text) => `${text}\nMore words.\n` },
  ]

  test.each([
    ['as it is', []],
    ['after an edit', EDITING],
  ])('code at the beginning of the text stays indented: %s', async (_, edits) => {
    const code = '    const client = new Client()\n    client.connect()'
    const text = PLAIN_DRAFT.replace(/---\n(?=After)/, `---\n\n${code}\n\n`)
    const { run, posts } = setUpPosting({ files: { 'd.md': text }, person: [...edits, POST_IT] })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md')
    expect(exitCode, stderr).toBe(0)
    expect(posts()[0]?.body.startsWith(`${code}\n\nAfter`)).toBe(true)
  })

  test('a blank flag changes nothing in the draft', async () => {
    const { run, posts } = setUpPosting()
    const flags = ['--title', '--label', '--assignee', '--milestone', '--parent', '--ai-disclosure']
    const { exitCode, stderr, files } = await run(
      'issue',
      'open',
      'd.md',
      '--yes',
      ...flags.flatMap((flag) => [flag, ' ']),
    )
    expect(exitCode, stderr).toBe(0)
    expect(posts()).toMatchObject([{ title: 'The handshake stalls when a reply is split', labels: ['bug'] }])
    expect(files['d.md']).toContain('labels: [bug]\naiDisclosure: none\n')
  })

  test('a draft that is named by two paths is opened once', async () => {
    const { run, posts } = setUpPosting()
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', './d.md', '--yes')
    expect([exitCode, posts().length], stderr).toEqual([0, 1])
  })

  test('of two copies of a draft, one is posted', async () => {
    const { run, posts } = setUpPosting({ files: { ...TWO, 'b.md': DRAFT.replaceAll('\n', '\r\n'), 'a.md': DRAFT } })
    const { stderr, exitCode, files } = await run('issue', 'open', 'a.md', 'b.md', 'c.md', '--yes')
    expect([exitCode, posts().length], stderr).toEqual([1, 2])
    expect(stderr).toContain('b.md has the same title and text as a.md, so this run sends only one of them')
    expect(files['b.md']).not.toMatch(/^(?:sent|url):/m)
  })

  test('a copy of an unconfirmed draft is not sent', async () => {
    const { run, fake, posts } = setUpPosting({ files: { 'a.md': DRAFT, 'b.md': DRAFT } })
    fake.faults([
      { operation: 'CreateIssue', mode: 'drop-after', times: 1 },
      { operation: 'NewestIssues', mode: '502-before', times: 'always' },
    ])
    const { stderr } = await run('issue', 'open', 'a.md', 'b.md', '--yes')
    expect(posts(), stderr).toHaveLength(1)
    expect(stderr).toContain('b.md has the same title and text as a.md')
  })

  test('several drafts do not get the same title', async () => {
    const { run, posts } = setUpPosting({ files: TWO })
    const { stderr, exitCode, files } = await run('issue', 'open', 'a.md', 'c.md', '--yes', '--title', 'The same')
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('--title would give all these drafts the same title'),
    ])
    expect([posts(), files]).toEqual([[], TWO])
  })
})

test('GitHub would accept the form that these tests use', () => {
  expect(lintForm(BUG_FORM, 'bug_report.yml')).toEqual([])
})
