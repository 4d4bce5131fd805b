import { describe, expect, test } from 'vitest'
import { parseDraft } from '../../../src/drafts/format.ts'
import { REPO } from '../../support/github.ts'
import { DRAFT, setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, CTRL_C, type Disk } from '../../support/script.ts'

const NEW = [
  ...['issue', 'new', '--repo', REPO, '--template', 'bug_report'],
  ...['--title', 'The handshake stalls when a reply is split'],
  ...['-f', 'steps=Split the reply after the first byte.', '-f', 'terms=I looked for it', '--ai-disclosure', 'none'],
]
const DRAFT_PATH = '/state/mcp-comms/drafts/2026-11-22-issue-protocol-the-handshake-stalls-when-a-reply-is-split.md'
const SENT = DRAFT.replace(
  'aiDisclosure: none',
  'aiDisclosure: none\nmarker: marker-of-a-run\nsent: 2026-11-22T09:00:00Z',
)
const PUBLISHED = DRAFT.replace('aiDisclosure: none', `aiDisclosure: none\nurl: https://github.com/${REPO}/issues/7`)

describe('the same command, run again', () => {
  test.each([
    ['with -o', 'o.md', ['-o', 'o.md']],
    ['without -o', DRAFT_PATH, []],
    ['without -o, on another day', DRAFT_PATH.replace('2026-11-22', '2026-11-20'), []],
    ['without -o, if an earlier draft of the same name is gone', DRAFT_PATH.replace('.md', '-2.md'), []],
    [
      'without -o, on another day, with other capitals',
      DRAFT_PATH.replace('2026-11-22', '2026-11-20'),
      ['--title', 'The Handshake stalls when a reply is split'],
    ],
  ])('does not start over if a killed run may have sent the draft (%s)', async (_, path, flags) => {
    const { run, posts, operations } = setUpPosting({ files: { [path]: SENT } })
    const { exitCode, stderr, files } = await run(...NEW, '--open', '--yes', ...flags)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`${path} may have been posted already: finish it with mcp-comms issue open ${path}`)
    expect(files).toEqual({ [path]: SENT })
    expect([posts(), operations()]).toEqual([[], []])
  })

  test('does not overwrite a draft with damaged front matter that a killed run may have sent', async () => {
    const damaged = SENT.replace('labels: ', 'labels:\n\t- ')
    const { run } = setUpPosting({ files: { 'o.md': damaged } })
    const { exitCode, stderr, files } = await run(...NEW, '--yes', '-o', 'o.md')
    expect([exitCode, files['o.md']]).toEqual([2, damaged])
    expect(stderr).toContain('o.md may have been posted already, and cannot be read: correct it (o.md:')
  })

  test('does not overwrite a draft that another run has sent while the person was asked', async () => {
    const meanwhile = (disk: Disk) => void disk.set('o.md', SENT)
    const person = [{ ask: 'o.md already exists. Overwrite?', say: true, meanwhile }]
    const { run } = setUpPosting({ files: { 'o.md': DRAFT }, person })
    const { exitCode, stderr, files } = await run(...NEW, '-o', 'o.md')
    expect([exitCode, files['o.md']]).toEqual([1, SENT])
    expect(stderr).toContain('o.md: the file was changed by another program')
  })

  test('does not overwrite a draft that another run has written into the file while the person was asked', async () => {
    const meanwhile = (disk: Disk) => void disk.set('o.md', DRAFT)
    const person = [{ ask: 'o.md already exists. Overwrite?', say: true, meanwhile }]
    const { run } = setUpPosting({ files: { 'o.md': 'a shopping list' }, person })
    const { exitCode, files } = await run(...NEW, '-o', 'o.md')
    expect([exitCode, files['o.md']]).toEqual([1, DRAFT])
  })

  test.each([
    ['a script that fails', ['--yes'], undefined, 2],
    [
      'a person who presses Ctrl-C at the first question',
      [],
      [
        { ask: 'o.md already exists. Overwrite?', say: true },
        { ask: 'Title', pick: CTRL_C },
      ],
      130,
    ],
  ] as const)('does not overwrite a file before there is something to save: %s', async (_, flags, person, code) => {
    const { run } = setUpPosting({ files: { 'o.md': DRAFT }, ...(person === undefined ? {} : { person }) })
    const { exitCode, files } = await run('issue', 'new', '-R', REPO, '-t', 'bug_report', '-o', 'o.md', ...flags)
    expect([exitCode, files]).toEqual([code, { 'o.md': DRAFT }])
  })

  test('a published draft is not overwritten, and keeps its address', async () => {
    const { run, posts } = setUpPosting({ files: { 'o.md': PUBLISHED } })
    const { exitCode, stderr, files } = await run(...NEW, '--open', '--yes', '-o', 'o.md')
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`o.md was already published: https://github.com/${REPO}/issues/7`)
    expect(files).toEqual({ 'o.md': PUBLISHED })
    expect(posts()).toEqual([])
  })

  test('a new draft is saved beside a published one of the same name', async () => {
    const { run } = setUpPosting({ files: { [DRAFT_PATH]: PUBLISHED } })
    expect((await run(...NEW)).stdout).toBe(`${DRAFT_PATH.replace('.md', '-2.md')}\n`)
  })

  test('a draft is saved although another one with a title that begins alike may have been posted', async () => {
    const other = SENT.replace('when a reply is split', 'when a reply is split in three')
    const path = DRAFT_PATH.replace('split.md', 'split-in.md')
    expect((await setUpPosting({ files: { [path]: other } }).run(...NEW)).stdout).toBe(`${DRAFT_PATH}\n`)
  })

  test('--yes overwrites a file that is not a draft', async () => {
    const { run } = setUpPosting({ files: { 'o.md': 'a shopping list' } })
    expect((await run(...NEW, '--yes', '-o', 'o.md')).files['o.md']).toContain('kind: issue')
  })
})

