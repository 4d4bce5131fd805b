import { expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, DRAFT, PLAIN_DRAFT, setUpPosting } from '../../support/posting.ts'

test('prints the address of the page if no browser can be opened', async () => {
  const { run } = setUpPosting({ browser: 'none' })
  const { exitCode, stdout, stderr } = await run('issue', 'open', 'd.md', '--web')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^https:\/\/github\.com\/example\/protocol\/issues\/new\?template=/)
  expect(stderr).toContain('Open the page yourself')
})

test("answers that GitHub's page cannot take are named, and stay in the draft", async () => {
  const draft = DRAFT.replace('aiDisclosure: none', 'aiDisclosure: some')
  const { run, posts } = setUpPosting({
    files: { 'd.md': draft },
    repository: { permission: 'READ' },
    person: [
      {
        ask: 'How do you want to post it?',
        pick: "On GitHub's page, filled in",
        first: ["On GitHub's page, filled in", 'From here'],
      },
    ],
  })
  const { stdout, stderr, files, opened } = await run('issue', 'open', 'd.md')
  const { searchParams } = new URL(stdout.trim())
  expect(searchParams.get('template')).toBe('bug_report.yml')
  expect(searchParams.get('title')).toBe('The handshake stalls when a reply is split')
  expect(searchParams.get('steps')).toMatch(
    /^Split the reply after the first byte\.\n\n\*\*AI disclosure:\*\* Parts of this text/,
  )
  expect(stderr).toContain(`These can't be prefilled. Copy them from d.md:\n  Area\n  Before you send it\n`)
  expect(stderr).not.toContain('around the answers')
  expect(opened).toEqual([stdout.trim()])
  expect(files['d.md']).toContain('### Area\n\nClient\n')
  expect(posts()).toEqual([])
})

test("only a type that the form on GitHub's page does not set is named", async () => {
  const form = BUG_FORM.replace(/^name:/m, 'type: Bug\nname:')
  const run = (type: string) =>
    setUpPosting({
      files: { 'd.md': DRAFT.replace('labels: [bug]', `labels: [bug]\ntype: ${type}`) },
      repository: { files: { '.github/ISSUE_TEMPLATE/bug_report.yml': form } },
    }).run('issue', 'open', 'd.md', '--web')
  expect((await run('bug')).stderr).not.toContain('Set the type')
  expect((await run('Task')).stderr).toContain('Set the type "Task" on the page.')
})

test("GitHub's page does not show an answer that a person has removed from the text", async () => {
  const draft = DRAFT.replace('labels: [bug]', 'labels: [bug]\nfields: { steps: Split the reply of our client. }')
  const edited = draft.replace(
    /### Steps to reproduce\n\n.*\n/,
    'Since version 1.2, it stalls with each split reply.\n',
  )
  const { run } = setUpPosting({ files: { 'd.md': edited } })
  const { exitCode, stdout, stderr } = await run('issue', 'open', 'd.md', '--web', '--allow', 'required')
  expect(exitCode, stderr).toBe(0)
  expect(decodeURIComponent(stdout)).not.toContain('our+client')
  expect(stderr).toContain('the text around the answers')
})

test('without a token, --web stops a text without a form if the repository accepts only its own forms', async () => {
  const files = {
    '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM,
    '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n',
  }
  const env = { XDG_CACHE_HOME: '/cache' }
  const withCache = await setUpPosting({ files: { 'd.md': PLAIN_DRAFT }, repository: { files }, env }).run(
    'templates',
    'list',
    '-R',
    REPO,
  )
  const { run } = setUpPosting({ files: withCache.files, env, signedIn: false })
  const stopped = await run('issue', 'open', 'd.md', '--web')
  expect([stopped.exitCode, stopped.stderr]).toEqual([
    3,
    expect.stringContaining('only accepts issues made with one of its forms'),
  ])
  const fieldFlags = ['-f', 'steps=After the first byte.', '-f', 'terms=I looked for it']
  const moved = await run('issue', 'new', '--from', 'd.md', '-t', 'bug', '--offline', ...fieldFlags)
  expect(moved.exitCode, moved.stderr).toBe(0)
  expect((await run('issue', 'open', 'd.md', '--web')).stdout).toMatch(/template=bug_report\.yml&title=.*&steps=After/)
})

test('--web uses the slug of the category on GitHub, and the login of the person for @me', async () => {
  const draft = `---\nkind: discussion\nrepo: ${REPO}\ntitle: How do I split a reply?\ncategory: Q&A\naiDisclosure: none\n---\nI would like to know.\n`
  const { run } = setUpPosting({
    files: { 'd.md': draft },
    repository: { categories: [{ name: 'Q&A', slug: 'questions' }] },
  })
  expect((await run('discussion', 'open', 'd.md', '--web')).stdout).toContain('/discussions/new?category=questions&')
  const assigned = setUpPosting()
  expect((await assigned.run('issue', 'open', 'd.md', '--web', '-a', '@me')).stdout).toContain('&assignees=newcomer')
})

test('the page of a category gets the fields of its own form, and the whole text of a draft with the form of another category', async () => {
  const form = 'body:\n  - { type: textarea, id: idea, attributes: { label: Idea } }\n'
  const run = async (category: string) => {
    const draft = `---\nkind: discussion\nrepo: ${REPO}\ntemplate: ideas.yml\ntitle: Split replies in the tests\ncategory: ${category}\naiDisclosure: none\n---\n### Idea\n\nSplit each reply after its first byte.\n`
    const { stdout } = await setUpPosting({
      files: { 'd.md': draft },
      repository: { categories: ['Ideas', 'Show and tell'], files: { '.github/DISCUSSION_TEMPLATE/ideas.yml': form } },
    }).run('discussion', 'open', 'd.md', '--web')
    return Object.fromEntries(new URL(stdout.trim()).searchParams)
  }
  expect(await run('Ideas')).toMatchObject({ category: 'ideas', idea: 'Split each reply after its first byte.' })
  expect(await run('Show and tell')).toEqual({
    category: 'show-and-tell',
    title: 'Split replies in the tests',
    body: '### Idea\n\nSplit each reply after its first byte.',
  })
})
