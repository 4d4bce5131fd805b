import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkRequired } from '../../src/checks/required.ts'
import { renderForm } from '../../src/forms/body.ts'
import { answerFields } from '../../src/forms/form.ts'
import { removeFences } from '../../src/text/lines.ts'
import { inputWith } from '../support/check-input.ts'
import { FORM, renderedBody } from '../support/form.ts'
import { answersFor, filledForm } from '../support/forms.ts'

const missingIn = (body: string, form = FORM) => checkRequired(inputWith({ draft: { body }, form }))

test('a missing field is named, with its line and what to write', () => {
  expect(
    missingIn(renderedBody({ 'Steps to reproduce': '_No response_', 'Before you post': '- [ ] I have searched' })),
  ).toEqual([
    {
      check: 'required',
      code: 'field-required',
      severity: 'block',
      message: '"Steps to reproduce" is required',
      line: 14,
      fix: 'Write it under the heading "### Steps to reproduce", or pass --field steps=TEXT.',
    },
    {
      check: 'required',
      code: 'box-required',
      severity: 'block',
      message: '"I have searched" must be checked',
      line: 28,
      fix: 'If it is true, add "- [X] I have searched" under the heading "### Before you post".',
    },
  ])
})

test('an answer that was interrupted is named, and does not stop the post', () => {
  const input = inputWith({ draft: { body: renderedBody(), unfinished: 'steps' }, form: FORM })
  expect(checkRequired(input)).toMatchObject([
    {
      code: 'answer-unfinished',
      severity: 'warn',
      message: 'you stopped while typing the answer to "Steps to reproduce"',
    },
  ])
})

test('an answer of a flag that is not in the text yet is named, and does not stop the post', () => {
  const draft = { body: renderedBody(), fields: { steps: 'Start it' }, pending: ['steps', 'version'] }
  expect(checkRequired(inputWith({ draft, form: FORM }))).toMatchObject([
    { severity: 'warn', message: 'the draft has an answer to "Steps to reproduce" that is not in the text yet' },
  ])
  expect(checkRequired(inputWith({ draft, form: [] }))).toMatchObject([
    { severity: 'warn', message: 'the draft has an answer to "steps" that is not in the text yet' },
  ])
})

describe('the required fields that are missing in a body with', () => {
  const all = ['version', 'steps', 'kind', 'I have searched']
  test.each<[string, string, readonly string[]]>([
    ['all answers', renderedBody(), []],
    ['optional fields left out', renderedBody({ Log: undefined, File: undefined }), []],
    ['no heading at all', 'Some text', all],
    ['no text', '', all],
    ['an empty answer', renderedBody({ Version: ' \n ' }), ['version']],
    ['an empty fence', renderedBody({ Version: '```\n```' }), ['version']],
    ['code in a fence', renderedBody({ Version: '```\n1.0\n```' }), []],
    ['code in three backticks on one line', renderedBody({ Version: '```1.0```' }), []],
    ['an answer with headings of its own', renderedBody({ 'Steps to reproduce': '### First\n\nStart it' }), []],
    ['an answer that is only a heading of its own', renderedBody({ 'Steps to reproduce': '### First' }), []],
    [
      'an answer that quotes the form',
      renderedBody({ 'Steps to reproduce': '```md\n### Version\n```\nand so on' }),
      [],
    ],
    ['a choice that was not made', renderedBody({ "What's broken?": undefined }), ['kind']],
    ['a lower-case x after a star', renderedBody({ 'Before you post': '* [x]  I have searched ' }), []],
    ['only another box checked', renderedBody({ 'Before you post': '- [X] I would fix it' }), ['I have searched']],
    [
      'a checked box of another text',
      renderedBody({ 'Before you post': '- [X] I have searched nothing' }),
      ['I have searched'],
    ],
    ['Windows line endings', renderedBody().replaceAll('\n', '\r\n'), []],
    ['a heading one level up', renderedBody().replace('### Version', '## Version'), ['version']],
    ['a heading with more spaces', renderedBody().replace('### Steps to reproduce', '###   Steps  to reproduce '), []],
  ])('%s', (_, body, missing) => {
    const found = missingIn(body).map(({ fix }) => /--field (\w+)=/.exec(fix)?.[1] ?? /\] (.*)" under/.exec(fix)?.[1])
    expect(found).toEqual(missing)
  })
})

test('nothing is required without a form', () => expect(missingIn('', [])).toEqual([]))

test('a form whose fields all have answers has no missing field', () => {
  const complete = filledForm.chain(({ form }) => answersFor(form).map((values) => ({ form, values })))
  fc.assert(
    fc.property(complete, ({ form, values }) => {
      // An answer of nothing but fence lines counts as empty.
      fc.pre(
        Object.values(values).every(
          (value) => String(value).trim() === '' || removeFences(String(value)).trim() !== '',
        ),
      )
      expect(missingIn(renderForm(form, values), answerFields(form)).map(({ message }) => message)).toEqual([])
    }),
    { numRuns: 100 },
  )
})
