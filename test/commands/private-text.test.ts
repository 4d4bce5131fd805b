import { describe, expect, test } from 'vitest'
import { markBlocked } from '../../src/seps/draft.ts'
import { run } from '../support/app.ts'
import { REPO } from '../support/github.ts'

const TEXT = '## Next\n\n- [ ] Publish the rota\n'
const draftWith = (...lines: readonly string[]) => `---\n${lines.join('\n')}\ntitle: The calendar\n---\n${TEXT}`

const PRIVATE_TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['a private report', draftWith('kind: advisory')],
  ['a private report, with Windows line endings', draftWith('kind: advisory').replaceAll('\n', '\r\n')],
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

test('a private report can use a text that must stay private', async () => {
  const { stderr } = await run(
    ['security', 'report', '-R', REPO, '--field', 'description=@x.md', '--title', 'T', '--dry-run'],
    { files: { 'x.md': draftWith('kind: issue', 'blocked: it became a private report') } },
  )
  expect(stderr).not.toContain('must not become a public post')
})
