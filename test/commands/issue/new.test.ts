import { describe, expect, test } from 'vitest'
import { run as runProgram } from '../../support/app.ts'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, CTRL_C, EDITOR, type ScriptedAnswer } from '../../support/script.ts'

const DRAFT_PATH = '/state/mcp-comms/drafts/2026-11-22-issue-protocol-the-handshake-stalls.md'
const NEW = ['issue', 'new', '--repo', REPO, '--title', 'The handshake stalls']
const NEW_WITH_ANSWERS = [
  ...NEW,
  '--template',
  'bug_report',
  '--field',
  'steps=Split the reply',
  '--field',
  'terms=I looked for it',
]

describe('not running interactively', () => {
  test('the name of the file does not contain a secret of the title', async () => {
    const title = `It stalls with AKIA${'Z7XQ4KMN2PRS6TUV'} sometimes`
    const { run } = setUpPosting({ files: {} })
    const { files } = await run('issue', 'new', '--repo', REPO, '--title', title, '--template', 'bug')
    expect(Object.keys(files)).toEqual([
      '/state/mcp-comms/drafts/2026-11-22-issue-protocol-it-stalls-with-sometimes.md',
    ])
  })

  test('writes a draft of the repository’s own form, and prints its path', async () => {
    const { run, posts } = setUpPosting({ files: {} })
    const { stdout, exitCode, files } = await run(...NEW_WITH_ANSWERS, '--field', 'area=client')
    expect({ stdout, exitCode }).toEqual({ stdout: `${DRAFT_PATH}\n`, exitCode: 0 })
    expect(files[DRAFT_PATH]).toBe(`---
kind: issue
repo: ${REPO}
template: bug_report.yml
title: The handshake stalls
labels:
  - bug
fields:
  steps: Split the reply
  terms: I looked for it
  area: client
---
### Steps to reproduce

Split the reply

### Area

Client

### Before you send it

- [x] I looked for it
`)
    expect(posts()).toEqual([])
  })

  test('reports together what is missing and what is wrong, and keeps the given answers', async () => {
    const { run } = setUpPosting({ files: {} })
    const { stderr, exitCode, files } = await run(...NEW, '--template', 'bug_report', '-f', 'area=Moon', '-f', 'step=x')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('steps: "Steps to reproduce" needs an answer')
    expect(stderr).toContain('area: unknown option "Moon"; choices: Client, Server')
    expect(stderr).toContain('step: unknown field. Did you mean steps?')
    expect(stderr).toContain('terms: "I looked for it" must be checked')
    expect(stderr).toContain(`mcp-comms issue new --from ${DRAFT_PATH}`)
    expect(files[DRAFT_PATH]).toContain('area: Moon')
  })

  test('leaves no draft in which nothing was written', async () => {
    const { run } = setUpPosting({ files: {} })
    const { stderr, exitCode, files } = await run('issue', 'new', '-R', REPO, '-t', 'bug_report', '-o', 'o.md')
    expect([exitCode, files]).toEqual([2, {}])
    expect(stderr).not.toContain('Your answers are kept')
  })

  test('a missing template and a missing title are reported together', async () => {
    const { run } = setUpPosting({ files: {} })
    const { stderr, exitCode, files } = await run('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--title TEXT')
    expect(stderr).toContain('--template bug_report, or --body TEXT for none')
    expect(files).toEqual({})
  })

  test('without a repository, exits 2 and lists the missing flags', async () => {
    const { run, operations } = setUpPosting({ files: {} })
    for (const argv of [
      ['issue', 'new'],
      ['discussion', 'new'],
    ]) {
      const { stderr, exitCode } = await run(...argv)
      expect(exitCode).toBe(2)
      expect(stderr).toMatch(/missing:\n {2}--repo OWNER\/NAME.*\n {2}--title TEXT\n {2}--template ID/)
    }
    expect(operations()).toEqual([])
  })

  test('a draft that names no repository is opened only with --repo', async () => {
    const { run, operations } = setUpPosting({ files: { 'd.md': DRAFT.replace(/^repo: .*\n/m, '') } })
    for (const flags of [['--yes'], ['--dry-run'], ['--web', '--no-input']]) {
      const { stderr, exitCode } = await run('issue', 'open', 'd.md', ...flags)
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--repo OWNER/NAME')])
    }
    expect(operations()).toEqual([])
    const { stdout } = await run('issue', 'open', 'd.md', '--yes', '-R', REPO)
    expect(stdout).toBe(`https://github.com/${REPO}/issues/1\n`)
  })

  test('the AI disclosure does not count as an edit by hand, so the answers can still be changed', async () => {
    const { run } = setUpPosting({ files: {} })
    const line = 'Parts of this text were written with the help of AI; I have checked all of it.'
    const first = await run(...NEW_WITH_ANSWERS, '--ai-disclosure', 'some', '-o', 'd.md')
    expect(first.exitCode, first.stderr).toBe(0)
    expect(first.files['d.md']).toMatch(
      new RegExp(`- \\[x\\] I looked for it\n\n\\*\\*AI disclosure:\\*\\* ${line}\n$`),
    )
    const second = await run(
      'issue',
      'new',
      '--from',
      'd.md',
      '-f',
      'area=Server',
      '--ai-disclosure',
      'a robot wrote it',
    )
    expect(second.exitCode, second.stderr).toBe(0)
    expect(second.files['d.md']).toMatch(/### Area\n\nServer\n.*\*\*AI disclosure:\*\* a robot wrote it\n$/s)
    expect(second.files['d.md']).not.toContain(line)
    const third = await run('issue', 'new', '--from', 'd.md', '--ai-disclosure', 'none')
    expect(third.files['d.md']).toMatch(/- \[x\] I looked for it\n$/)
  })

  test('reads values from files and from standard input', async () => {
    const { run } = setUpPosting({ files: { 'steps.md': 'from a file', '-': 'from stdin' } })
    const argv = [...NEW, '--template', 'bug_report', '-f', 'terms=I looked for it', '-f']
    expect((await run(...argv, 'steps=@steps.md', '-o', 'a.md')).files['a.md']).toContain('from a file')
    expect((await run(...argv, 'steps=-', '-o', 'b.md')).files['b.md']).toContain('from stdin')
    expect((await run(...argv, 'steps=@@me', '-o', 'c.md')).files['c.md']).toContain('\n@me\n')
  })

  test.each([
    ['steps', 2, '--field steps has no id: expected id=value, id=@file, or id=- for standard input'],
    ['=x', 2, '--field =x has no id: expected id=value, id=@file, or id=- for standard input'],
    ['steps=@nowhere.md', 1, 'nowhere.md: file not found; if it is the text itself: --field steps=@@nowhere.md'],
    ['a b=@grace', 1, 'grace: file not found; if it is the text itself: --field "a b=@@grace"'],
  ])('--field %s is refused with exit code %i', async (field, exitCode, message) => {
    const { run, posts } = setUpPosting({ files: {} })
    const outcome = await run(...NEW, '--template', 'bug_report', '-f', field)
    expect(outcome).toMatchObject({ exitCode, stdout: '', files: {} })
    expect(outcome.stderr).toContain(`mcp-comms: ${message}\n`)
    expect(posts()).toEqual([])
  })

  test('picks a free file name, and overwrites the file of -o only with --yes', async () => {
    const { run } = setUpPosting({ files: { [DRAFT_PATH]: 'mine', 'x.md': 'mine too' } })
    const { stdout } = await run(...NEW_WITH_ANSWERS)
    expect(stdout).toBe(`${DRAFT_PATH.replace('.md', '-2.md')}\n`)
    const { exitCode, stderr, files } = await run(...NEW_WITH_ANSWERS, '-o', 'x.md')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('x.md already exists')
    expect(files).toMatchObject({ [DRAFT_PATH]: 'mine', 'x.md': 'mine too' })
    expect((await run(...NEW_WITH_ANSWERS, '-o', 'x.md', '--yes')).files['x.md']).toContain('kind: issue')
  })

  test('-o - prints the draft and writes nothing', async () => {
    const { run } = setUpPosting({ files: {} })
    const { stdout, files } = await run(...NEW_WITH_ANSWERS, '-o', '-')
    expect(stdout).toMatch(/^---\nkind: issue\n/)
    expect(files).toEqual({})
  })

  test('--json prints the path of the draft, and what it is for', async () => {
    const { stdout } = await setUpPosting({ files: {} }).run(...NEW_WITH_ANSWERS, '--json')
    expect(JSON.parse(stdout)).toEqual({
      kind: 'issue',
      repo: REPO,
      template: 'bug_report.yml',
      title: 'The handshake stalls',
      draft: DRAFT_PATH,
    })
  })

  test('--open posts the draft at once', async () => {
    const { run, posts } = setUpPosting({ files: {} })
    const { stdout, exitCode } = await run(
      ...NEW_WITH_ANSWERS,
      '--open',
      '--yes',
      '--ai-disclosure',
      'none',
      '--field',
      'steps=Call list() twice with the same cursor, and look at the second page.',
    )
    expect({ stdout, exitCode }).toEqual({ stdout: `https://github.com/${REPO}/issues/1\n`, exitCode: 0 })
    expect(posts()).toHaveLength(1)
  })

  test('--dry-run keeps the draft, and prints what would be posted', async () => {
    const { run, posts } = setUpPosting({ files: {} })
    const answer = 'steps=Call list() twice with the same cursor, and look at the second page.'
    const { stdout, stderr, exitCode, files } = await run(
      ...NEW_WITH_ANSWERS,
      '-n',
      '--ai-disclosure',
      'none',
      '--field',
      answer,
    )
    expect({ exitCode, posts: posts() }).toEqual({ exitCode: 0, posts: [] })
    expect(stdout).toMatch(/^mutation CreateIssue[\s\S]+"title": "The handshake stalls"/)
    expect(stderr).toContain('Nothing was sent.')
    expect(files[DRAFT_PATH]).toContain('Call list() twice')
  })

  test('a repository that accepts only its own forms gets no blank issue', async () => {
    const files = {
      '.github/ISSUE_TEMPLATE/bug.md': 'What?',
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false',
    }
    const { run } = setUpPosting({ repository: { files }, files: {} })
    const { exitCode, stderr } = await run(...NEW, '--body', 'Just this')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--template bug')
  })

  test.each([
    ['in a script', undefined],
    ['in a terminal', []],
  ])('a repository with links but without a form names the other places: %s', async (_, person) => {
    const config =
      'blank_issues_enabled: false\ncontact_links: [{ name: Forum, url: "https://forum.example/", about: Ask }]'
    const { run } = setUpPosting({
      repository: { files: { '.github/ISSUE_TEMPLATE/config.yml': config } },
      files: {},
      ...(person === undefined ? {} : { person }),
    })
    const { exitCode, stderr } = await run(...NEW, '--body', 'Just this', '-o', 'o.md')
    expect(exitCode).toBe(1)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      `${REPO} accepts no issues without a form, and has no form that can be used. It refers to other places: Forum: https://forum.example/`,
    )
    expect((await run('check', 'o.md')).stdout).toContain('accepts no issues without a form')
  })

  test('without a template, the draft contains the text of --body alone', async () => {
    const { run } = setUpPosting({ files: {}, repository: { files: {} } })
    const { files, exitCode } = await run(...NEW, '--body', 'Just this')
    expect(exitCode).toBe(0)
    expect(files[DRAFT_PATH]).toMatch(/---\nJust this$/)
  })

  test('--body does not replace the text of a draft that --from continues, also below a line about AI', async () => {
    const { run } = setUpPosting({ files: {}, repository: { files: {} } })
    const again = ['issue', 'new', '--from', DRAFT_PATH, '--ai-disclosure', 'none', '--body'] as const
    await run(...NEW, '--body', 'Just this')
    expect((await run(...again, 'Just this')).exitCode).toBe(0)
    const { files, exitCode } = await run(...again, 'Just this')
    expect(exitCode).toBe(0)
    const other = await run(...again, 'That')
    expect([other.exitCode, other.files[DRAFT_PATH]]).toEqual([2, files[DRAFT_PATH]])
    expect(other.stderr).toContain('--body')
  })

  test('--body with other line endings is the same text', async () => {
    const { run } = setUpPosting({ files: {}, repository: { files: {} } })
    await run(...NEW, '--body', 'One\nTwo')
    expect((await run('issue', 'new', '--from', DRAFT_PATH, '--body', 'One\r\nTwo')).exitCode).toBe(0)
  })

  test('--offline uses the built-in templates', async () => {
    const { files } = await runProgram([...NEW, '--offline', '--template', 'ci', '-f', 'what=x', '--no-input'], {})
    expect(Object.keys(files)).toEqual([DRAFT_PATH])
  })
})

