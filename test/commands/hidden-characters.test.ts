import { describe, expect, test } from 'vitest'
import { setUpBulk } from '../support/bulk.ts'
import { REPO } from '../support/github.ts'
import { DRAFT, setUpPosting } from '../support/posting.ts'
import { BRANCH, SEP, setUpProposing } from '../support/proposing.ts'

const HIDDEN = '\uFEFF\u001B[31m\u0007\u001B]0;gone\u0007\u0001\u009B1m\u007F'
const SECRET_PARTS = ['ghp_', `${'a1B2c3D4'.repeat(4)}abcd`] as const
const TITLE = 'The handshake stalls when a reply is split'
const INVISIBLE_NOTE = 'it contains invisible characters'
const DIRECTION_NOTE = 'characters that change the direction of the text'

describe('issue new', () => {
  test.each([
    ['a byte order mark', '\uFEFF# Steps\r\n\r\n- one\r\n', 'byte order mark', '- one'],
    ['NUL', 'before\0after\n', 'NUL', 'beforeafter'],
    ['an escape sequence', 'be\u001B[31mfore\u0007\n', 'ESC, BEL', 'before'],
    ['a vertical tab from Word', 'before\u000Bafter\n', 'U+000B', 'before after'],
  ])('%s in a file for -F is removed and reported', async (_, text, name, cleaned) => {
    const { run } = setUpPosting({ files: { 'b.md': text } })
    const flags = ['--repo', REPO, '--title', TITLE, '-F', 'b.md', '-o', 'd.md']
    const { stderr, files } = await run('issue', 'new', ...flags)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`${INVISIBLE_NOTE} (${name}), which are removed before it is sent`)
    expect(stderr.split(INVISIBLE_NOTE)).toHaveLength(2)
    expect(files['d.md']).toContain(cleaned)
    expect(files['d.md']).not.toMatch(/[\0\u001B\u0007\u000B\uFEFF]/)
  })

  test('hidden characters are removed from the title and from fields as well', async () => {
    const { run } = setUpPosting({ files: {} })
    const flags = ['--repo', REPO, '--title', `${TITLE}${HIDDEN}`, '--template', 'bug_report', '-o', 'd.md']
    const answers = ['-f', `steps=Split\0 the reply`, '-f', 'terms=I looked for it']
    const { stderr, files } = await run('issue', 'new', ...flags, ...answers)
    expect(stderr).toContain(INVISIBLE_NOTE)
    expect(files['d.md']).toContain(`title: ${TITLE}\n`)
    expect(files['d.md']).toContain('steps: Split the reply\n')
  })
})

describe('issue open', () => {
  test('hidden characters are removed from the title and the text, and reported', async () => {
    const draft = `${DRAFT.replace(`title: ${TITLE}`, `title: "${TITLE}\\e[31m\\0"`)}\n${HIDDEN}The end.\n`
    const { run, posts } = setUpPosting({ files: { 'd.md': draft } })
    const { stderr, exitCode, files } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(0)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(INVISIBLE_NOTE)
    expect(posts()).toMatchObject([{ title: TITLE, body: expect.stringContaining('\nThe end.') }])
    expect(files['d.md']).toContain('\nThe end.')
  })

  test('a secret with a hidden character inside is still detected', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': `${DRAFT}\n${SECRET_PARTS.join('\u0001')}\n` } })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(3)
    expect(stderr).toContain('stop  secrets')
    expect(posts()).toEqual([])
  })

  test('characters that change the direction of the text are reported, but kept', async () => {
    const { run, posts } = setUpPosting({ files: { 'd.md': `${DRAFT}\nThe \u202Eend\u2066.\n` } })
    const { stderr, exitCode } = await run('issue', 'open', 'd.md', '--yes')
    expect(exitCode).toBe(0)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(DIRECTION_NOTE)
    expect(stderr).toContain('U+202E,\n  U+2066')
    expect(posts()).toMatchObject([{ body: expect.stringContaining('The \u202Eend\u2066.') }])
  })
})

describe('issue bulk', () => {
  const TEXT = 'The client has to follow the next version of the specification'
  const plans: readonly (readonly [name: string, text: string])[] = [
    ['p.csv', `title,body,labels\n"One task ${HIDDEN}of many","\u001B[31m${TEXT}\u001B[0m",bug\u0007\n`],
    [
      'p.jsonl',
      `${JSON.stringify({ title: `One task ${HIDDEN}of many`, body: `\0${TEXT}`, labels: [`bug\u0007`] })}\n`,
    ],
    ['p.yaml', `- title: "One task \\e[31m\\0of many"\n  body: "\\a${TEXT}"\n  labels: ["bug\\b"]\n`],
  ]
  test.each(plans)('hidden characters in %s are removed and reported', async (name, text) => {
    const { run, posts } = setUpBulk({ files: { [name]: text } })
    const { stderr, stdout, exitCode } = await run(`${name} --repo ${REPO} --apply --yes`)
    expect(exitCode).toBe(0)
    expect((stderr + stdout).replaceAll(/\s+/g, ' ')).toContain(INVISIBLE_NOTE)
    expect(posts()).toMatchObject([{ title: 'One task of many', labels: ['bug'] }])
    expect(posts()[0]?.body).toContain(TEXT)
    expect(posts()[0]?.body).not.toMatch(/[\0\u0007\u001B]/)
  })
})

test('sep open removes hidden characters from the file and from the pull request, and reports them', async () => {
  const path = 'seps/0000-icons-for-tools.md'
  const { run, fork } = setUpProposing({ files: { [path]: `\uFEFF${SEP}\n\u001B[31mThe end.\u0007\n` } })
  const { stderr, exitCode, files } = await run('sep', 'open', path, '--yes', '--try')
  expect(exitCode).toBe(0)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(INVISIBLE_NOTE)
  const sent = fork()?.branches[BRANCH]?.files['seps/2-icons-for-tools.md']
  expect(sent).toContain('\nThe end.\n')
  expect(sent).not.toMatch(/[\uFEFF\u001B\u0007]/)
  expect(files['seps/2-icons-for-tools.md']).toBe(sent)
})
