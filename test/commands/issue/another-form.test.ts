import { expect, test } from 'vitest'
import { parseDraft } from '../../../src/drafts/format.ts'
import { REPO } from '../../support/github.ts'
import { BUG_FORM, setUpPosting } from '../../support/posting.ts'
import { EDITOR } from '../../support/script.ts'

const IDEA_FORM = `name: Idea
description: Something new
title: "[Idea] "
labels: [idea]
body:
  - type: textarea
    id: idea
    attributes: { label: What should change? }
    validations: { required: true }
  - type: input
    id: part
    attributes: { label: Area }
`
const OWN_FORMS_ONLY = 'blank_issues_enabled: false\n'
const FOLDER = '.github/ISSUE_TEMPLATE'
const repository = {
  labels: ['bug', 'idea'],
  files: {
    [`${FOLDER}/1-bug_report.yml`]: BUG_FORM,
    [`${FOLDER}/2-idea.yml`]: IDEA_FORM,
    [`${FOLDER}/config.yml`]: OWN_FORMS_ONLY,
  },
}
const NEW = ['issue', 'new', '-R', REPO, '--title', '[Bug] The handshake stalls', '-t', 'bug', '-o', 'd.md'] as const
const ANSWERS = ['-f', 'steps=Split the reply', '-f', 'area=Client', '-f', 'terms=I looked for it'] as const

test('answers move to the other form, and the person is asked only for the missing ones', async () => {
  const { run } = setUpPosting({ repository, files: {} })
  const first = await run(...NEW, ...ANSWERS, '--ai-disclosure', 'some')
  const posting = setUpPosting({
    repository,
    files: first.files,
    person: [
      { ask: 'What should change?', pick: `Change it in ${EDITOR}` },
      { ask: EDITOR, write: 'Take a split reply.' },
      { ask: 'Is everything right?', pick: 'Yes' },
    ],
  })
  const { exitCode, stderr, files } = await posting.run('issue', 'new', '--from', 'd.md', '--template', 'idea')
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toContain('This fits no field of the form. It stays in the draft, under "kept:", and is not\nposted:')
  expect(stderr).toContain('### Steps to reproduce\n\nSplit the reply\n')
  expect(stderr).not.toContain('edited by hand')
  expect(parseDraft(files['d.md'] ?? '', 'd.md')).toMatchObject({
    template: '2-idea.yml',
    title: '[Idea] The handshake stalls',
    labels: ['idea'],
    fields: { part: 'Client', idea: 'Take a split reply.' },
    kept: { 'Steps to reproduce': 'Split the reply' },
    body: expect.stringMatching(/^### What should change\?\n\nTake a split reply\.\n\n### Area\n\nClient\n\n\*\*AI/),
  })
})

test('a label of a flag stays, although the former form sets the same label', async () => {
  const { run } = setUpPosting({ repository, files: {} })
  await run(...NEW, ...ANSWERS)
  const flags = ['--template', 'idea', '-f', 'idea=Take a split reply', '--label', 'bug']
  const { files } = await run('issue', 'new', '--from', 'd.md', ...flags)
  expect(parseDraft(files['d.md'] ?? '', 'd.md').labels).toEqual(['idea', 'bug'])
})

test.each([
  ['area', 'part'],
  ['steps', null],
  ['title', 'title'],
])('an interrupted answer to %s is asked again in the other form as %s', async (unfinished, expected) => {
  const first = await setUpPosting({ repository, files: {} }).run(...NEW, ...ANSWERS)
  const files = { 'd.md': (first.files['d.md'] ?? '').replace('\nfields:', `\nunfinished: ${unfinished}\nfields:`) }
  const flags = ['--template', 'idea', '-f', 'idea=Take a split reply']
  const moved = await setUpPosting({ repository, files }).run('issue', 'new', '--from', 'd.md', ...flags)
  expect(parseDraft(moved.files['d.md'] ?? '', 'd.md')).toMatchObject({ template: '2-idea.yml', unfinished: expected })
})

test('flags give the missing answers, and a return to the first form restores its texts and choices', async () => {
  const { run, posts } = setUpPosting({ repository, files: {} })
  await run(...NEW, ...ANSWERS)
  const missing = await run('issue', 'new', '--from', 'd.md', '-t', 'idea')
  expect([missing.exitCode, missing.stderr]).toEqual([
    2,
    expect.stringContaining('--field idea: "What should change?"'),
  ])
  const filled = await run('issue', 'new', '--from', 'd.md', '-f', 'idea=Take a split reply.', '--json')
  expect(JSON.parse(filled.stdout)).toMatchObject({ template: '2-idea.yml', draft: 'd.md' })
  const back = await run('issue', 'new', '--from', 'd.md', '-t', '1-bug_report.yml', '-f', 'terms=I looked for it')
  expect(back.exitCode, back.stderr).toBe(0)
  expect(parseDraft(back.files['d.md'] ?? '', 'd.md')).toMatchObject({
    template: '1-bug_report.yml',
    title: '[Bug] The handshake stalls',
    fields: { steps: 'Split the reply', area: 'Client' },
    kept: { 'What should change?': 'Take a split reply.' },
  })
  expect(posts()).toEqual([])
})

const BUILT_IN_DRAFT = `---
kind: issue
repo: ${REPO}
template: bug.yml
title: The handshake stalls
aiDisclosure: none
---
### What happens?

It waits for ever.

### Steps to reproduce

Split the reply
`

test('a draft from a built-in form moves to a form of the repository if the repository accepts only its own forms', async () => {
  const files = { 'd.md': BUILT_IN_DRAFT }
  const withoutPerson = await setUpPosting({ repository, files }).run('issue', 'new', '--from', 'd.md')
  expect(withoutPerson.exitCode).toBe(2)
  expect(withoutPerson.stderr).toContain('Choices: 1-bug_report, 2-idea')
  expect(withoutPerson.files['d.md']).toBe(BUILT_IN_DRAFT)
  const { run, posts } = setUpPosting({
    repository,
    files,
    person: [
      { ask: `Which form for ${REPO}?`, pick: 'Bug report' },
      { ask: 'Area', pick: 'No answer' },
      { ask: 'Before you send it', mark: ['I looked for it (required)'] },
      { ask: 'Is everything right?', pick: 'Yes' },
    ],
  })
  const { exitCode, stderr, files: filesAfter } = await run('issue', 'new', '--from', 'd.md')
  expect(exitCode, stderr).toBe(0)
  expect(stderr).toContain('has no template "bug.yml"')
  expect(stderr).toContain('### What happens?\n\nIt waits for ever.')
  const posting = setUpPosting({ repository, files: filesAfter })
  expect((await posting.run('issue', 'open', 'd.md', '--yes')).stderr).not.toContain('edited by hand')
  expect(posting.posts()[0]?.body).toMatch(/^### Steps to reproduce\n\nSplit the reply\n/)
  expect(posts()).toEqual([])
})

test('a draft without a form gets one, and its text becomes an answer', async () => {
  const text = `---\nkind: issue\nrepo: ${REPO}\ntitle: The handshake stalls\n---\n## Steps to reproduce\n\nSplit the reply\n\nThanks!\n`
  const { run } = setUpPosting({ repository, files: { 'd.md': text } })
  const { files, exitCode } = await run('issue', 'new', '--from', 'd.md', '-t', 'bug', '-f', 'terms=I looked for it')
  expect(exitCode).toBe(0)
  expect(files['d.md']).toContain('### Steps to reproduce\n\nSplit the reply\n\nThanks!\n')
})