test('`where` continues with the form of the repository that it recommends, and posts the issue', async () => {
  const repo = 'modelcontextprotocol/go-sdk'
  const form = '---\nname: Bug report\nabout: A fault\nlabels: bug\n---\n**Describe the bug**\n'
  const { run, fake } = setUpPosting({
    files: {},
    otherSeed: {
      repositories: {
        [repo]: { permission: 'TRIAGE', labels: ['bug'], files: { '.github/ISSUE_TEMPLATE/bug_report.md': form } },
      },
    },
    person: [
      { ask: 'Start writing it now?', pick: 'Yes' },
      { ask: 'Title', type: 'The client of the go sdk hangs when it reconnects' },
      { ask: 'Body', pick: `Change it in ${EDITOR}` },
      { ask: EDITOR, write: 'After a restart of the server, the client of the Go SDK hangs for ever in Connect.' },
      CONFIRM_ALL,
      { ask: 'Did AI help with it?', pick: 'Yes, with parts' },
      { ask: `Post it to ${repo}?`, pick: 'Post it' },
    ],
  })
  const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
  const { stdout, exitCode } = await run('where', ...flags)
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`https://github.com/${repo}/issues/1\n`)
  expect(fake.state().repositories[repo]?.posts).toMatchObject([
    { labels: ['bug'], body: expect.stringContaining('**AI disclosure:** Parts of this text') },
  ])
})