describe('issue new --from', () => {
  test('replaces an answer with the one in --field', async () => {
    const { run } = setUpPosting()
    const { exitCode, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'area=Server')
    expect(exitCode).toBe(0)
    expect(files['d.md']).toContain('### Area\n\nServer\n')
    expect(files['d.md']).toContain('  area: Server\n')
    expect(files['d.md']).toContain('Split the reply after the first byte.')
  })

  test('refuses --field for an answer of one line below which a person has written more', async () => {
    const form = `name: Bug
description: d
body: [{ type: input, id: version, attributes: { label: Version } }]
`
    const draft = DRAFT.replace(/### Steps[\s\S]*/, '### Version\n\n1.2\n\nA last thought.\n')
    const repository = { files: { '.github/ISSUE_TEMPLATE/bug_report.yml': form } }
    const { run } = setUpPosting({ files: { 'd.md': draft }, repository })
    const { exitCode, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'version=1.3')
    expect([exitCode, files['d.md']]).toEqual([2, expect.stringContaining('A last thought.')])
    const flags = ['-R', REPO, '--template', 'bug_report', '--title', 'The handshake stalls', '-o', 'o.md']
    for (const lines of ['1.2\n1.3', '1.2\n\n1.3']) {
      expect((await run('issue', 'new', ...flags, '--yes', '-f', `version=${lines}`)).exitCode).toBe(2)
      expect((await run('issue', 'new', '--from', 'o.md', '-f', 'version=1.3')).exitCode).toBe(0)
    }
  })

  test('refuses --field for a text that was edited by hand', async () => {
    const editedByHand = DRAFT.replace('### Steps', 'My own beginning.\n\n### Steps')
    const { run } = setUpPosting({ files: { 'd.md': editedByHand } })
    const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'area=Server')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('edited by hand')
    expect(files['d.md']).toContain('My own beginning.')
    expect(files['d.md']).toContain('### Area\n\nClient\n')
    const tidied = { 'd.md': (files['d.md'] ?? '').replace('My own beginning.\n\n', '') }
    const again = await setUpPosting({ files: tidied }).run('issue', 'new', '--from', 'd.md')
    expect(again.files['d.md']).toContain('### Area\n\nClient\n')
    expect(parseDraft(again.files['d.md'] ?? '', 'd.md')).toMatchObject({ kept: { area: 'Server' }, pending: [] })
  })

  test('keeps the answer of a flag that names a box which the form does not have', async () => {
    const { run } = setUpPosting()
    await run('issue', 'new', '--from', 'd.md', '-f', 'terms=I looked for it', '-f', 'terms=I searched')
    const again = await run('issue', 'new', '--from', 'd.md')
    expect([again.exitCode, again.stderr]).toEqual([2, expect.stringContaining('terms: unknown option "I searched"')])
    const { exitCode, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'terms=I looked for it')
    expect([exitCode, parseDraft(files['d.md'] ?? '', 'd.md').pending]).toEqual([0, []])
  })
})

