import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'

const OTHER_REPO = 'example/other'
/** The draft of a run that was killed at this time, while it was posting. */
const sentDraft = (sentAt: string, draft = DRAFT) =>
  draft.replace(
    'aiDisclosure: none',
    `aiDisclosure: none\nmarker: marker-of-a-dead-run\nsent: { at: ${sentAt}, repo: ${REPO}, repositoryId: R_000002, kind: issue, viewer: newcomer }`,
  )
const AN_HOUR_AGO = '2026-11-22T09:00:00Z'

describe('a draft that an earlier run may have sent', () => {
  test('is sent again with the same marker and a new time if it never arrived', async () => {
    const { run, fake, posts } = setUpPosting({ files: { 'd.md': sentDraft(AN_HOUR_AGO) } })
    fake.faults([
      { operation: 'CreateIssue', mode: 'drop-before' },
      { operation: 'NewestIssues', mode: 'bad-credentials', after: 3, times: 6 },
    ])
    const { files } = await run('issue', 'open', 'd.md', '--yes')
    expect(files['d.md']).toMatch(/marker: marker-of-a-dead-run\nsent:.*at: 2026-11-22T10:00:06/s)
    expect(posts()).toEqual([])
  })

  test('is looked up where it was sent, even if --repo names another repository', async () => {
    const withOther = {
      otherSeed: { repositories: { [OTHER_REPO]: { permission: 'TRIAGE' as const, labels: ['bug'] } } },
    }
    const first = setUpPosting(withOther)
    first.fake.faults([
      { operation: 'CreateIssue', mode: 'drop-after' },
      { operation: 'NewestIssues', mode: 'bad-credentials', times: 6 },
    ])
    await first.run('issue', 'open', 'd.md', '--yes')
    const { stdout } = await first.run('issue', 'open', 'd.md', '--yes', '--repo', OTHER_REPO)
    expect(stdout).toBe(`https://github.com/${REPO}/issues/1\n`)
    expect(first.fake.state().repositories[OTHER_REPO]?.posts).toEqual([])
  })

  test('is sent to the repository that --repo names if it never arrived', async () => {
    const { run, fake, posts } = setUpPosting({
      files: { 'd.md': sentDraft(AN_HOUR_AGO) },
      otherSeed: { repositories: { [OTHER_REPO]: { permission: 'TRIAGE', labels: ['bug'] } } },
    })
    const title = 'The handshake stalls on a split reply'
    const { stdout } = await run('issue', 'open', 'd.md', '--yes', '--repo', OTHER_REPO, '--title', title)
    expect(stdout).toBe(`https://github.com/${OTHER_REPO}/issues/1\n`)
    expect([posts(), fake.state().repositories[OTHER_REPO]?.posts.length]).toEqual([[], 1])
  })

  test('is looked up although it became a private report since, and is not posted', async () => {
    const block = (text: string) => text.replace('marker:', 'blocked: what it says became a private report\nmarker:')
    const sent = setUpPosting({
      repository: { projects: ['Roadmap'] },
      files: { 'd.md': DRAFT.replace('labels: [bug]', 'labels: [bug]\nprojects: [Roadmap]') },
    })
    sent.fake.faults([
      { operation: 'CreateIssue', mode: 'drop-after' },
      { operation: 'NewestIssues', mode: 'bad-credentials', times: 6 },
    ])
    await sent.run('issue', 'open', 'd.md', '--yes')
    sent.changeFile('d.md', (text) => block(text).replace('Split the reply', 'Never split the reply'))
    const { stdout, stderr, exitCode, files } = await sent.run('issue', 'open', 'd.md', '--yes')
    expect([exitCode, stdout], stderr).toEqual([0, `https://github.com/${REPO}/issues/1\n`])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('privately ask a maintainer to hide it')
    // The post is not shown on a board either.
    expect(sent.fake.state().repositories[REPO]?.projects).toEqual({ Roadmap: [] })
    expect(stderr).not.toContain('Not added')
    expect(files['d.md']).toContain('projects: [Roadmap]')

    const lost = setUpPosting({ files: { 'd.md': block(sentDraft(AN_HOUR_AGO)) } })
    const outcome = await lost.run('issue', 'open', 'd.md', '--yes')
    expect([outcome.exitCode, lost.posts()]).toEqual([3, []])
    expect(outcome.files['d.md']).not.toContain('\nsent:')
  })

  test('has not changed if only its line endings have', async () => {
    const { run, fake, posts } = setUpPosting({
      onSent: (disk) => disk.set('d.md', (disk.get('d.md') ?? '').replaceAll('\n', '\r\n')),
    })
    fake.faults([
      { operation: 'CreateIssue', mode: 'drop-after' },
      { operation: 'NewestIssues', mode: 'bad-credentials', times: 6 },
    ])
    await run('issue', 'open', 'd.md', '--yes')
    const { exitCode, stdout, stderr, files } = await run('issue', 'open', 'd.md', '--yes')
    expect([exitCode, stdout], stderr).toEqual([0, `https://github.com/${REPO}/issues/1\n`])
    expect(files['d.md']).toContain('Split the reply after the first byte.\r\n')
    expect(posts()).toHaveLength(1)
  })

  test('is found even if the repository lacks one of its labels', async () => {
    const idea = `---\nkind: discussion\nrepo: ${REPO}\ntitle: Resumable uploads\ncategory: ideas\nlabels: [docs]\naiDisclosure: none\n---\nWhat if an upload could go on where it stopped?\n`
    const { run, fake, posts } = setUpPosting({ files: { 'd.md': idea } })
    fake.faults([
      { operation: 'CreateDiscussion', mode: 'drop-after' },
      { operation: 'NewestDiscussions', mode: 'bad-credentials', times: 6 },
    ])
    await run('discussion', 'open', 'd.md', '--yes')
    const { exitCode, stderr, files } = await run('discussion', 'open', 'd.md', '--yes', '-l', 'nowhere')
    expect(exitCode, stderr).toBe(0)
    expect(files['d.md']).toContain(`url: https://github.com/${REPO}/discussions/1`)
    expect(posts()).toMatchObject([{ labels: ['docs'] }])
    expect(stderr).toContain('has no label "nowhere"')
  })

  test('is not opened with --offline, which cannot show whether it arrived', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': sentDraft(AN_HOUR_AGO) } })
    const { exitCode, stderr } = await run('issue', 'open', 'd.md', '--web', '--offline')
    expect({ exitCode, posts: posts() }).toEqual({ exitCode: 2, posts: [] })
    expect(stderr).toContain('leave out --offline')
  })
})