const GO_SDK = 'modelcontextprotocol/go-sdk'
const WHICH_FORM = `Which form for ${GO_SDK}?`
const TITLE = { ask: 'Title', type: 'The client of the go sdk hangs when it reconnects' }
const MARKDOWN = '---\nname: Bug report\nabout: A fault\n---\n**Describe the bug**\n'
const WITH_TEXT =
  'name: Bug report\ndescription: A fault\nbody:\n  - type: textarea\n    id: what\n    attributes: { label: What, value: "**Describe the bug**" }\n'

test.each([
  ['a Markdown template', 'bug_report.md', MARKDOWN, [TITLE, { ask: 'Body', pick: `Change it in ${EDITOR}` }]],
  [
    'a form whose only long field has a text already',
    'bug_report.yml',
    WITH_TEXT,
    [{ ask: WHICH_FORM, pick: 'Bug report' }, TITLE, { ask: 'What', pick: `Change it in ${EDITOR}` }],
  ],
  ['no form', 'bug_report.yml', WITH_TEXT, [{ ask: WHICH_FORM, pick: 'None' }, TITLE]],
])(
  'a long text that was given to `where` is the beginning of the draft, with %s',
  async (what, file, form, answers) => {
    const text =
      'The client of the Go SDK hangs for ever in Connect after a restart of the server, and only a restart of the client helps.'
    let shown = ''
    const edit = (given: string) => {
      shown = given
      return given.replace('**Describe the bug**', '')
    }
    const last: ScriptedAnswer =
      what === 'no form' ? { ask: 'Did AI help with it?', pick: CTRL_C } : { ...CONFIRM_ALL, pick: CTRL_C }
    const { run } = setUpPosting({
      files: {},
      otherSeed: { repositories: { [GO_SDK]: { files: { [`.github/ISSUE_TEMPLATE/${file}`]: form } } } },
      person: [{ ask: 'Start writing it now?', pick: 'Yes' }, ...answers, { ask: EDITOR, edit }, last],
    })
    const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
    const { files } = await run('where', text, ...flags)
    expect(shown).toContain(what === 'no form' ? text : `${text}\n\n**Describe the bug**`)
    expect(Object.values(files)[0]).toContain(`${text}\n`)
  },
)

