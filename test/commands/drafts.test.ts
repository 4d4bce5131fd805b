import { expect, test } from 'vitest'
import { REPO } from '../support/github.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { githubToken } from '../support/secrets.ts'

const FOLDER = '/state/mcp-comms/drafts'
const pathOf = (name: string) => `${FOLDER}/${name}`
const UNFINISHED = DRAFT.replace('Split the reply after the first byte.', '_No response_')
const SENT = DRAFT.replace('aiDisclosure: none', 'aiDisclosure: none\nsent: 2026-11-22T09:00:00Z')
const PUBLISHED = DRAFT.replace('aiDisclosure: none', `aiDisclosure: none\nurl: https://github.com/${REPO}/issues/7`)
const REPORT = `---\nkind: advisory\nrepo: ${REPO}\ntitle: Anyone can read the session\n---\nThe session is not checked.\n`

const FILES = {
  [pathOf('a.md')]: UNFINISHED,
  [pathOf('b.md')]: DRAFT,
  [pathOf('c.md')]: SENT,
  [pathOf('d.md')]: PUBLISHED,
  [pathOf('e.md')]: REPORT,
  [pathOf('f.md')]: 'a shopping list',
  [pathOf('g.txt')]: 'not a draft',
}

/** A setup with the form in the cache, as after `issue new`. `drafts` reads the form there to find out whether an answer is missing. */
async function withCachedForm(files: Readonly<Record<string, string>> = FILES) {
  const { run, operations } = setUpPosting({ files, env: { XDG_CACHE_HOME: '/cache' } })
  await run('templates', 'list', '--repo', REPO)
  return { run, operations: () => operations().slice(1) }
}

test('lists each draft with its state and with what to do next, and sends no request', async () => {
  const { run, operations } = await withCachedForm()
  const { stdout, exitCode } = await run('drafts')
  expect(exitCode).toBe(0)
  expect(stdout).toBe(`
  No title yet
    not a draft · today
    ${pathOf('f.md')}:1: a draft begins with "---"; start one with
    "mcp-comms issue new", "discussion new" or "decision new"

  A private report
    unfinished · today · advisory · ${REPO}
    mcp-comms security report --from ${pathOf('e.md')}

  The handshake stalls when a reply is split
    published · today · issue · ${REPO} · bug_report.yml
    https://github.com/${REPO}/issues/7

  The handshake stalls when a reply is split
    may have been posted · today · issue · ${REPO} · bug_report.yml
    mcp-comms issue open ${pathOf('c.md')}

  The handshake stalls when a reply is split
    written, not posted · today · issue · ${REPO} · bug_report.yml
    mcp-comms issue open ${pathOf('b.md')}

  The handshake stalls when a reply is split
    unfinished · today · issue · ${REPO} · bug_report.yml
    mcp-comms issue new --from ${pathOf('a.md')}

`)
  expect(operations()).toEqual([])
})

test('a draft with an answer that is not in its text yet is unfinished', async () => {
  const waiting = DRAFT.replace('labels:', 'fields: { area: Server }\npending: [area]\nlabels:')
  const { run } = await withCachedForm({ [pathOf('a.md')]: waiting })
  expect((await run('drafts')).stdout).toContain(`mcp-comms issue new --from ${pathOf('a.md')}`)
})

test('--json does not contain the content of a private report', async () => {
  const { run } = await withCachedForm()
  const { stdout } = await run('drafts', '--json')
  const { folder, drafts } = JSON.parse(stdout)
  expect(folder).toBe(FOLDER)
  expect(drafts).toHaveLength(6)
  expect(drafts[0]).toMatchObject({ state: 'unreadable', why: expect.stringContaining('a draft begins with') })
  expect(drafts[1]).toEqual({
    draft: pathOf('e.md'),
    modified: '2026-11-22T09:00:00.000Z',
    state: 'unfinished',
    kind: 'advisory',
    repo: REPO,
    template: null,
    title: null,
    url: null,
    command: `mcp-comms security report --from ${pathOf('e.md')}`,
    why: null,
  })
  expect(drafts[2]).toMatchObject({ state: 'published', url: `https://github.com/${REPO}/issues/7`, command: null })
  expect(stdout).not.toContain('session')
})

