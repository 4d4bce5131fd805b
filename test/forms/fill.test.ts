import { describe, expect, test } from 'vitest'
import { checkAnswers, valuesFor } from '../../src/forms/fill.ts'
import type { Field, Values } from '../../src/forms/form.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { checkboxes, dropdown, input, textarea, upload } from '../support/fields.ts'
import { formOf } from '../support/forms.ts'

const COLORS = ['Red', 'Blue', 'Red, blue']

describe('answers become values', () => {
  test.each<[string, Field, Values, Values]>([
    ['one line of text', input('a'), { a: ' x ' }, { a: 'x' }],
    ['several lines of text', textarea('a'), { a: '\r\n\n  x\r\ny \n' }, { a: '  x\ny' }],
    ['what the web form writes for no answer', textarea('a'), { a: ' _No response_' }, { a: '' }],
    ['no answer', textarea('a', { value: 'as it was\n' }), {}, { a: 'as it was' }],
    ['an answer that empties the initial value', textarea('a', { value: 'as it was' }), { a: '' }, { a: '' }],
    ['a choice', dropdown('a', COLORS), { a: 'Blue' }, { a: 'Blue' }],
    ['a choice in the other Unicode form', dropdown('a', ['Caf\u00E9']), { a: 'Cafe\u0301' }, { a: 'Caf\u00E9' }],
    ['a choice in another letter case and spacing', dropdown('a', COLORS), { a: ' red,  Blue' }, { a: 'Red, blue' }],
    ['a choice in a list', dropdown('a', COLORS), { a: ['Blue'] }, { a: 'Blue' }],
    ['a default', dropdown('a', COLORS, { default: 'Blue' }), {}, { a: 'Blue' }],
    ['no default', dropdown('a', COLORS), {}, { a: '' }],
    [
      'several choices',
      dropdown('a', COLORS, { multiple: true }),
      { a: ['blue', 'Red', 'Red'] },
      { a: ['Red', 'Blue'] },
    ],
    [
      'several choices in one string',
      dropdown('a', COLORS, { multiple: true }),
      { a: 'Blue, Red' },
      { a: ['Red', 'Blue'] },
    ],
    [
      'several choices in one string, in another letter case and spacing',
      dropdown('a', COLORS, { multiple: true }),
      { a: 'blue,red' },
      { a: ['Red', 'Blue'] },
    ],
    [
      'one choice where several are allowed',
      dropdown('a', COLORS, { multiple: true }),
      { a: 'Red, blue' },
      { a: ['Red, blue'] },
    ],
    [
      'a default where several choices are allowed',
      dropdown('a', COLORS, { multiple: true, default: 'Red' }),
      {},
      { a: ['Red'] },
    ],
    ['checkboxes', checkboxes('a', 'One', 'Two\nlines\n'), { a: ['two LINES'] }, { a: ['Two\nlines'] }],
    ['one checkbox', checkboxes('a', 'One', 'Two'), { a: 'One' }, { a: ['One'] }],
    ['no checkbox', checkboxes('a', 'One'), {}, { a: [] }],
    [
      'a link to a file',
      upload('a', { required: true }),
      { a: '![x](https://example.org/x.png)' },
      { a: '![x](https://example.org/x.png)' },
    ],
  ])('%s', (_, field, answers, values) => {
    expect(checkAnswers(formOf(field), answers)).toEqual([])
    expect(valuesFor(formOf(field), answers)).toEqual(values)
  })

  test('a Markdown template has one field, whose default is the text of the template', () => {
    const form = parseForm('---\nname: a\nabout: b\n---\n## What?\n', 'a.md')
    expect(valuesFor(form, {})).toEqual({ body: '## What?' })
    expect(valuesFor(form, { body: 'x' })).toEqual({ body: 'x' })
  })

  test('an id may be the name of a property that every object has', () => {
    const form = formOf(input('constructor'), input('__proto__'), input('toString', { value: 'x' }))
    const values = valuesFor(form, Object.fromEntries([['__proto__', 'y']]))
    expect(Object.entries(values)).toEqual([
      ['constructor', ''],
      ['__proto__', 'y'],
      ['toString', 'x'],
    ])
  })
})

describe('wrong answers are reported', () => {
  test.each<[string, Field, Values, string, string]>([
    ['no answer to a required field', input('a', { required: true }), {}, 'missing', 'a: "A" needs an answer'],
    ['white space', textarea('a', { required: true }), { a: ' \n' }, 'missing', 'a: "A" needs an answer'],
    [
      'no choice',
      dropdown('a', ['x', 'y'], { required: true }),
      {},
      'missing',
      'a: "A" needs an answer; choices: x, y',
    ],
    [
      'an empty list',
      dropdown('a', ['x'], { required: true, multiple: true }),
      { a: [] },
      'missing',
      'a: "A" needs an answer; choices: x',
    ],
    ['no file', upload('a', { required: true }), {}, 'missing', 'a: "A" needs an answer'],
    [
      'a box that must be checked',
      checkboxes('a', 'I did!', 'Or not'),
      { a: ['Or not'] },
      'missing',
      'a: "I did!" must be checked',
    ],
    ['an unknown choice', dropdown('a', ['x', 'y']), { a: 'z' }, 'invalid', 'a: unknown option "z"; choices: x, y'],
    [
      'two choices where one is allowed',
      dropdown('a', ['x', 'y']),
      { a: ['x', 'y'] },
      'invalid',
      'a: unknown option "x, y"; choices: x, y',
    ],
    [
      'one wrong choice of two',
      dropdown('a', ['x', 'y'], { multiple: true }),
      { a: ['x', 'z'] },
      'invalid',
      'a: unknown option "z"; choices: x, y',
    ],
    ['an unknown checkbox', checkboxes('a', 'x'), { a: ['y'] }, 'invalid', 'a: unknown option "y"; choices: x'],
    ['several lines in a one-line field', input('a'), { a: 'x\ny' }, 'invalid', 'a: "A" takes one line'],
    ['a misspelled field', input('steps'), { stpes: 'x' }, 'unknown', 'stpes: unknown field. Did you mean steps?'],
    [
      'a label instead of an id',
      input('field-1', { label: 'Steps' }),
      { steps: 'x' },
      'unknown',
      'steps: unknown field. Did you mean field-1?',
    ],
    [
      'an unknown field whose name resembles no other',
      input('steps'),
      { x: 'y' },
      'unknown',
      'x: unknown field; fields: steps',
    ],
    [
      'an unknown field of a form without fields',
      { type: 'markdown', value: 'Hello' },
      { x: 'y' },
      'unknown',
      'x: unknown field; the form has no fields',
    ],
  ])('%s', (_, field, answers, kind, message) => {
    expect(checkAnswers(formOf(field), answers)).toMatchObject([{ kind, message }])
  })

  test('all wrong answers are reported at once', () => {
    const form = formOf(
      input('a', { required: true }),
      dropdown('b', ['x'], { required: true }),
      checkboxes('c', 'd!', 'e!'),
    )
    expect(checkAnswers(form, { f: '' }).map(({ kind, field }) => [kind, field])).toEqual([
      ['unknown', 'f'],
      ['missing', 'a'],
      ['missing', 'b'],
      ['missing', 'c'],
      ['missing', 'c'],
    ])
  })
})
