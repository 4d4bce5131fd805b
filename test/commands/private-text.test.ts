import { describe, expect, test } from 'vitest'
import { markBlocked } from '../../src/seps/draft.ts'
import { run } from '../support/app.ts'
import { REPO } from '../support/github.ts'

const TEXT = '## Next\n\n- [ ] Publish the rota\n'
const draftWith = (...lines: readonly string[]) => `---\n${lines.join('\n')}\ntitle: The calendar\n---\n${TEXT}`

const PRIVATE_TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a private report', draftWith('kind: advisory')],
  ['a private report, with Windows line endings', draftWith('kind: advisory').replaceAll('\n', '\r\n')],
  ['a private report, with the line endings of an old editor', draftWith('kind: advisory').replaceAll('\n', '\r')],
  ['a private report, below an empty line', `\n\n${draftWith('kind: advisory')}`],
  ['a private decision, in another spelling of YAML', draftWith('kind: decision', 'fromPrivate: True')],
  ['a private report, indented', draftWith('kind: advisory').replaceAll(/^(?=\w+:)/gm, '  ')],
  ['a private report, in braces', '---\n{kind: advisory, title: A thing}\n---\nIt breaks.\n\n- [ ] a task\n'],
  ['a blocked draft, in braces', '---\n{kind: issue, blocked: private-report}\n---\nIt breaks.\n\n- [ ] a task\n'],
  ['a draft that became a private report', draftWith('kind: issue', 'blocked: it became a private report')],
  ['a SEP that became a private report', markBlocked(`# SEP-0000: The calendar\n\n${TEXT}`)],
  ['a private conversation', draftWith('kind: discussion', 'privateSource: a direct message on Discord')],
  ['a private decision that has not been posted yet', draftWith('kind: decision', 'fromPrivate: true')],
]