describe('an answer for which the form has no field', () => {
  test('is set aside, so that the next run can finish the draft', async () => {
    const { run } = setUpPosting()
    const wrong = await run('issue', 'new', '--from', 'd.md', '-f', 'stepz=Split it twice.')
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      2,
      expect.stringContaining('stepz: unknown field. Did you mean steps?'),
    ])
    const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'steps=Split it twice.')
    expect(exitCode, stderr).toBe(0)
    expect(parseDraft(files['d.md'] ?? '', 'd.md')).toMatchObject({
      fields: { steps: 'Split it twice.' },
      pending: [],
      kept: { stepz: 'Split it twice.' },
    })
  })

  test.each([
    ['another answer of the text', ['stepz=Client'], { stepz: 'Client' }],
    ['parts of other words', ['versions=A', 'versions=B'], { versions: 'A, B' }],
    ['a property of every object', ['constructor=Client()'], { constructor: 'Client()' }],
  ])('is set aside although its words are those of %s', async (_, flags, kept) => {
    const { run } = setUpPosting()
    const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', ...flags.flatMap((f) => ['-f', f]))
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('unknown field')])
    expect(parseDraft(files['d.md'] ?? '', 'd.md').kept).toEqual(kept)
  })

  test('is set aside beside one that begins with the same words', async () => {
    const { run } = setUpPosting()
    await run('issue', 'new', '--from', 'd.md', '-f', 'stepz=Split it twice.')
    for (let count = 0; count < 2; count++) {
      const { files } = await run('issue', 'new', '--from', 'd.md', '-f', 'stepz=Split it')
      expect(parseDraft(files['d.md'] ?? '', 'd.md').kept).toEqual({ stepz: 'Split it twice.\n\nSplit it' })
    }
  })

  test('is not set aside if the text has it, because only the id of its field has changed', async () => {
    const files = {
      'd.md': DRAFT.replace('labels:', 'fields: { how: Split the reply after the first byte., area: Client }\nlabels:'),
    }
    const { exitCode, stderr, files: after } = await setUpPosting({ files }).run('issue', 'new', '--from', 'd.md')
    expect(exitCode, stderr).toBe(0)
    expect(parseDraft(after['d.md'] ?? '', 'd.md')).toMatchObject({
      fields: { steps: 'Split the reply after the first byte.', area: 'Client' },
      kept: {},
    })
  })
})

describe('an answer that a person has removed from the text', () => {
  const form = `name: Bug report
description: Something does not work
body:
  - { type: textarea, id: steps, attributes: { label: Steps }, validations: { required: true } }
  - { type: textarea, id: logs, attributes: { label: Logs, render: shell } }
  - { type: input, id: more, attributes: { label: More } }
  - { type: dropdown, id: system, attributes: { label: System, options: [Linux, macOS], default: 0 } }
`
  const repository = { files: { '.github/ISSUE_TEMPLATE/bug_report.yml': form } }
  const recorded = `---
kind: issue
repo: ${REPO}
template: bug_report.yml
title: The handshake stalls
fields:
  steps: Split it.
  logs: the log of a customer
  more: See the customer.
---
### Steps

Split it.

### Logs

\`\`\`shell

\`\`\`

### More

_No response_

### System

_No response_
`

  test('does not come back with --from, and no default takes its place', async () => {
    const { run } = setUpPosting({ files: { 'd.md': recorded }, repository })
    const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', '-f', 'steps=Split the reply.')
    expect(exitCode, stderr).toBe(0)
    expect(parseDraft(files['d.md'] ?? '', 'd.md').body).toBe(
      parseDraft(recorded, 'd.md').body.replace('Split it.', 'Split the reply.'),
    )
    expect(files['d.md']).not.toContain('customer')
  })

  test('is not asked for again if the form does not require it', async () => {
    const { run } = setUpPosting({ files: { 'd.md': recorded }, repository, person: [CONFIRM_ALL] })
    expect((await run('issue', 'new', '--from', 'd.md')).exitCode).toBe(0)
  })

  test('comes back if a flag gave it and it could not be put into the text before', async () => {
    const { run, fake } = setUpPosting({ files: { 'd.md': recorded }, repository })
    fake.faults([{ operation: 'Target', mode: 'forbidden' }])
    const failed = await run('issue', 'new', '--from', 'd.md', '-f', 'logs=my own log')
    expect([failed.exitCode, failed.stderr]).toEqual([1, expect.stringContaining('Your answers are kept')])
    const { files } = await run('issue', 'new', '--from', 'd.md')
    expect(files['d.md']).toContain('```shell\nmy own log\n```')
    expect(files['d.md']).not.toContain('pending')
  })

  test('is replaced by the answer of a flag that could not be put into the text before', async () => {
    const { run, fake } = setUpPosting({ files: { 'd.md': recorded }, repository })
    fake.faults([{ operation: 'Target', mode: 'forbidden' }])
    await run('issue', 'new', '--from', 'd.md', '-f', 'steps=Split it twice.')
    const { files } = await run('issue', 'new', '--from', 'd.md')
    expect(files['d.md']).toContain('### Steps\n\nSplit it twice.\n')
  })

  test('is printed if such an answer of a flag replaces what the person has written since', async () => {
    const waiting = recorded.replace(
      'fields:\n  steps: Split it.',
      'pending: [steps]\nfields:\n  steps: Split it twice.',
    )
    const files = { 'd.md': waiting.replace('\n\nSplit it.\n', '\n\nSplit it after the first byte.\n') }
    const { stderr } = await setUpPosting({ files, repository }).run('issue', 'new', '--from', 'd.md')
    expect(stderr).toContain('replaces this one:\n\nSplit it after the first byte.\n')
    const again = await setUpPosting({ files, repository }).run('issue', 'new', '--from', 'd.md', '-f', 'steps=Split.')
    expect(again.stderr).not.toContain('first byte')
  })
})

