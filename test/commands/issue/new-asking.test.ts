import { describe, expect, test } from 'vitest'
import { Failure } from '../../../src/errors.ts'
import { FIRST_BUG_ANSWERS, LAST_BUG_ANSWERS } from '../../support/bug-answers.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, EDITOR } from '../../support/script.ts'

const IDEA = `name: Idea
description: Something new
title: "[Idea] "
body:
  - type: input
    id: details
    attributes: { label: Details }
`

/** Leaves the bug form in the middle of an answer. */
const LEAVE_BUG_FORM = [
  { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
  { ask: 'Steps to reproduce', pick: 'Write it here' },
  { ask: 'Steps to reproduce', back: 'Split the re' },
  { ask: 'Steps to reproduce', back: '' },
] as const
const RETURN_TO_BUG_FORM = [
  { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
  { ask: 'Steps to reproduce', pick: 'Change it here' },
  { ask: 'Steps to reproduce', expects: 'Split the re', type: 'Split the reply' },
  ...LAST_BUG_ANSWERS,
] as const

describe('issue new, in a terminal', () => {
  test("asks for each field, with the form's own help", async () => {
    const { run } = setUpPosting({ files: {}, person: [...FIRST_BUG_ANSWERS, ...LAST_BUG_ANSWERS] })
    const { files, stderr } = await run('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] The handshake stalls"')
    expect(text).toContain('### Area\n\nServer\n')
    expect(stderr).toContain('Thank you for telling us.')
    expect(stderr).toContain('From a fresh start')
  })

  test('--dry-run asks as well, and then prints what would be posted', async () => {
    const { run, posts } = setUpPosting({ files: {}, person: [...FIRST_BUG_ANSWERS, ...LAST_BUG_ANSWERS] })
    const { stdout, stderr } = await run('issue', 'new', '--repo', REPO, '--dry-run', '--ai-disclosure', 'none')
    expect(stderr).toMatch(
      /Nothing was sent\. This would be sent to [^\n]+:\n[\s\S]*Post it with:\s+mcp-comms issue open /,
    )
    expect(stdout).toContain('"title": "[Bug] The handshake stalls"')
    expect(posts()).toEqual([])
  })

  test('without a repository, asks for it', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [
        { ask: 'Which repository is it for?', pick: 'Another repository' },
        { ask: 'Repository, as owner/name', type: REPO },
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files } = await run('issue', 'new')
    expect(Object.values(files)[0]).toContain(`repo: ${REPO}`)
  })

  test('words typed into the list of repositories are the answer if they are a repository’s name', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [{ ask: 'Which repository is it for?', search: REPO }, ...FIRST_BUG_ANSWERS, ...LAST_BUG_ANSWERS],
    })
    const { files } = await run('issue', 'new')
    expect(Object.values(files)[0]).toContain(`repo: ${REPO}`)
  })

  test('other words typed into the list of repositories can be completed to a name', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [
        { ask: 'Which repository is it for?', search: 'acme' },
        { ask: 'Repository, as owner/name', expects: 'acme', type: REPO },
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files } = await run('issue', 'new')
    expect(Object.values(files)[0]).toContain(`repo: ${REPO}`)
  })

  test('Shift+Tab goes back to earlier questions, which keep their answers, and to the choice of the form', async () => {
    const { run } = setUpPosting({
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
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] The handshake stalls"')
    expect(text).toContain('### Steps to reproduce\n\nSplit the reply\n')
  })

  test('the usual beginning of a title changes with the form', async () => {
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/idea.yml': IDEA },
      },
      files: {},
      person: [
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Title', type: '[Bug] The handshake stalls' },
        { ask: 'Steps to reproduce', back: '' },
        { ask: 'Title', back: '[Bug] The handshake hangs' },
        { ask: `Which form for ${REPO}?`, pick: 'Idea' },
        { ask: 'Title', expects: '[Idea] The handshake hangs', type: '[Idea] A faster handshake' },
        { ask: 'Details', back: '' },
        { ask: 'Title', back: '' },
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        ...FIRST_BUG_ANSWERS.slice(2),
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    expect(Object.values(files)).toEqual([expect.stringContaining('title: "[Bug] A faster handshake"')])
    expect(Object.values(files)[0]).not.toContain('unfinished')
  })

  test('a half-typed answer moves to the form that the person chooses instead, or is set aside', async () => {
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/idea.yml': IDEA },
      },
      files: {},
      person: [
        ...LEAVE_BUG_FORM,
        { ask: `Which form for ${REPO}?`, pick: 'Idea' },
        { ask: 'Details', back: 'It would be fas' },
        ...RETURN_TO_BUG_FORM,
      ],
    })
    const { files, stderr } = await run('issue', 'new', '--repo', REPO, '--title', 'A faster handshake')
    const [text = ''] = Object.values(files)
    expect(text).toContain('kept:\n  Details: It would be fas\n')
    expect(text).toContain('### Steps to reproduce\n\nSplit the reply\n')
    expect(text).not.toContain('unfinished')
    expect(stderr).toContain('### Details\n\nIt would be fas')
  })

  test('a half-typed answer also moves to another form if the draft already has a text', async () => {
    const other = `name: Other
description: d
body:
  - { type: input, id: steps, attributes: { label: Steps } }
`
    const { run } = setUpPosting({
      repository: {
        files: {
          '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM,
          '.github/ISSUE_TEMPLATE/other.yml': other,
          '.github/ISSUE_TEMPLATE/config.yml': 'blank_issues_enabled: false\n',
        },
      },
      files: {},
      person: [
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Steps to reproduce', pick: 'Change it here' },
        { ask: 'Steps to reproduce', back: 'Split the re' },
        { ask: 'Steps to reproduce', back: '' },
        { ask: `Which form for ${REPO}?`, pick: 'Other' },
        { ask: 'Steps', expects: 'Split the re', type: 'Split the reply' },
        CONFIRM_ALL,
      ],
    })
    const argv = ['issue', 'new', '--repo', REPO, '--title', 'The handshake stalls', '--body', 'Since May.']
    const [text = ''] = Object.values((await run(...argv)).files)
    expect(text).toContain('### Steps\n\nSplit the reply\n')
    expect(text).toContain('kept:\n  Text: Since May.\n')
  })

  test('half-typed answers to several forms are all kept', async () => {
    const other = `name: Other
description: d
body:
  - { type: input, id: part, attributes: { label: Part } }
  - { type: input, id: steps, attributes: { label: Steps } }
`
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/other.yml': other },
      },
      files: {},
      person: [
        ...LEAVE_BUG_FORM,
        { ask: `Which form for ${REPO}?`, pick: 'Other' },
        { ask: 'Part', back: 'The sock' },
        ...RETURN_TO_BUG_FORM,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO, '--title', 'The handshake stalls')
    expect(Object.values(files)[0]).toContain('kept:\n  Part: The sock\n')
    expect(Object.values(files)[0]).toContain('### Steps to reproduce\n\nSplit the reply\n')
  })

  test('a half-typed answer that fits no other form does not replace text that was set aside before', async () => {
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': BUG_FORM, '.github/ISSUE_TEMPLATE/idea.yml': IDEA },
      },
      files: {
        'draft.md': `---\nkind: issue\nrepo: ${REPO}\ntitle: A faster handshake\nkept:\n  Details: An earlier idea\n---\n`,
      },
      person: [
        { ask: `Which form for ${REPO}?`, pick: 'Idea' },
        { ask: 'Details', back: 'It would be fas' },
        { ask: `Which form for ${REPO}?`, pick: 'Idea' },
        { ask: 'Details', back: 'It would be faster' },
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Steps to reproduce', pick: 'Keep it as it is' },
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files, stderr } = await run('issue', 'new', '--repo', REPO, '--from', 'draft.md')
    expect(stderr).toContain('### Details\n\nAn earlier idea\n\nIt would be faster\n')
    expect(files['draft.md']).toContain('An earlier idea')
    expect(files['draft.md']).toContain('It would be faster')
  })

  test('the answer of a flag that ends in a line break is not taken for a half-typed one', async () => {
    const part = '  - { type: input, id: part, attributes: { label: Part } }\n'
    const form = BUG_FORM.replace('  - type: dropdown', `${part}  - type: dropdown`)
    const other = form.replace('name: Bug report', 'name: Other')
    const { run } = setUpPosting({
      repository: {
        files: { '.github/ISSUE_TEMPLATE/bug_report.yml': form, '.github/ISSUE_TEMPLATE/other.yml': other },
      },
      files: { 'steps.md': 'Split the reply\n' },
      person: [
        { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
        { ask: 'Part', back: 'The sock' },
        { ask: `Which form for ${REPO}?`, pick: 'Other' },
        { ask: 'Part', expects: 'The sock', type: 'The socket' },
        ...LAST_BUG_ANSWERS,
      ],
    })
    const argv = ['issue', 'new', '--repo', REPO, '--title', 'The handshake stalls', '-f', 'steps=@steps.md']
    const { exitCode, stderr } = await run(...argv)
    expect(exitCode, stderr).toBe(0)
  })

  test('text that was typed before going back is in the editor, and is still there if the editor fails', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [
        ...FIRST_BUG_ANSWERS.slice(0, 2),
        { ask: 'Steps to reproduce', pick: 'Write it here' },
        { ask: 'Steps to reproduce', back: 'Split the re' },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        {
          ask: EDITOR,
          edit: () => {
            throw new Failure('file', 'nano failed')
          },
        },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, edit: (text) => text.replace('Split the re', 'Split the reply') },
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    expect(Object.values(files)[0]).toContain('### Steps to reproduce\n\nSplit the reply\n')
  })

  test('answers can be changed at the end', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS.slice(0, -1),
        { ask: CONFIRM_ALL.ask, pick: 'Change: Area' },
        { ask: 'Area', pick: 'Client' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', back: '[Bug] It st' },
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', expects: '[Bug] It st', type: '[Bug] It stalls' },
        CONFIRM_ALL,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('title: "[Bug] It stalls"')
    expect(text).toContain('### Area\n\nClient\n')
  })

  test('a title that was changed at the end is posted, and not the one of the flag', async () => {
    const { run, posts } = setUpPosting({
      files: {},
      person: [
        FIRST_BUG_ANSWERS[0],
        ...FIRST_BUG_ANSWERS.slice(2),
        ...LAST_BUG_ANSWERS.slice(0, -1),
        { ask: CONFIRM_ALL.ask, pick: 'Change: Title' },
        { ask: 'Title', expects: 'It stalls', type: 'The handshake stalls when a reply is split' },
        CONFIRM_ALL,
        { ask: `Post it to ${REPO}?`, pick: 'Post it' },
      ],
    })
    const { stderr, exitCode } = await run(
      ...['issue', 'new', '--repo', REPO, '--title', 'It stalls', '--ai-disclosure', 'none', '--open'],
    )
    expect(exitCode, stderr).toBe(0)
    expect(posts().map(({ title }) => title)).toEqual(['The handshake stalls when a reply is split'])
  })

  test('a flag for a field that the form does not have is reported, and its text offered for the first open question', async () => {
    const person = [
      ...FIRST_BUG_ANSWERS.slice(0, 2),
      { ask: 'Steps to reproduce', pick: 'Change it in nano' },
      { ask: EDITOR, edit: (text: string) => text.replace('### stepz\n\n', '') },
      ...LAST_BUG_ANSWERS,
    ]
    const { run } = setUpPosting({ files: {}, person })
    const { exitCode, stderr, files } = await run('issue', 'new', '--repo', REPO, '--field', 'stepz=Split the reply')
    expect(exitCode).toBe(0)
    expect(Object.values(files)).toEqual([expect.stringContaining('### Steps to reproduce\n\nSplit the reply\n')])
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain('--field stepz: unknown field. Did you mean steps?')
  })

  test('an answer of one line to a text field can be changed without an editor', async () => {
    const { run } = setUpPosting({
      files: {},
      person: [
        ...FIRST_BUG_ANSWERS,
        ...LAST_BUG_ANSWERS.slice(0, -1),
        { ask: CONFIRM_ALL.ask, pick: 'Change: Steps to reproduce' },
        { ask: 'Steps to reproduce', pick: 'Change it here' },
        { ask: 'Steps to reproduce', expects: 'Split the reply', type: 'Split each reply' },
        CONFIRM_ALL,
      ],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    expect(Object.values(files)[0]).toContain('### Steps to reproduce\n\nSplit each reply\n')
  })

  test('the editor shows the question and its help, which are not part of the answer', async () => {
    let shown = ''
    const edit = (text: string) => {
      shown = text
      return text.replace('-->\n', '-->\nSplit the reply\n')
    }
    const { run } = setUpPosting({
      files: {},
      person: [...FIRST_BUG_ANSWERS.slice(0, -1), { ask: EDITOR, edit }, ...LAST_BUG_ANSWERS],
    })
    const { files } = await run('issue', 'new', '--repo', REPO)
    expect(shown).toBe(
      [
        '<!-- ? Steps to reproduce (required) -->',
        '<!-- ? From a fresh start -->',
        '<!-- ? Lines like these are removed. -->',
        '',
        '',
      ].join('\n'),
    )
    const [[, text = ''] = []] = Object.entries(files)
    expect(text).toContain('### Steps to reproduce\n\nSplit the reply\n\n### Area')
  })

  test('an editor that fails, or in which nothing is written, leaves the question unanswered', async () => {
    const fail = () => {
      throw new Failure('file', 'the editor (nano) exited with 1; nothing was changed')
    }
    const { run } = setUpPosting({
      files: {},
      person: [
        ...FIRST_BUG_ANSWERS.slice(0, -1),
        { ask: EDITOR, edit: (text) => text },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, edit: fail },
        { ask: 'Steps to reproduce', pick: `Write it in ${EDITOR}` },
        { ask: EDITOR, write: 'Split the reply' },
        ...LAST_BUG_ANSWERS,
      ],
    })
    const { stderr, files } = await run('issue', 'new', '--repo', REPO)
    expect(stderr).toContain('The text is empty, or only the text of the form.\n')
    expect(stderr).toContain('exited with 1; nothing was changed\n')
    expect(Object.values(files)[0]).toContain('Split the reply')
  })
})