/** Each command copies text from a file into something that can be posted. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'issue plan': ['issue', 'plan', 'x.md', '-R', REPO],
  'issue new --body-file': ['issue', 'new', '-R', REPO, '--title', 'The calendar', '--body-file', 'x.md', '--offline'],
  'discussion new --field': [
    'discussion',
    'new',
    '-R',
    REPO,
    '--title',
    'T',
    '--template',
    'ideas',
    '--field',
    'a=@x.md',
  ],
  'discussion new --from-discord': ['discussion', 'new', '-R', REPO, '--title', 'T', '--from-discord', 'x.md'],
  'sep new --field': [
    'sep',
    'new',
    '--type',
    'Process',
    '--title',
    'The calendar',
    '--field',
    'abstract=@x.md',
    '--offline',
  ],
}

describe.each(Object.entries(COMMANDS))('%s', (_name, command) => {
  test.each(PRIVATE_TEXTS)('refuses %s', async (_what, text) => {
    const { stdout, stderr, exitCode, files } = await run([...command], { files: { 'x.md': text } })
    expect(stderr).toContain('x.md must not become a public post')
    expect([stdout, exitCode, Object.keys(files)]).toEqual(['', 1, ['x.md']])
  })

  test.each(PRIVATE_TEXTS)('refuses a text that contains a copy of %s', async (_what, text) => {
    const wrapped = `# The release\n\nThe calendar, as it was written down:\n\n${text}\nThat is all.\n`
    const { stderr, exitCode, files } = await run([...command], { files: { 'x.md': wrapped } })
    expect(stderr).toContain('x.md must not become a public post')
    expect([exitCode, Object.keys(files)]).toEqual([1, ['x.md']])
  })
})

describe.each([
  ['--body', (text: string) => ['--body', text]],
  ['--field b', (text: string) => ['--template', 'ideas', '--field', `b=${text}`]],
] as const)('discussion new %s', (name, flags) => {
  test.each(PRIVATE_TEXTS)('refuses %s on the command line', async (_what, text) => {
    // `$(cat x.md)` leaves out the line endings at the end of the file.
    const argv = flags(text.trimEnd())
    const outcome = await run(['discussion', 'new', '-R', REPO, '--title', 'The calendar', ...argv, '--offline'])
    expect(outcome.stderr).toContain(`${name} must not become a public post`)
    expect(outcome.stderr).not.toContain('rota')
    expect([outcome.stdout, outcome.exitCode, outcome.files]).toEqual(['', 1, {}])
  })
})

describe('a post with a copy of a text that must stay private', () => {
  const post = (body: string) =>
    `---\nkind: issue\nrepo: ${REPO}\ntitle: The calendar of the next release\naiDisclosure: none\n---\n${body}`
  const intro = 'Please publish the calendar of the next release, with the days on which each task ends.\n\n'

  test.each(PRIVATE_TEXTS)('is stopped by the checks: %s', async (_what, text) => {
    const files = { 'd.md': post(intro + text), 'p.jsonl': JSON.stringify({ title: 'The calendar', body: text }) }
    const { stdout, exitCode } = await run(['check', 'd.md', '--offline', '--json'], { files })
    expect(exitCode).toBe(3)
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ check: 'people', code: 'private-source', severity: 'block' }),
    )
    const opened = await run(['issue', 'open', 'd.md', '--dry-run'], { files })
    expect([opened.exitCode, opened.stderr]).toEqual([3, expect.stringContaining('contains a copy of a draft')])
    const bulk = await run(['issue', 'bulk', 'p.jsonl', '-R', REPO, '--offline'], { files })
    expect([bulk.exitCode, bulk.stderr + bulk.stdout]).toEqual([
      3,
      expect.stringContaining('contains a copy of a draft'),
    ])
  })

  test.each([
    ['a code block', `\`\`\`yaml\n${draftWith('kind: advisory')}\`\`\`\n`],
    ['a comment in a code block', `\`\`\`\n${markBlocked('x')}\`\`\`\n`],
    ['lines that divide the text', `---\nblocked: by the release of the client\n---\nThe rest follows.\n`],
    ['a plain draft', draftWith('kind: issue', `repo: ${REPO}`)],
  ])('is not stopped for %s', async (_what, text) => {
    const { stdout } = await run(['check', 'd.md', '--offline', '--json'], { files: { 'd.md': post(intro + text) } })
    expect(JSON.parse(stdout).findings).not.toContainEqual(expect.objectContaining({ code: 'private-source' }))
  })
})

test.each([
  ['a plain draft', draftWith('kind: issue', `repo: ${REPO}`)],
  [
    'a private decision that was posted',
    draftWith('kind: decision', 'fromPrivate: true', 'url: https://github.com/a/b/issues/1'),
  ],
  [
    'a text with the key "blocked" in a code block',
    `${TEXT}\n\`\`\`yaml\nblocked: it became a private report\n\`\`\`\n`,
  ],
  ['other front matter', `---\nkind: Pod\nblocked:\n---\n${TEXT}`],
])('issue plan reads %s', async (_what, text) => {
  const { stdout, exitCode } = await run(['issue', 'plan', 'x.md', '-R', REPO], { files: { 'x.md': text } })
  expect(exitCode).toBe(0)
  expect(stdout).toContain('title: Publish the rota')
})

const PLAIN_DRAFT = draftWith('kind: issue', 'reasons: { people: A.B. of HR agreed }')

test.each([
  ['--body-file', ['--body-file', 'x.md']],
  ['--body', ['--body', PLAIN_DRAFT]],
  ['--field', ['--template', 'bug', '--field', 'steps=@x.md']],
])('issue new %s refuses a draft, whose front matter is never posted', async (_, flags) => {
  const argv = ['issue', 'new', '-R', REPO, '--title', 'The calendar', '--offline', ...flags]
  const { stderr, exitCode, files } = await run(argv, { files: { 'x.md': PLAIN_DRAFT } })
  expect(stderr).toContain('is a draft, and its front matter must not be posted')
  expect([exitCode, Object.keys(files)]).toEqual([1, ['x.md']])
})

test('issue plan reads nothing from the front matter of a draft', async () => {
  const frontMatter = ['kind: issue', 'labels:', '  - notes', 'kept:', '  Steps: |', '    - [ ] Call HR']
  const draft = draftWith(...frontMatter)
  const { stdout } = await run(['issue', 'plan', 'x.md', '-R', REPO], { files: { 'x.md': draft } })
  expect(stdout).toBe(`defaults:\n  repo: ${REPO}\nrows:\n  - key: publish-the-rota\n    title: Publish the rota\n`)
})

test('a private report can use a text that must stay private', async () => {
  const { stderr } = await run(
    ['security', 'report', '-R', REPO, '--field', 'description=@x.md', '--title', 'T', '--dry-run'],
    { files: { 'x.md': draftWith('kind: issue', 'blocked: it became a private report') } },
  )
  expect(stderr).not.toContain('must not become a public post')
})
