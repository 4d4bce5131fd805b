import { expect, test } from 'vitest'
import { authorText } from '../../src/checks/check.ts'
import { answerFields } from '../../src/forms/form.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { draftWith } from '../support/draft.ts'
import { BUG_FORM } from '../support/posting.ts'

const form = answerFields(parseForm(BUG_FORM, 'bug_report.yml'))
const body = [
  '### Steps to reproduce',
  '',
  'It stalls.',
  '### My own heading',
  '### Area',
  '',
  '_No response_',
  '### Before you send it',
  '- [X] I looked for it',
  '- [x] my own box',
].join('\n')

test("the words of a form do not count as the text of the draft's author", () => {
  const draft = draftWith({ title: 'A title', template: 'bug_report.yml', body })
  expect(authorText({ draft, form }).split('\n').filter(Boolean)).toEqual([
    'A title',
    'It stalls.',
    '### My own heading',
    '- [x] my own box',
  ])
})

test('the text of an optional box counts if the author ticked it', () => {
  const optional = BUG_FORM.replace('I looked for it, required: true', 'I would fix it')
  const draft = draftWith({
    title: 'A title',
    template: 'bug_report.yml',
    body: '  - [x] I would fix it\n  - [x] I looked for it',
  })
  expect(authorText({ draft, form: answerFields(parseForm(optional, 'bug_report.yml')) })).toContain('I would fix it')
  expect(authorText({ draft, form })).not.toContain('I looked for it')
})

test('if the form of the template is unknown, headings and boxes are left out', () => {
  const draft = draftWith({ title: 'A title', template: 'bug_report.yml', body })
  expect(authorText({ draft, form: [] }).split('\n').filter(Boolean)).toEqual([
    'A title',
    'It stalls.',
    '_No response_',
  ])
})

test('without a template, nothing is left out', () => {
  const draft = draftWith({ title: 'A title', body })
  expect(authorText({ draft, form: [] })).toBe(`A title\n${body}`)
})

test("the language of a form's code block does not count as the author's word", () => {
  const logs = 'name: Bug\ndescription: d\nbody:\n  - { type: textarea, attributes: { label: Logs, render: shell } }\n'
  const draft = draftWith({
    title: 'A title',
    template: 'bug.yml',
    body: '### Logs\n\n````shell\n```\nnpm test\n```\n````\n\n```python\nmine\n```',
  })
  const own = 'A title\n\n````\n```\nnpm test\n```\n````\n\n```'
  expect(authorText({ draft, form: answerFields(parseForm(logs, 'bug.yml')) })).toBe(`${own}python\nmine\n\`\`\``)
  expect(authorText({ draft, form: [] })).toBe(`${own}\nmine\n\`\`\``)
})
