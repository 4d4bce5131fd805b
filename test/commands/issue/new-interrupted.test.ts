import { describe, expect, test } from 'vitest'
import { FIRST_BUG_ANSWERS, LAST_BUG_ANSWERS } from '../../support/bug-answers.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, DRAFT, setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, CTRL_C, EDITOR } from '../../support/script.ts'

describe('issue new, interrupted and resumed', () => {
  test('Ctrl-C keeps the answers, and --from resumes with the next question', async () => {
    const first = setUpPosting({ files: {}, person: [...FIRST_BUG_ANSWERS, { ask: 'Area', pick: CTRL_C }] })
    const { exitCode, stderr, files } = await first.run('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(130)
    const [path = ''] = Object.keys(files)
    expect(files[path]).toContain('Split the reply')
    expect(stderr).toContain(`Your answers are kept. Resume with:\n  mcp-comms issue new --from ${path}\n`)
    const second = setUpPosting({ files, person: LAST_BUG_ANSWERS })
    const again = await second.run('issue', 'new', '--from', path)
    expect(again.exitCode).toBe(0)
    expect(again.stdout).toBe(`${path}\n`)
    expect(again.files[path]).toContain('- [x] I looked for it')
  })

  test.each([
    [
      'the title',
      [FIRST_BUG_ANSWERS[0], { ask: 'Title', leave: '[Bug] The hands' }],
      [
        { ask: 'Title', type: '[Bug] The handshake stalls', expects: '[Bug] The hands' },
        ...FIRST_BUG_ANSWERS.slice(2),
        ...LAST_BUG_ANSWERS,
      ],
    ],
    [
      'the answer to a field',
      [
        ...FIRST_BUG_ANSWERS.slice(0, 2),
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', leave: 'Split the re' },
      ],
      [
        { ask: 'Steps to reproduce', pick: `Change it in ${EDITOR}` },
        { ask: EDITOR, write: 'Split the reply\n' },
        ...LAST_BUG_ANSWERS,
      ],
    ],
    [
      'another title in the review',
      [
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS.slice(0, 2),
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', leave: '[Bug] The handshake' },
      ],
      [{ ask: 'Title', type: '[Bug] The handshake stalls', expects: '[Bug] The handshake' }, CONFIRM_ALL],
    ],
  ] as const)('what a person has typed as %s is kept, and its question is asked again', async (_, before, after) => {
    const first = setUpPosting({ files: {}, person: before })
    const { exitCode, files } = await first.run('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(130)
    const [path = ''] = Object.keys(files)
    const { stdout } = await setUpPosting({ files }).run('drafts', '--json')
    expect(JSON.parse(stdout).drafts).toMatchObject([{ state: 'unfinished' }])
    const again = await setUpPosting({ files, person: after }).run('issue', 'new', '--from', path)
    expect(again.exitCode).toBe(0)
    expect(again.files[path]).toContain('title: "[Bug] The handshake stalls"')
    expect(again.files[path]).toContain('Split the reply\n')
    expect(again.files[path]).not.toContain('unfinished')
  })

  test.each([
    [
      'at the question before',
      [
        { ask: 'Steps to reproduce', back: '' },
        { ask: 'Title', leave: '' },
      ],
      'Split the re',
    ],
    ['at the question how to write it', [{ ask: 'Steps to reproduce', pick: CTRL_C }], 'Split the re'],
    [
      'at the question whether to open the editor',
      [
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', type: 'Split the re\nply' },
        { ask: `You pasted 2 lines, and all are kept. Open them in ${EDITOR}?`, leave: '' },
      ],
      'Split the re\nply',
    ],
  ] as const)('what a person has typed before they go back is kept if they stop %s', async (_, after, text) => {
    const person = [
      ...FIRST_BUG_ANSWERS.slice(0, 2),
      { ask: 'Steps to reproduce', pick: 'Write it here' },
      { ask: 'Steps to reproduce', back: 'Split the re' },
      ...after,
    ] as const
    const { exitCode, files } = await setUpPosting({ files: {}, person }).run('issue', 'new', '--repo', REPO)
    expect(exitCode).toBe(130)
    expect(Object.values(files)).toEqual([expect.stringContaining(`### Steps to reproduce\n\n${text}\n`)])
    expect(Object.values(files)).toEqual([expect.stringContaining('unfinished: steps')])
  })

  test.each([
    ['at the review', [{ ask: CONFIRM_ALL.ask, pick: CTRL_C }]],
    [
      'at another question of the review',
      [
        { ask: CONFIRM_ALL.ask, pick: 'Change: Area' },
        { ask: 'Area', pick: CTRL_C },
      ],
    ],
  ] as const)(
    'a title that a person was typing in the review before they went back is kept if they stop %s',
    async (_, after) => {
      const person = [
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS.slice(0, -1),
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', back: '[Bug] The handshake waits' },
        ...after,
      ]
      const { exitCode, stderr, files } = await setUpPosting({ files: {}, person }).run('issue', 'new', '--repo', REPO)
      expect(exitCode).toBe(130)
      expect(stderr).toContain('replaces this answer in the draft:\n\n[Bug] The handshake stalls\n')
      expect(Object.values(files)).toEqual([expect.stringContaining('title: "[Bug] The handshake waits"')])
      expect(Object.values(files)).toEqual([expect.stringContaining('unfinished: title')])
    },
  )

  test.each([
    ['at the last question', DRAFT, { ask: `Post it to ${REPO}?`, pick: 'Change the title' }],
    [
      'after a check has stopped the draft',
      DRAFT.replace('Split the reply after the first byte.', 'TODO'),
      { ask: 'What do you want to do?', pick: 'Change the title' },
    ],
  ])('another title that a person was typing %s is kept if they press Esc', async (_, draft, choice) => {
    const person = [choice, { ask: 'Title', leave: 'The handshake wai' }]
    const { run } = setUpPosting({ files: { 'd.md': draft }, person })
    const { exitCode, stderr, files } = await run('issue', 'open', 'd.md')
    expect(exitCode).toBe(130)
    expect(stderr).toContain('\n\nThe handshake stalls when a reply is split\n')
    expect(files['d.md']).toContain('title: The handshake wai\n')
    expect(files['d.md']).toContain('unfinished: title\n')
  })

  test('another title that a person was typing is printed if they go back from it', async () => {
    const ask = `Post it to ${REPO}?`
    const person = [
      { ask, pick: 'Change the title' },
      { ask: 'Title', back: 'The handshake wai' },
      { ask, pick: 'Not now' },
    ]
    const { stderr, files } = await setUpPosting({ files: { 'd.md': DRAFT }, person }).run('issue', 'open', 'd.md')
    expect(stderr).toContain('You were typing: The handshake wai\n')
    expect(files['d.md']).toBe(DRAFT)
  })

  test('a reason that a person was typing for an override is printed if they press Esc', async () => {
    const draft = DRAFT.replace('Split the reply after the first byte.', 'TODO')
    const person = [
      { ask: 'What do you want to do?', pick: 'Override "placeholders"' },
      { ask: 'Why is "placeholders" wrong here?', leave: 'It is the name of' },
    ]
    const { stderr } = await setUpPosting({ files: { 'd.md': draft }, person }).run('issue', 'open', 'd.md')
    expect(stderr).toContain('You were typing: It is the name of\n')
  })

  test.each([
    ['a field', 'steps', ['--field', 'steps=Split the reply']],
    ['the title', 'title', ['--title', '[Bug] The handshake stalls when a reply is split']],
  ])('an interrupted answer to %s is finished once a flag gives it', async (_, unfinished, flags) => {
    const files = { 'd.md': DRAFT.replace('aiDisclosure', `unfinished: ${unfinished}\naiDisclosure`) }
    const { run } = setUpPosting({ files })
    const { exitCode, stderr, files: after } = await run('issue', 'new', '--from', 'd.md', ...flags)
    expect(exitCode, stderr).toBe(0)
    expect(after['d.md']).not.toContain('unfinished')
  })

  test.each([
    ['the text', 'Edit the text', { ask: EDITOR, edit: (text: string) => text.replace('the reply', 'each reply') }],
    ['the title', 'Change the title', { ask: 'Title', type: 'The handshake stalls when a reply is split' }],
  ])(
    'an interrupted title is finished at the last question only if the person changes it: %s',
    async (what, pick, change) => {
      const person = [{ ask: `Post it to ${REPO}?`, pick }, change, { ask: `Post it to ${REPO}?`, pick: 'Not now' }]
      const files = { 'd.md': DRAFT.replace('aiDisclosure', 'unfinished: title\naiDisclosure') }
      const outcome = await setUpPosting({ files, person }).run('issue', 'open', 'd.md')
      expect(outcome.exitCode).toBe(130)
      expect(outcome.files['d.md']?.includes('unfinished: title')).toBe(what === 'the text')
    },
  )

  test('an unfinished draft for the same repository and form is offered before a second one is started', async () => {
    const first = setUpPosting({ files: {}, person: [...FIRST_BUG_ANSWERS, { ask: 'Area', pick: CTRL_C }] })
    const { files } = await first.run('issue', 'new', '--repo', REPO)
    const [path = ''] = Object.keys(files)
    const offer = {
      ask: `Continue an unfinished draft for ${REPO}?`,
      first: ['[Bug] The handshake stalls', 'Start a new one'],
    }
    const second = setUpPosting({
      files,
      person: [{ ...offer, pick: '[Bug] The handshake stalls' }, ...LAST_BUG_ANSWERS],
    })
    const again = await second.run('issue', 'new', '--repo', REPO, '--template', 'bug')
    expect(again.stdout).toBe(`${path}\n`)
    expect(Object.keys(again.files)).toEqual([path])
    const third = setUpPosting({
      files: again.files,
      person: [
        { ...offer, pick: 'Start a new one' },
        { ask: 'Title', pick: CTRL_C },
      ],
    })
    expect((await third.run('issue', 'new', '--repo', REPO, '--template', 'bug')).exitCode).toBe(130)
  })

  test('of two drafts with the same title, each is offered with the name of its file', async () => {
    const files = { '/state/mcp-comms/drafts/a.md': DRAFT, '/state/mcp-comms/drafts/b.md': DRAFT }
    const person = [{ ask: `Continue an unfinished draft for ${REPO}?`, pick: 'Start a new one' }]
    const stop = { ask: 'Title', pick: CTRL_C } as const
    const { run } = setUpPosting({ files, person: [...person, stop] })
    expect((await run('issue', 'new', '--repo', REPO, '--template', 'bug')).exitCode).toBe(130)
  })

  test.each([
    ['a draft for another form', ['--template', 'other'], ''],
    ['a draft with another title', ['--title', 'The client leaks'], ''],
    ['a published draft', [], `url: https://github.com/${REPO}/issues/9\n`],
    ['a draft that became a private report', [], 'blocked: it did\n'],
    ['a draft that may have been posted', [], 'sent: 2026-11-22T09:00:00Z\n'],
  ])('%s is not offered', async (_, flags, extraLine) => {
    const draft = `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\ntitle: T\n${extraLine}---\n`
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/other.md': 'x' },
      },
      files: { '/state/mcp-comms/drafts/d.md': draft },
      person: [
        ...(flags.includes('--template') ? [] : [{ ask: `Which form for ${REPO}?`, pick: 'Bug report' }]),
        flags.includes('--title') ? { ask: 'Steps to reproduce', pick: CTRL_C } : { ask: 'Title', pick: CTRL_C },
      ],
    })
    expect((await run('issue', 'new', '--repo', REPO, ...flags)).exitCode).toBe(130)
  })

  test('Ctrl-C before the first answer creates no file', async () => {
    const { run } = setUpPosting({ files: {}, person: [{ ask: `Which form for ${REPO}?`, pick: CTRL_C }] })
    const { exitCode, files } = await run('issue', 'new', '--repo', REPO)
    expect({ exitCode, files }).toEqual({ exitCode: 130, files: {} })
  })

  test('text that was edited by hand is not rendered again', async () => {
    const body = 'My own beginning.\n\n### Steps to reproduce\n\nSplit\n'
    const draft = `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\ntitle: T\n---\n${body}`
    const { run } = setUpPosting({ files: { 'd.md': draft }, person: [] })
    const { files, stderr } = await run('issue', 'new', '--from', 'd.md')
    expect(files['d.md']).toContain(`---\n${body}`)
    expect(stderr).toContain('edited by hand')
  })

  test.each([
    ['--body', ''],
    ['--body-file', 'empty.md'],
  ])('an empty %s does not remove the text', async (...flag) => {
    const { run } = setUpPosting({ files: { 'd.md': DRAFT, 'empty.md': '\n' } })
    const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', ...flag)
    expect(exitCode, stderr).toBe(0)
    expect(files['d.md']).toContain('Split the reply after the first byte.')
  })

  test('a draft that was saved with Windows line endings is not taken for one that was edited by hand', async () => {
    const files = { 'd.md': DRAFT.replaceAll('\n', '\r\n') }
    const { run } = setUpPosting({ files })
    const web = await run('issue', 'open', 'd.md', '--web')
    expect(web.stderr).not.toContain('the text around the answers')
    const { exitCode, stderr, files: after } = await run('issue', 'new', '--from', 'd.md', '--field', 'area=Server')
    expect(exitCode, stderr).toBe(0)
    expect(after['d.md']).toContain('### Area\n\nServer\n')
  })

  test('a published draft is not continued', async () => {
    const draft = `---\nkind: issue\ntitle: T\nurl: https://github.com/${REPO}/issues/9\n---\n`
    const { exitCode, stderr } = await setUpPosting({ files: { 'd.md': draft }, person: [] }).run(
      'issue',
      'new',
      '--from',
      'd.md',
    )
    expect(exitCode).toBe(1)
    expect(stderr).toContain(`https://github.com/${REPO}/issues/9`)
  })
})