test('an empty line below the front matter does not count as a text that was edited by hand', async () => {
  const files = { 'd.md': `---\nkind: issue\nrepo: ${REPO}\ntemplate: bug_report.yml\ntitle: It stalls\n---\n\n` }
  const { run } = setUpPosting({ files })
  const argv = ['issue', 'new', '--from', 'd.md', '-f', 'steps=Split it.', '-f', 'terms=I looked for it']
  const outcome = await run(...argv)
  expect(outcome.exitCode, outcome.stderr).toBe(0)
  expect(outcome.files['d.md']).toContain('### Steps to reproduce\n\nSplit it.\n')
})

describe('only a draft that can be read back is written', () => {
  test('nothing is written for an invalid repository', async () => {
    const { run } = setUpPosting({ files: {} })
    const { exitCode, stderr, files } = await run(
      'issue',
      'new',
      '--repo',
      'not a repo',
      '--title',
      'The handshake stalls',
    )
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`"not a repo" isn't a repository`)
    expect(stderr).not.toContain('What you wrote')
    expect(files).toEqual({})
  })

  test('nothing is written for answers that are longer than a post may be', async () => {
    const { run } = setUpPosting({ files: { 'big.md': 'x'.repeat(250_000) } })
    const { exitCode, stderr, files } = await run(...NEW, '-f', 'steps=@big.md', '-o', 'o.md')
    expect(exitCode).toBe(1)
    expect(stderr).toContain('but a draft allows at most')
    expect(Object.keys(files)).toEqual(['big.md'])
  })

  test('a draft is written whatever the flags contain', async () => {
    const { run } = setUpPosting({ files: {} })
    const hostile = '---\nkind: sep\n\u001B[31m\u202E"\u0000'
    const withoutControls = '---\nkind: sep\n\u202E"'
    const flags = ['-l', hostile, '-a', hostile, '-m', hostile, '--type', hostile, '--parent', hostile]
    await run('issue', 'new', '--repo', REPO, '--title', hostile, '--body', hostile, ...flags, '-o', 'o.md')
    const { files } = await run('check', 'o.md')
    expect(parseDraft(files['o.md'] ?? '', 'o.md')).toMatchObject({
      kind: 'issue',
      title: withoutControls,
      labels: [withoutControls],
      body: withoutControls,
    })
  })
})

describe('a form whose texts contain hidden characters', () => {
  const form = String.raw`name: "Bu\u0007g"
description: d
labels: ["bu\u001b[31mg"]
body:
  - type: textarea
    id: steps
    attributes: { label: "Steps\u0007 to\uFEFF do", value: "Pre\u0008set" }
    validations: { required: true }
  - type: dropdown
    id: area
    attributes: { label: "Ar\u001b[31mea", options: ["One\u0008", "Two\uFEFF"] }
  - type: checkboxes
    id: terms
    attributes: { label: "Be\u0085fore", options: [{ label: "I look\u0007ed", required: true }] }
`
  const repository = { files: { '.github/ISSUE_TEMPLATE/hostile.yml': form } }
  const fieldFlags = ['-f', 'steps=Split it.', '-f', 'area=One', '-f', 'terms=I looked']

  test('can be filled in, changed, checked and posted like any other form', async () => {
    const { run, posts } = setUpPosting({ files: {}, repository })
    const titleFlags = ['--title', 'The handshake stalls on a split reply', '--ai-disclosure', 'none']
    const first = await run(
      'issue',
      'new',
      '-R',
      REPO,
      '--template',
      'hostile',
      ...titleFlags,
      ...fieldFlags,
      '-o',
      'd.md',
    )
    expect(first.exitCode, first.stderr).toBe(0)
    expect(first.stderr).not.toContain('nobody sees')
    const again = await run(
      'issue',
      'new',
      '--from',
      'd.md',
      '-f',
      'steps=Split it at the first byte.',
      '-f',
      'area=Two',
    )
    expect(again.exitCode, again.stderr).toBe(0)
    const body = parseDraft(again.files['d.md'] ?? '', 'd.md').body.trim()
    expect(body).toBe(
      '### Steps to do\n\nSplit it at the first byte.\n\n### Area\n\nTwo\n\n### Be fore\n\n- [x] I looked',
    )
    const checked = await run('check', 'd.md', '--json')
    expect(JSON.parse(checked.stdout)).toMatchObject({ ok: true })
    expect((await run('issue', 'open', 'd.md', '--yes')).exitCode).toBe(0)
    expect(posts()).toHaveLength(1)
  })
})