test('the title of a draft that became a private report, and a secret in a title, are not shown', async () => {
  const { run } = setUpPosting({
    files: {
      [pathOf('a.md')]: DRAFT.replace(
        /title: .*/,
        'title: Anyone can read the session\nblocked: it became a private report',
      ),
      [pathOf('b.md')]: DRAFT.replace(/title: .*/, `title: Login fails with ${githubToken}`),
    },
  })
  const { stdout } = await run('drafts')
  expect(stdout).toContain('A draft that became a private report')
  expect(stdout).toContain('Login fails with ***')
  const { drafts } = JSON.parse((await run('drafts', '--json')).stdout)
  expect(drafts).toMatchObject([{ title: 'Login fails with ***' }, { state: 'blocked', title: null }])
})

test('a draft that has the date of its post but not its address counts as published', async () => {
  const { run } = setUpPosting({
    files: { [pathOf('d.md')]: PUBLISHED.replace(/url: .*/, 'published: 2026-11-22T09:00:00Z') },
  })
  expect(JSON.parse((await run('drafts', '--json')).stdout).drafts).toMatchObject([
    { state: 'published', command: null },
  ])
})

test('lists only the named drafts, or at most --limit of them, and says if there are none', async () => {
  const { run } = await withCachedForm()
  expect(JSON.parse((await run('drafts', 'a.md', pathOf('b.md'), '--json')).stdout).drafts).toHaveLength(2)
  expect(JSON.parse((await run('drafts', '--limit', '2', '--json')).stdout).drafts).toHaveLength(2)
  const unknown = await run('drafts', 'z.md')
  expect([unknown.exitCode, unknown.stderr]).toEqual([1, expect.stringContaining('z.md: there is no such draft')])
  const none = await setUpPosting({ files: {} }).run('drafts')
  expect(none).toMatchObject({ stdout: '', stderr: `No drafts in ${FOLDER}\n`, exitCode: 0 })
})

test('--delete needs --yes in a script, and deletes only the named drafts, each once', async () => {
  const { run } = await withCachedForm()
  const refused = await run('drafts', '--delete', 'a.md')
  expect([refused.exitCode, refused.stderr]).toEqual([2, expect.stringContaining('add --yes to delete')])
  expect(refused.files[pathOf('a.md')]).toBe(UNFINISHED)
  const { stderr, files, exitCode } = await run('drafts', '--delete', 'a.md', pathOf('f.md'), pathOf('a.md'), '--yes')
  expect([exitCode, stderr]).toEqual([0, `${pathOf('a.md')}\n${pathOf('f.md')}\n2 drafts deleted.\n`])
  expect(Object.keys(files).filter((path) => path.startsWith(FOLDER))).toEqual(
    ['b', 'c', 'd', 'e'].map((name) => pathOf(`${name}.md`)).concat(pathOf('g.txt')),
  )
})

test('--delete deletes nothing if one of the drafts may have been posted', async () => {
  const { run } = await withCachedForm()
  const { exitCode, stderr, files } = await run('drafts', '--delete', 'a.md', 'c.md', '--yes')
  expect([exitCode, stderr]).toEqual([
    1,
    expect.stringContaining(`Finish it first: mcp-comms issue open ${pathOf('c.md')}`),
  ])
  expect(files).toMatchObject(FILES)
})

test.each([
  ['whose lines end with a carriage return alone', SENT.replaceAll('\n', '\r')],
  ['whose YAML is damaged', SENT.replace('labels: ', 'labels:\n\t- ')],
  ['whose front matter has no end', SENT.replace('\n---\n', '\n')],
  ['whose "sent" has two of a key', SENT.replace('sent: 2026', 'sent:\n  at: 2026').replace('Z\n', 'Z\n  at: null\n')],
])('--delete keeps a draft that may have been posted, and %s', async (_, text) => {
  const path = pathOf('c.md')
  const { exitCode, stderr, files } = await setUpPosting({ files: { [path]: text } }).run(
    ...['drafts', '--delete', 'c.md', '--yes'],
  )
  expect([exitCode, files[path]]).toEqual([1, text])
  expect(stderr).toContain(`only this file records that. Correct it first, and finish it: ${path}:`)
})

test('--delete keeps a draft that another run has sent while the person was asked', async () => {
  const path = pathOf('b.md')
  const meanwhile = (disk: Map<string, string>) => void disk.set(path, SENT)
  const person = [{ ask: 'Delete this draft?', say: true, meanwhile }]
  const { exitCode, stderr, files } = await setUpPosting({ files: FILES, person }).run('drafts', '--delete', 'b.md')
  expect([exitCode, files[path]]).toEqual([1, SENT])
  expect(stderr).toContain('may have been posted')
})

