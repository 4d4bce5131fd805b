import { describe, expect, test } from 'vitest'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, CTRL_C, EDITOR, type ScriptedAnswer } from '../../support/script.ts'

const FORM = `name: Bug report
description: Something does not work
body:
  - type: input
    id: version
    attributes: { label: Version, placeholder: "For example: 1.2.3", value: "For example: 1.2.3" }
  - type: input
    id: client
    attributes: { label: Client, description: "Its name, e.g. Inspector", placeholder: e.g. Inspector }
  - type: input
    id: system
    attributes: { label: System, placeholder: Linux }
  - type: textarea
    id: steps
    attributes: { label: Steps, value: "1. \\n2. \\n" }
    validations: { required: true }
  - type: textarea
    id: log
    attributes: { label: Log, value: "Paste it here" }
`
const NEW = ['issue', 'new', '--repo', REPO, '--template', 'bug', '--title', 'The handshake stalls']
const repository = { files: { '.github/ISSUE_TEMPLATE/bug.yml': FORM } }
const FIRST_ANSWERS: readonly ScriptedAnswer[] = [
  { ask: 'Version', expects: '', type: '' },
  { ask: 'Client', expects: '', type: '' },
  { ask: 'System', expects: '', type: 'Linux 6' },
]

describe('the examples of a form', () => {
  test('are shown once, and are not part of an answer if the person presses Enter', async () => {
    const { run } = setUpPosting({
      files: {},
      repository,
      person: [
        ...FIRST_ANSWERS,
        { ask: 'Steps', pick: `Change it in ${EDITOR}` },
        { ask: EDITOR, edit: (text) => text },
        { ask: 'Steps', pick: `Change it in ${EDITOR}` },
        { ask: EDITOR, edit: (text) => text.replace('1. ', '1. Connect') },
        { ask: 'Log', pick: 'Leave it empty' },
        CONFIRM_ALL,
      ],
    })
    const { stderr, stdout, files } = await run(...NEW)
    expect(stderr.match(/For example: /g)).toHaveLength(2)
    expect(stderr).not.toMatch(/For example: (?:For|e\.g\.)/)
    expect(stderr.match(/e\.g\. Inspector/g)).toHaveLength(1)
    expect(stderr).toContain('For example: Linux')
    expect(stderr).toContain('The text is empty, or only the text of the form.')
    const draft = files[stdout.trim()] ?? ''
    expect(draft).toContain('1. Connect\n2.')
    for (const example of ['1.2.3', 'Inspector', 'Paste it here']) expect(draft).not.toContain(example)
  })

  test('do not count as answers in --field either', async () => {
    const { run } = setUpPosting({
      files: {},
      repository,
      person: [
        ...FIRST_ANSWERS,
        { ask: 'Steps', pick: 'Write it here' },
        { ask: 'Steps', type: 'Connect, then wait' },
        { ask: 'Log', pick: 'Leave it empty' },
        CONFIRM_ALL,
      ],
    })
    const { stdout, files } = await run(...NEW, '--field', 'steps=1. \n2. ', '--field', 'log=Paste it here')
    expect(files[stdout.trim()]).toContain('Connect, then wait')
    expect(files[stdout.trim()]).not.toContain('Paste it here')
  })
})

test.each([
  ['the only form is used if the repository accepts no issues without one', 'blank_issues_enabled: false', []],
  [
    'the only form is offered if the repository accepts issues without one',
    'blank_issues_enabled: true',
    [{ ask: `Which form for ${REPO}?`, pick: 'Bug report' }],
  ],
] as const)('%s', async (_, config, questions) => {
  const files = { ...repository.files, '.github/ISSUE_TEMPLATE/config.yml': config }
  const person: readonly ScriptedAnswer[] = [...questions, { ask: 'Title', pick: CTRL_C }]
  const { run } = setUpPosting({ files: {}, repository: { files }, person })
  const { stderr, exitCode } = await run('issue', 'new', '--repo', REPO)
  expect(exitCode).toBe(130)
  expect(stderr.includes(`${REPO} has one form: Bug report`)).toBe(questions.length === 0)
})
