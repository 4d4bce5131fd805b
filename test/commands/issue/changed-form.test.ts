import { describe, expect, test } from 'vitest'
import { parseDraft } from '../../../src/drafts/format.ts'
import { REPO } from '../../support/github.ts'
import { setUpPosting } from '../../support/posting.ts'
import { CONFIRM_ALL, EDITOR, type ScriptedAnswer } from '../../support/script.ts'

const FORM = `name: Bug report
description: Something does not work
title: "[Bug] "
labels: [bug]
body:
  - { type: textarea, id: steps, attributes: { label: Steps }, validations: { required: true } }
  - { type: textarea, id: logs, attributes: { label: Logs, render: shell } }
  - { type: dropdown, id: area, attributes: { label: Area, options: [Client, Server] } }
  - { type: input, id: version, attributes: { label: Version } }
  - type: checkboxes
    id: terms
    attributes: { label: Before you send it, options: [{ label: I looked for it, required: true }] }
`
const TITLE = '[Bug] The handshake stalls'
const ANSWERS = [
  ...['-f', 'steps=Split the reply.\n\n### Then\n\nWait.', '-f', 'logs=it waits', '-f', 'area=Client'],
  ...['-f', 'version=1.2', '-f', 'terms=I looked for it'],
]

const repositoryWith = (form: string) => ({
  labels: ['bug'],
  files: { '.github/ISSUE_TEMPLATE/bug_report.yml': form },
})

async function writtenDraft() {
  const { run } = setUpPosting({ repository: repositoryWith(FORM), files: {} })
  const { files, exitCode, stderr } = await run(
    ...['issue', 'new', '-R', REPO, '-t', 'bug_report', '--title', TITLE, '-o', 'd.md', ...ANSWERS],
    ...['--ai-disclosure', 'some'],
  )
  expect(exitCode, stderr).toBe(0)
  return files['d.md'] ?? ''
}

type Setup = { readonly person?: readonly ScriptedAnswer[]; readonly flags?: readonly string[] }

/** Continues a draft after the form has changed. */
async function continueDraft(draft: string, form: string, { person, flags = [] }: Setup = {}) {
  const { run } = setUpPosting({
    repository: repositoryWith(form),
    files: { 'd.md': draft },
    ...(person === undefined ? {} : { person }),
  })
  const { exitCode, stderr, files } = await run('issue', 'new', '--from', 'd.md', ...flags)
  return { exitCode, stderr, text: files['d.md'] ?? '', draft: parseDraft(files['d.md'] ?? '', 'd.md') }
}

describe('a form that has changed since the draft was written', () => {
  test.each([
    ['a label', 'label: Steps', 'label: What did you do?', {}],
    ['the labels of all fields', /label: (?=Steps|Logs|Area|Version|Before)/g, 'label: Your ', {}],
    ['the id of a field', 'id: logs', 'id: output', {}],
    ['the language of a code block', 'render: shell', 'render: text', {}],
    ['the options of a checkbox', 'options: [{', 'options: [{ label: I can help }, {', {}],
    ['the order of the fields', /( {2}- \{ type: textarea, id: steps.*\n)( {2}-.*\n)/, '$2$1', {}],
    ['a removed field', /.*id: version.*\n/, '', { Version: '1.2' }],
  ])('takes over the answers: %s', async (_, from, to, kept) => {
    const { exitCode, stderr, draft } = await continueDraft(await writtenDraft(), FORM.replace(from, to))
    expect(exitCode, stderr).toBe(0)
    expect(stderr.replaceAll('\n', ' ')).not.toContain('edited by hand')
    expect(draft.kept).toEqual(kept)
    for (const answer of ['Split the reply.\n\n### Then\n\nWait.', 'it waits', '\n\nClient', '- [x] I looked for it'])
      expect(draft.body).toContain(answer)
    expect(draft).toMatchObject({ title: TITLE, labels: ['bug'] })
  })

  test('keeps code in a code block if the form no longer has one for it', async () => {
    const { draft } = await continueDraft(
      await writtenDraft(),
      FORM.replace('label: Logs, render: shell', 'label: Log'),
    )
    expect(draft).toMatchObject({ body: expect.stringContaining('### Log\n\n```shell\nit waits\n```'), kept: {} })
  })

  const withNewQuestion = `${FORM.replace('label: Area', 'label: Where').replace('label: Steps', 'label: What did you do?')}  - { type: textarea, id: wish, attributes: { label: Your wish }, validations: { required: true } }\n`

  test('asks for what is new', async () => {
    const person: readonly ScriptedAnswer[] = [
      { ask: 'Your wish', pick: `Write it in ${EDITOR}` },
      { ask: EDITOR, write: 'Do not wait.' },
      CONFIRM_ALL,
    ]
    const { exitCode, stderr, draft } = await continueDraft(await writtenDraft(), withNewQuestion, { person })
    expect(exitCode, stderr).toBe(0)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'this draft does not have the questions of the form "Bug report" as they are now',
    )
    expect(draft).toMatchObject({ fields: { area: 'Client', version: '1.2', wish: 'Do not wait.' }, kept: {} })
  })

  test('names the headings that the form does not have, because a person may have written them', async () => {
    const { stderr } = await continueDraft((await writtenDraft()).replace('### Steps', '### Steps on Windows'), FORM)
    expect(stderr.replaceAll(/\s+/g, ' ')).toMatch(
      /your answers move into it, without the headings "Steps on Windows" $/,
    )
  })

  test('names what is new in a script, and takes it from a flag', async () => {
    const before = await writtenDraft()
    const refused = await continueDraft(before, withNewQuestion)
    expect([refused.exitCode, refused.stderr]).toEqual([
      2,
      expect.stringContaining('wish: "Your wish" needs an answer'),
    ])
    for (const text of [before, refused.text]) {
      const { exitCode, stderr, draft } = await continueDraft(text, withNewQuestion, {
        flags: ['-f', 'wish=No waits.'],
      })
      expect(exitCode, stderr).toBe(0)
      expect(draft.body).toContain('### What did you do?\n\nSplit the reply.')
      expect(draft.body).toContain('### Your wish\n\nNo waits.\n')
    }
  })

  test.each([
    ['words above the first answer', '### Steps', 'My own beginning.\n\n### Steps'],
    ['a section', '### Version', '### My idea\n\nUse a buffer.\n\n### Version'],
    ['an answer', 'it waits\n```', 'it waits\n```\n\nA last thought.'],
    ['a box', '- [x] I looked for it', '- [x] I looked for it\n- [ ] I asked Bob'],
    ['a heading without a text', '### Version', '### Later\n\n### Version'],
    ['a heading of another level', '### Version', '## Version'],
  ])('keeps the text as it is if a person has written %s by hand', async (_, from, to) => {
    const before = (await writtenDraft()).replace(from, to)
    const { stderr, draft } = await continueDraft(before, withNewQuestion, { person: [] })
    expect(stderr).toContain('edited by hand')
    expect(draft.body.trim()).toBe(parseDraft(before, 'd.md').body.trim())
  })

  test('does not bring back an answer that a person has removed from the text', async () => {
    const before = (await writtenDraft()).replace(/(?<=### Logs\n\n)```shell\nit waits\n```/, '_No response_')
    expect(before).toContain('### Logs\n\n_No response_')
    const { draft } = await continueDraft(before, withNewQuestion, { flags: ['-f', 'wish=No waits.'] })
    expect(draft.body).not.toContain('it waits')
  })
})