describe('a forged draft that claims to be published or sent', () => {
  const commands = [
    ['issue', 'open', 'd.md', '--yes'],
    ['issue', 'open', 'd.md', '--web'],
    ['issue', 'new', '--from', 'd.md'],
    ['issue', 'new', '-R', REPO, '-o', 'd.md', '--yes', '--title', 'x', '--body', 'x'],
    ['check', 'd.md', '--offline'],
  ]
  const urls = [
    'https://evil.example/issues/1',
    `https://evil.example/${REPO}/issues/1`,
    `https://github.com/${OTHER_REPO}/issues/1`,
    `http://127.0.0.1:9/${REPO}/issues/1`,
  ]

  test.each(commands.flatMap((argv) => urls.map((url) => [argv.join(' '), url] as const)))(
    'is rejected by `mcp-comms %s` with the address %s',
    async (argv, url) => {
      const forged = DRAFT.replace('aiDisclosure: none', `aiDisclosure: none\nurl: ${url}`)
      const { run, posts } = setUpPosting({ files: { 'd.md': forged } })
      const { exitCode, stdout, stderr, opened, files } = await run(...argv.split(' '))
      expect(stderr).toContain(`d.md: its "url" is not the address of a post in ${REPO} on github.com`)
      expect(stderr).not.toContain('already published')
      expect({ exitCode, stdout, opened, posts: posts() }).toEqual({ exitCode: 1, stdout: '', opened: [], posts: [] })
      expect(files['d.md']).toBe(forged)
    },
  )

  test('is found where it was sent, although an old record names no repository and `issue new` another one', async () => {
    const body = '<!-- mcp-comms:marker-of-a-dead-run -->'
    const ours = { title: 'Ours', body, author: 'newcomer', createdAt: AN_HOUR_AGO }
    const { run, fake } = setUpPosting({
      files: { 'd.md': sentDraft(AN_HOUR_AGO).replace(/^sent: .*$/m, `sent: ${AN_HOUR_AGO}`) },
      repository: { issues: [ours], labels: ['bug'] },
      otherSeed: { repositories: { [OTHER_REPO]: { permission: 'TRIAGE', labels: ['bug'] } } },
    })
    await run('issue', 'new', '--from', 'd.md', '--repo', OTHER_REPO, '--offline')
    const { stdout } = await run('issue', 'open', 'd.md', '--yes')
    expect(stdout).toBe(`https://github.com/${REPO}/issues/1\n`)
    expect(fake.state().repositories[OTHER_REPO]?.posts).toEqual([])
  })

  test('is rejected if it says that another account sent it', async () => {
    const forged = sentDraft(AN_HOUR_AGO).replace('viewer: newcomer', 'viewer: stranger')
    const body = '<!-- mcp-comms:marker-of-a-dead-run -->'
    const theirs = { title: 'Theirs', body, author: 'stranger', createdAt: AN_HOUR_AGO }
    const { run, posts } = setUpPosting({
      files: { 'd.md': forged },
      repository: { issues: [theirs], labels: ['bug'] },
    })
    const before = posts()
    const { exitCode, stdout, stderr } = await run('issue', 'open', 'd.md', '--yes')
    expect({ exitCode, stdout, posts: posts() }).toEqual({ exitCode: 1, stdout: '', posts: before })
    expect(stderr).toContain('says that @stranger has posted it, and you are signed in as @newcomer')
  })
})