test('--delete deletes the other drafts if one cannot be deleted, and says which', async () => {
  const [sent, other] = [pathOf('b.md'), pathOf('e.md')]
  const meanwhile = (disk: Map<string, string>) => void disk.set(sent, SENT)
  const person = [{ ask: 'Delete 2 drafts?', say: true, meanwhile }]
  const { run } = setUpPosting({ files: FILES, person })
  const { exitCode, stderr, files } = await run('drafts', '--delete', 'b.md', 'e.md')
  expect([exitCode, files[sent], files[other]]).toEqual([1, SENT, undefined])
  expect(stderr).toMatch(/b\.md may have been posted[\s\S]*1 draft deleted\.\n$/)
})

test('--delete without names lets a person choose, and is an error in a script', async () => {
  const person = [
    { ask: 'Which drafts?', mark: [`A private report · ${REPO} · unfinished`] },
    { ask: 'Delete this draft?', say: true },
  ]
  const { run } = setUpPosting({ files: FILES, person })
  const { files, stderr } = await run('drafts', '--delete')
  expect(stderr).toContain('1 draft deleted.')
  expect(files[pathOf('e.md')]).toBeUndefined()
  expect((await setUpPosting({ files: FILES }).run('drafts', '--delete', '--yes')).exitCode).toBe(2)
})

test('--delete shows the file names of drafts that look the same', async () => {
  const same = {
    [pathOf('a.md')]: DRAFT,
    [pathOf('b.md')]: DRAFT,
    [pathOf('c.md')]: UNFINISHED.replace('title: The', 'title: A'),
  }
  const label = `The handshake stalls when a reply is split · ${REPO} · written, not posted`
  const person = [
    { ask: 'Which drafts?', mark: [`${label} · b.md`] },
    { ask: 'Delete this draft?', say: true },
  ]
  const { files } = await setUpPosting({ files: same, person }).run('drafts', '--delete')
  expect(Object.keys(files)).toEqual([pathOf('a.md'), pathOf('c.md')])
})

test('open, new --from and check accept the name of a draft; a file of that name in the current folder comes first', async () => {
  const { run } = setUpPosting({ files: { [pathOf('b.md')]: DRAFT, [pathOf('a.md')]: UNFINISHED } })
  const dryRun = await run('issue', 'open', 'b.md', '--dry-run', '--json')
  expect(dryRun).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('The handshake stalls') })
  expect((await run('check', 'a.md')).stdout).toContain(`${pathOf('a.md')}:9  stop  required`)
  const resumed = await run('issue', 'new', '--from', 'a.md', '--field', 'steps=Split it.', '--no-input')
  expect(resumed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(pathOf('a.md')) })
  const missing = await run('issue', 'open', 'z.md')
  expect(missing).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('z.md') })
  const withLocalFile = setUpPosting({ files: { [pathOf('b.md')]: DRAFT, 'b.md': UNFINISHED } })
  expect((await withLocalFile.run('check', 'b.md')).stdout).toContain('b.md:9  stop  required')
  expect((await withLocalFile.run('check', 'b.md')).stdout).not.toContain(FOLDER)
})

test('a draft can be named by any path that leads to it', async () => {
  const { run } = await withCachedForm()
  const { stdout, exitCode } = await run('drafts', `./${pathOf('b.md')}`, '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout).drafts).toMatchObject([{ draft: pathOf('b.md') }])
})

test.each([
  ['is unfinished if its form has since got a question that needs an answer', /\n### Before[\s\S]*/, 'new --from'],
  ['is unfinished if a question that needs an answer has since got another label', 'Steps to', 'new --from'],
  ['is not unfinished if a person has removed a question that needs no answer', /### Area[\s\S]*?(?=### B)/, 'open'],
])('a draft %s', async (_, words, command) => {
  const draft = DRAFT.replace('labels', 'fields: { steps: Split the reply after the first byte. }\nlabels')
  const { run } = await withCachedForm({ [pathOf('a.md')]: draft.replace(words, '') })
  expect((await run('drafts')).stdout).toContain(`mcp-comms issue ${command} ${pathOf('a.md')}\n`)
})
