import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'
import { quillonText } from '../../support/quillon.ts'

const ISSUE_URL = `https://github.com/${REPO}/issues/1`

describe("GitHub's own page", () => {
  test('is opened by --web with the form filled in, and what could not be prefilled is reported', async () => {
    const { run, posts } = setUpPosting()
    const { stdout, stderr, opened, exitCode } = await run('issue', 'open', 'd.md', '--web')
    expect(exitCode).toBe(0)
    expect(opened).toEqual([stdout.trim()])
    expect(stdout).toContain(`https://github.com/${REPO}/issues/new?template=bug_report.yml&title=The+handshake`)
    expect(stdout).toContain('&steps=Split+the+reply')
    expect(stderr).toContain("These can't be prefilled. Copy them from d.md:\n  Area\n  Before you send it\n")
    expect(posts()).toEqual([])
  })

  test('is offered first to people without triage rights', async () => {
    const { run, posts } = setUpPosting({
      repository: { permission: 'READ' },
      person: [
        {
          ask: 'How do you want to post it?',
          pick: "On GitHub's page, filled in",
          first: ["On GitHub's page, filled in", 'From here'],
        },
      ],
    })
    const { opened, stdout } = await run('issue', 'open', 'd.md')
    expect(opened).toEqual([stdout.trim()])
    expect(posts()).toEqual([])
  })

  test('can be declined, to post from the terminal or not at all', async () => {
    const fromHere = setUpPosting({
      repository: { permission: 'READ' },
      person: [{ ask: 'How do you want to post it?', pick: 'From here' }],
    })
    expect((await fromHere.run('issue', 'open', 'd.md')).exitCode).toBe(0)
    expect(fromHere.posts()).toHaveLength(1)
    const notNow = setUpPosting({
      repository: { permission: 'READ' },
      person: [{ ask: 'How do you want to post it?', pick: 'Not now' }],
    })
    expect((await notNow.run('issue', 'open', 'd.md')).exitCode).toBe(130)
    expect(notNow.posts()).toEqual([])
  })
})

describe('--dry-run', () => {
  test('prints the operation and its variables, with names in place of ids, and sends nothing', async () => {
    const { run, operations } = setUpPosting({ files: { 'd.md': PLAIN_DRAFT } })
    const { stdout, exitCode, files } = await run('issue', 'open', 'd.md', '--dry-run', '--json', '-m', 'next')
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      operation: 'CreateIssue',
      query: expect.stringContaining('mutation CreateIssue'),
      variables: {
        input: {
          repositoryId: `<id of ${REPO}>`,
          labelIds: ['<id of bug>'],
          milestoneId: '<id of next>',
          assigneeIds: [],
        },
      },
    })
    expect(operations()).toEqual([])
    expect(files['d.md']).not.toContain('next')
  })

  test('says that a draft which may have been posted is sent only if its post is not found', async () => {
    const sent = PLAIN_DRAFT.replace('title:', 'marker: marker-of-a-run\nsent: 2026-11-22T09:00:00Z\ntitle:')
    const { run, operations } = setUpPosting({ files: { 'd.md': sent } })
    const { stderr, files } = await run('issue', 'open', 'd.md', '--dry-run')
    expect(stderr).toContain(`This would be sent to ${REPO}, unless an earlier run has posted it:\n`)
    expect([operations(), files['d.md']]).toEqual([[], sent])
  })
})

describe('discussions', () => {
  const IDEA = `---\nkind: discussion\nrepo: ${REPO}\ntitle: Resumable uploads over the wire\naiDisclosure: none\n---\nWhat if an upload could go on where it stopped?\n`
  test('are posted in their category, by slug or by name', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': IDEA } })
    const { stdout, exitCode } = await run('discussion', 'open', 'd.md', '--yes', '-c', 'Q&A', '-l', 'docs')
    expect(exitCode).toBe(0)
    expect(stdout).toBe(`https://github.com/${REPO}/discussions/1\n`)
    expect(posts()).toMatchObject([{ type: 'Discussion', category: 'q-a', labels: ['docs'] }])
  })

  test('without a category are rejected with a list of the categories', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': IDEA } })
    const { stderr, exitCode } = await run('discussion', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('--category ideas|q-a')
    expect(posts()).toEqual([])
  })

  test('are posted in the category that a person chooses', async () => {
    const { run, posts } = setUpPosting({
      files: { 'd.md': IDEA },
      person: [
        { ask: 'In which category?', pick: 'Ideas' },
        { ask: `Post it to ${REPO}?`, pick: 'Post it' },
      ],
    })
    await run('discussion', 'open', 'd.md')
    expect(posts()).toMatchObject([{ category: 'ideas' }])
  })

  test('become an issue if discussions are disabled, and a message says so', async () => {
    const { run, posts } = setUpPosting({ repository: { discussionsEnabled: false }, files: { 'd.md': IDEA } })
    const { stdout, stderr } = await run('discussion', 'open', 'd.md', '--yes')
    expect(stderr).toContain(`Discussions are turned off in ${REPO}, so this will be posted as an issue.`)
    expect(stdout).toBe(`${ISSUE_URL}\n`)
    expect(posts()).toMatchObject([{ type: 'Issue' }])
  })

  test('become an issue without a token if the policy says that Discussions are off, even if --repo is an earlier name', async () => {
    const { run } = setUpPosting({ files: { 'd.md': IDEA, 'policy.yaml': quillonText }, signedIn: false })
    const flags = ['--repo', 'quillon-lang/index', '--policy', 'policy.yaml', '--yes']
    const { stderr } = await run('discussion', 'open', 'd.md', ...flags)
    expect(stderr).toContain('Discussions are turned off in quillon-lang/index, so this will be posted as an issue.')
  })

  test("in the category for polls are opened on GitHub's page", async () => {
    const { run, posts } = setUpPosting({
      files: { 'd.md': IDEA.replace('aiDisclosure', 'category: polls\naiDisclosure') },
    })
    const { stdout } = await run('discussion', 'open', 'd.md', '--yes')
    expect(stdout).toContain(`https://github.com/${REPO}/discussions/new?category=polls&title=Resumable+uploads`)
    expect(posts()).toEqual([])
  })
})
