import { describe, expect, test } from 'vitest'
import { checkPlaceholders } from '../../src/checks/placeholders.ts'
import { inputWith } from '../support/check-input.ts'
import { FORM, renderedBody } from '../support/form.ts'

describe("answers that are still the form's defaults", () => {
  const foundIn = (body: string) => checkPlaceholders(inputWith({ draft: { body }, form: FORM }))

  test.each([
    [
      'the example of a text area',
      { 'Steps to reproduce': '1. Start the server\n\n2. …' },
      'block',
      14,
      '"Steps to reproduce" still has the example text of the form',
    ],
    [
      'the prefilled text',
      { 'Steps to reproduce': ' First, then' },
      'block',
      14,
      '"Steps to reproduce" still has the example text of the form',
    ],
    [
      'the example of an optional field',
      { Log: '```shell\npaste it\n```' },
      'warn',
      18,
      '"Log" still has the example text of the form',
    ],
  ])('%s', (_, answers, severity, line, message) => {
    expect(foundIn(renderedBody(answers))).toEqual([
      {
        check: 'placeholders',
        code: 'unchanged-answer',
        severity,
        line,
        message,
        fix: 'Replace it with your own answer.',
      },
    ])
  })

  test('a version that equals its example only warns, because the author may have typed it', () => {
    expect(foundIn(renderedBody({ Version: 'v1.2.3' }))).toMatchObject([
      { code: 'unchanged-answer', severity: 'warn', line: 10, message: expect.stringContaining('is the same as') },
    ])
  })

  test.each(['e.g. 1.2.3', 'The version that you use'])(
    'the placeholder %j is not an answer to a required one-line field',
    (placeholder) => {
      const form = FORM.map((field) => (field.id === 'version' ? { ...field, placeholder } : field))
      const input = inputWith({ draft: { body: renderedBody({ Version: placeholder }) }, form })
      expect(checkPlaceholders(input)).toMatchObject([{ code: 'unchanged-answer', severity: 'block', line: 10 }])
    },
  )

  test.each([
    ['a different answer to each field', {}],
    ['a one-line field that stays as it was prefilled', { Version: '1.0' }],
    ['a longer text', { 'Steps to reproduce': 'First, then it hangs' }],
    ['no answer', { 'Steps to reproduce': undefined }],
    ['no answer to a field without a prefilled text', { Log: undefined }],
    ['the example of another field', { Version: 'paste it' }],
  ])('%s is accepted', (_, answers) => expect(foundIn(renderedBody(answers))).toEqual([]))
})