test('a text that was given to `where` is printed if the person stops before it is in the draft', async () => {
  const text =
    'The client of the Go SDK hangs for ever in Connect after a restart of the server, and only a restart of the client helps.'
  const { run } = setUpPosting({
    files: {},
    otherSeed: { repositories: { [GO_SDK]: { files: { '.github/ISSUE_TEMPLATE/bug_report.md': MARKDOWN } } } },
    person: [
      { ask: 'Start writing it now?', pick: 'Yes' },
      { ask: 'Title', pick: CTRL_C },
    ],
  })
  const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
  const { exitCode, stderr } = await run('where', text, ...flags)
  expect(exitCode).toBe(130)
  expect(stderr).toContain('What you have written so far:')
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain(text)
})

test('a text that was given to `where` is printed if the person continues another draft', async () => {
  const text = 'The client of the Go SDK hangs for ever in Connect after a restart of the server'
  const draft = `---\nkind: issue\nrepo: ${GO_SDK}\ntemplate: bug_report.md\ntitle: Another bug\n---\nIt stalls.\n`
  const { run } = setUpPosting({
    files: { '/state/mcp-comms/drafts/2026-11-20-issue-go-sdk-another-bug.md': draft },
    otherSeed: { repositories: { [GO_SDK]: { files: { '.github/ISSUE_TEMPLATE/bug_report.md': MARKDOWN } } } },
    person: [
      { ask: 'Start writing it now?', pick: 'Yes' },
      { ask: `Continue an unfinished draft for ${GO_SDK}?`, pick: 'Another bug' },
      { ask: 'Did AI help with it?', pick: CTRL_C },
    ],
  })
  const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
  const { stderr } = await run('where', text, ...flags)
  expect(stderr.split('What you have written so far:')).toHaveLength(2)
})
