import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { run } from '../../support/app.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, DRAFT, posting } from '../../support/posting.ts'
import { EDITOR, LEAVE, RIGHT } from '../../support/scripted.ts'

const NAME = '/state/mcp-comms/drafts/2026-11-22-issue-protocol-the-handshake-stalls.md'
const NEW = ['issue', 'new', '--repo', REPO, '--title', 'The handshake stalls']
const FILLED = [
  ...NEW,
  '--template',
  'bug_report',
  '--field',
  'steps=Split the reply',
  '--field',
  'terms=I looked for it',
]

describe('not running interactively', () => {
  test('writes a draft of the repository’s own form, and prints its path', async () => {
    const { go, posts } = posting({ files: {} })
    const { stdout, exitCode, files } = await go(...FILLED, '--field', 'area=client')
    expect({ stdout, exitCode }).toEqual({ stdout: `${NAME}\n`, exitCode: 0 })
    expect(files[NAME]).toBe(`---
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

  test('reports everything that is missing or wrong at once, and keeps the valid answers', async () => {
    const { go } = posting({ files: {} })
    const { stderr, exitCode, files } = await go(...NEW, '--template', 'bug_report', '-f', 'area=Moon', '-f', 'step=x')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('steps: "Steps to reproduce" needs an answer')
    expect(stderr).toContain('area: unknown option "Moon"; choices: Client, Server')
    expect(stderr).toContain('step: unknown field. Did you mean steps?')
    expect(stderr).toContain('terms: "I looked for it" must be checked')
    expect(stderr).toContain(`mcp-comms issue new --from ${NAME}`)
    expect(files[NAME]).toContain('area: Moon')
  })

  test('without template and title, both are reported', async () => {
    const { go } = posting({ files: {} })
    const { stderr, exitCode, files } = await go('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--title TEXT')
    expect(stderr).toContain('--template bug_report, or --body TEXT for none')
    expect(files).toEqual({})
  })

  test('no repository: exit 2, with all that is missing', async () => {
    const { go, asked } = posting({ files: {} })
    for (const argv of [
      ['issue', 'new'],
      ['discussion', 'new'],
    ]) {
      const { stderr, exitCode } = await go(...argv)
      expect(exitCode).toBe(2)
      expect(stderr).toMatch(/missing:\n {2}--repo OWNER\/NAME.*\n {2}--title TEXT\n {2}--template ID/)
    }
    expect(asked()).toEqual([])
  })

  test('a draft that names no repository goes nowhere', async () => {
    const { go, asked } = posting({ files: { 'd.md': DRAFT.replace(/^repo: .*\n/m, '') } })
    for (const flags of [['--yes'], ['--dry-run'], ['--web', '--no-input']]) {
      const { stderr, exitCode } = await go('issue', 'open', 'd.md', ...flags)
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--repo OWNER/NAME')])
    }
    expect(asked()).toEqual([])
    const { stdout } = await go('issue', 'open', 'd.md', '--yes', '-R', REPO)
    expect(stdout).toBe(`https://github.com/${REPO}/issues/1\n`)
  })

  test('the AI disclosure does not count as an edit by hand: it follows the form, and answers can still be changed', async () => {
    const { go } = posting({ files: {} })
    const line = 'Parts of this text were written with the help of AI; I have checked all of it.'
    const first = await go(...FILLED, '--ai-disclosure', 'some', '-o', 'd.md')
    expect(first.exitCode, first.stderr).toBe(0)
    expect(first.files['d.md']).toMatch(
      new RegExp(`- \\[x\\] I looked for it\n\n\\*\\*AI disclosure:\\*\\* ${line}\n$`),
    )
    const second = await go(
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
    const third = await go('issue', 'new', '--from', 'd.md', '--ai-disclosure', 'none')
    expect(third.files['d.md']).toMatch(/- \[x\] I looked for it\n$/)
  })

  test('reads values from files and from standard input', async () => {
    const { go } = posting({ files: { 'steps.md': 'from a file', '-': 'from stdin' } })
    const argv = [...NEW, '--template', 'bug_report', '-f', 'terms=I looked for it', '-f']
    expect((await go(...argv, 'steps=@steps.md', '-o', 'a.md')).files['a.md']).toContain('from a file')
    expect((await go(...argv, 'steps=-', '-o', 'b.md')).files['b.md']).toContain('from stdin')
    expect((await go(...argv, 'steps=@@me', '-o', 'c.md')).files['c.md']).toContain('\n@me\n')
  })

  test.each([
    ['steps', 2, '--field steps: expected id=value, id=@file, or id=- for standard input'],
    ['=x', 2, '--field =x: expected id=value, id=@file, or id=- for standard input'],
    ['steps=@nowhere.md', 1, 'nowhere.md: file not found; if it is the text itself: --field steps=@@nowhere.md'],
    ['a b=@grace', 1, 'grace: file not found; if it is the text itself: --field "a b=@@grace"'],
  ])('--field %s is refused with %i', async (field, exitCode, message) => {
    const { go, posts } = posting({ files: {} })
    const outcome = await go(...NEW, '--template', 'bug_report', '-f', field)
    expect(outcome).toMatchObject({ exitCode, stdout: '', files: {} })
    expect(outcome.stderr).toContain(`mcp-comms: ${message}\n`)
    expect(posts()).toEqual([])
  })

  test('finds a free name, and does not overwrite a file that was named', async () => {
    const { go } = posting({ files: { [NAME]: 'mine', 'x.md': 'mine too' } })
    const { stdout } = await go(...FILLED)
    expect(stdout).toBe(`${NAME.replace('.md', '-2.md')}\n`)
    const { exitCode, stderr, files } = await go(...FILLED, '-o', 'x.md')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('x.md already exists')
    expect(files).toMatchObject({ [NAME]: 'mine', 'x.md': 'mine too' })
    expect((await go(...FILLED, '-o', 'x.md', '--yes')).files['x.md']).toContain('kind: issue')
  })

  test('-o - prints the draft and writes nothing', async () => {
    const { go } = posting({ files: {} })
    const { stdout, files } = await go(...FILLED, '-o', '-')
    expect(stdout).toMatch(/^---\nkind: issue\n/)
    expect(files).toEqual({})
  })

  test('--json', async () => {
    const { stdout } = await posting({ files: {} }).go(...FILLED, '--json')
    expect(JSON.parse(stdout)).toEqual({
      kind: 'issue',
      repo: REPO,
      template: 'bug_report.yml',
      title: 'The handshake stalls',
      draft: NAME,
    })
  })

  test('--open posts the draft at once', async () => {
    const { go, posts } = posting({ files: {} })
    const { stdout, exitCode } = await go(
      ...FILLED,
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

  test('a repository that accepts only its own forms gets no blank issue', async () => {
    const files = {
      '.github/ISSUE_TEMPLATE/bug.md': 'What?',
      '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false',
    }
    const { go } = posting({ repository: { files }, files: {} })
    const { exitCode, stderr } = await go(...NEW, '--body', 'Just this')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--template bug')
  })

  test('without a template, the text stays as it is', async () => {
    const { go } = posting({ files: {}, repository: { files: {} } })
    const { files, exitCode } = await go(...NEW, '--body', 'Just this')
    expect(exitCode).toBe(0)
    expect(files[NAME]).toMatch(/---\nJust this$/)
  })

  test('offline, our own templates are used', async () => {
    const { files } = await run([...NEW, '--offline', '--template', 'ci', '-f', 'what=x', '--no-input'], {})
    expect(Object.keys(files)).toEqual([NAME])
  })
})

describe('running interactively', () => {
  const FORM = [
    { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
    { ask: 'Title', type: '[Bug] The handshake stalls' },
    { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
    { ask: EDITOR, write: 'Split the reply\n' },
  ] as const
  const REST = [
    { ask: 'Area', pick: 'Server' },
    { ask: 'Before you send it', mark: ['I looked for it (required)'] },
    RIGHT,
  ] as const

  test('asks for each field, with the form’s own help', async () => {
    const { go } = posting({ files: {}, person: [...FORM, ...REST] })
    const { files, stderr } = await go('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] The handshake stalls"')
    expect(text).toContain('### Area\n\nServer\n')
    expect(stderr).toContain('Thank you for telling us.')
    expect(stderr).toContain('From a fresh start')
  })

  test('an interruption keeps every answer, and --from continues with the next question', async () => {
    const first = posting({ files: {}, person: [...FORM, { ask: 'Area', pick: LEAVE }] })
    const { exitCode, stderr, files } = await first.go('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(130)
    const [path = ''] = Object.keys(files)
    expect(files[path]).toContain('Split the reply')
    expect(stderr).toContain(`Your answers are kept. Resume with:\n  mcp-comms issue new --from ${path}\n`)
    const second = posting({ files, person: REST })
    const again = await second.go('issue', 'new', '--from', path)
    expect(again.exitCode).toBe(0)
    expect(again.stdout).toBe(`${path}\n`)
    expect(again.files[path]).toContain('- [x] I looked for it')
  })

  test.each([
    [
      'the title',
      [FORM[0], { ask: 'Title', leave: '[Bug] The hands' }],
      [{ ask: 'Title', type: '[Bug] The handshake stalls', expects: '[Bug] The hands' }, ...FORM.slice(2), ...REST],
    ],
    [
      'a field',
      [
        ...FORM.slice(0, 2),
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', leave: 'Split the re' },
      ],
      [
        { ask: 'Steps to reproduce', pick: `Change it in ${EDITOR}` },
        { ask: EDITOR, write: 'Split the reply\n' },
        ...REST,
      ],
    ],
    [
      'an answer that was given before',
      [
        ...FORM,
        ...REST.slice(0, 2),
        { ask: RIGHT.ask, pick: 'Change: Title' },
        { ask: 'Title', leave: '[Bug] The handshake' },
      ],
      [{ ask: 'Title', type: '[Bug] The handshake stalls', expects: '[Bug] The handshake' }, RIGHT],
    ],
  ] as const)('what was typed of %s is kept, and its question is asked again', async (_, before, after) => {
    const first = posting({ files: {}, person: before })
    const { exitCode, files } = await first.go('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(130)
    const [path = ''] = Object.keys(files)
    const { stdout } = await posting({ files }).go('drafts', '--json')
    expect(JSON.parse(stdout).drafts).toMatchObject([{ state: 'unfinished' }])
    const again = await posting({ files, person: after }).go('issue', 'new', '--from', path)
    expect(again.exitCode).toBe(0)
    expect(again.files[path]).toContain('title: "[Bug] The handshake stalls"')
    expect(again.files[path]).toContain('Split the reply\n')
    expect(again.files[path]).not.toContain('unfinished')
  })

  test('an unfinished draft for the same repository and form is offered, instead of a second one', async () => {
    const first = posting({ files: {}, person: [...FORM, { ask: 'Area', pick: LEAVE }] })
    const { files } = await first.go('issue', 'new', '--repo', REPO)
    const [path = ''] = Object.keys(files)
    const offer = {
      ask: `Continue an unfinished draft for ${REPO}?`,
      first: ['[Bug] The handshake stalls', 'Start a new one'],
    }
    const second = posting({ files, person: [{ ...offer, pick: '[Bug] The handshake stalls' }, ...REST] })
    const again = await second.go('issue', 'new', '--repo', REPO, '--template', 'bug')
    expect(again.stdout).toBe(`${path}\n`)
    expect(Object.keys(again.files)).toEqual([path])
    const third = posting({
      files: again.files,
      person: [
        { ...offer, pick: 'Start a new one' },
        { ask: 'Title', pick: LEAVE },
      ],
    })
    expect((await third.go('issue', 'new', '--repo', REPO, '--template', 'bug')).exitCode).toBe(130)
  })

  test.each([
    ['another form', ['--template', 'other'], ''],
    ['another title', ['--title', 'The client leaks'], ''],
    ['a published one', [], `url: https://github.com/${REPO}/issues/9\n`],
    ['one that became a report', [], 'blocked: it did\n'],
    ['one that may have been posted', [], 'sent: 2026-11-22T09:00:00Z\n'],
  ])('%s is not offered', async (_, flags, more) => {
    const draft = `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\ntitle: T\n${more}---\n`
    const { go } = posting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/other.md': 'x' },
      },
      files: { '/state/mcp-comms/drafts/d.md': draft },
      person: [
        ...(flags.includes('--template') ? [] : [{ ask: `Which form for ${REPO}?`, pick: 'Bug report' }]),
        flags.includes('--title') ? { ask: 'Steps to reproduce', pick: LEAVE } : { ask: 'Title', pick: LEAVE },
      ],
    })
    expect((await go('issue', 'new', '--repo', REPO, ...flags)).exitCode).toBe(130)
  })

  test('without a repository, asks for it', async () => {
    const { go } = posting({
      files: {},
      person: [
        { ask: 'Which repository is it for?', pick: 'Another one' },
        { ask: 'Repository, as owner/name', type: REPO },
        ...FORM,
        ...REST,
      ],
    })
    const { files } = await go('issue', 'new')
    expect(Object.values(files)[0]).toContain(`repo: ${REPO}`)
  })

  test('Shift+Tab goes back to each question, whose answer is still there, and to the choice of the form', async () => {
    const { go } = posting({
      files: {},
      person: [
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Title', back: '' },
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Title', type: 'The handshake' },
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', back: 'Split the re' },
        { ask: 'Steps to reproduce', back: '' },
        { ask: 'Title', type: '[Bug] The handshake stalls' },
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', expects: 'Split the re', type: 'Split the reply' },
        { ask: 'Area', back: '' },
        { ask: 'Steps to reproduce', pick: 'Keep it as it is' },
        ...REST,
      ],
    })
    const { files } = await go('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] The handshake stalls"')
    expect(text).toContain('### Steps to reproduce\n\nSplit the reply\n')
  })

  test('every answer can be changed at the end', async () => {
    const { go } = posting({
      files: {},
      person: [
        ...FORM,
        ...REST.slice(0, -1),
        { ask: RIGHT.ask, pick: 'Change: Area' },
        { ask: 'Area', pick: 'Client' },
        { ask: RIGHT.ask, pick: 'Change: Title' },
        { ask: 'Title', back: '' },
        { ask: RIGHT.ask, pick: 'Change: Title' },
        { ask: 'Title', type: '[Bug] It stalls' },
        RIGHT,
      ],
    })
    const { files } = await go('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] It stalls"')
    expect(text).toContain('### Area\n\nClient\n')
  })

  test('a long text of one line can be changed without an editor', async () => {
    const { go } = posting({
      files: {},
      person: [
        ...FORM,
        ...REST.slice(0, -1),
        { ask: RIGHT.ask, pick: 'Change: Steps to reproduce' },
        { ask: 'Steps to reproduce', pick: 'Change it here' },
        { ask: 'Steps to reproduce', expects: 'Split the reply', type: 'Split each reply' },
        RIGHT,
      ],
    })
    const { files } = await go('issue', 'new', '--repo', REPO)
    expect(Object.values(files)[0]).toContain('### Steps to reproduce\n\nSplit each reply\n')
  })

  test('the editor shows the question and its help, which are not part of the answer', async () => {
    let shown = ''
    const edit = (text: string) => {
      shown = text
      return text.replace('-->\n', '-->\nSplit the reply\n')
    }
    const { go } = posting({ files: {}, person: [...FORM.slice(0, -1), { ask: EDITOR, edit }, ...REST] })
    const { files } = await go('issue', 'new', '--repo', REPO)
    expect(shown).toBe(
      [
        '<!-- ? Steps to reproduce (required) -->',
        '<!-- ? From a fresh start -->',
        '<!-- ? Lines such as these are taken out. -->',
        '',
        '',
      ].join('\n'),
    )
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('### Steps to reproduce\n\nSplit the reply\n\n### Area')
  })

  test('an editor that comes back empty, or fails, has written nothing', async () => {
    const fail = () => {
      throw new Failure('file', 'the editor (nano) exited with 1; nothing was changed')
    }
    const { go } = posting({
      files: {},
      person: [
        ...FORM.slice(0, -1),
        { ask: EDITOR, edit: (text) => text },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, edit: fail },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, write: 'Split the reply' },
        ...REST,
      ],
    })
    const { stderr, files } = await go('issue', 'new', '--repo', REPO)
    expect(stderr).toContain('Nothing was written.\n')
    expect(stderr).toContain('exited with 1; nothing was changed\n')
    expect(Object.values(files)[0]).toContain('Split the reply')
  })

  test('leaving before the first answer creates no file', async () => {
    const { go } = posting({ files: {}, person: [{ ask: `Which form for ${REPO}?`, pick: LEAVE }] })
    const { exitCode, files } = await go('issue', 'new', '--repo', REPO)
    expect({ exitCode, files }).toEqual({ exitCode: 130, files: {} })
  })

  test('text that was edited by hand is never rendered again', async () => {
    const body = 'My own beginning.\n\n### Steps to reproduce\n\nSplit\n'
    const draft = `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\ntitle: T\n---\n${body}`
    const { go } = posting({ files: { 'd.md': draft }, person: [] })
    const { files, stderr } = await go('issue', 'new', '--from', 'd.md')
    expect(files['d.md']).toContain(`---\n${body}`)
    expect(stderr).toContain('edited by hand')
  })

  test('a published draft is not continued', async () => {
    const draft = `---\nkind: issue\ntitle: T\nurl: https://github.com/${REPO}/issues/9\n---\n`
    const { exitCode, stderr } = await posting({ files: { 'd.md': draft }, person: [] }).go(
      'issue',
      'new',
      '--from',
      'd.md',
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`https://github.com/${REPO}/issues/9`)
  })
})

test('where continues with the form of that repository, and posts it', async () => {
  const repo = 'modelcontextprotocol/go-sdk'
  const form = '---\nname: Bug report\nabout: A fault\nlabels: bug\n---\n**Describe the bug**\n'
  const { go, fake } = posting({
    files: {},
    rest: {
      repositories: {
        [repo]: { permission: 'TRIAGE', labels: ['bug'], files: { '.github/ISSUE_TEMPLATE/bug_report.md': form } },
      },
    },
    person: [
      { ask: 'Start writing it now?', pick: 'Yes' },
      { ask: 'Title', type: 'The client of the go sdk hangs when it reconnects' },
      { ask: 'Body', pick: `Change it in ${EDITOR}` },
      { ask: EDITOR, write: 'After a restart of the server, the client of the Go SDK hangs for ever in Connect.' },
      RIGHT,
      { ask: 'Did AI help with it?', pick: 'Yes, with parts' },
      { ask: `Post it to ${repo}?`, pick: 'Post it' },
    ],
  })
  const flags = ['--type', 'bug', '--sensitivity', 'public', '--actionability', 'actionable', '--area', 'go-sdk']
  const { stdout, exitCode } = await go('where', ...flags)
  expect(exitCode).toBe(0)
  expect(stdout).toContain(`https://github.com/${repo}/issues/1\n`)
  expect(fake.state().repositories[repo]?.posts).toMatchObject([
    { labels: ['bug'], body: expect.stringContaining('**AI disclosure:** Parts of this text') },
  ])
})
