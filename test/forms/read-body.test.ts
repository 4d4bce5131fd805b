import { describe, expect, test } from 'vitest'
import { readBody } from '../../src/forms/body.ts'
import type { Field, Values } from '../../src/forms/form.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { checkboxes, dropdown, input, textarea } from '../support/fields.ts'
import { formOf } from '../support/forms.ts'

describe('a body that GitHub rendered is read', () => {
  test.each<[string, Field, string, Values]>([
    ['with Windows line endings', textarea('a'), '### A\r\n\r\nx\r\ny\r\n', { a: 'x\ny' }],
    ['with checkboxes marked by a capital X', checkboxes('a', 'x', 'y'), '### A\n\n- [X] x\n- [ ] y', { a: ['x'] }],
    ['with None for an empty dropdown', dropdown('a', ['x']), '### A\n\nNone', { a: '' }],
    [
      'with None for an empty dropdown of several choices',
      dropdown('a', ['x'], { multiple: true }),
      '### A\n\nNone',
      { a: [] },
    ],
    ['with None as an option', dropdown('a', ['None']), '### A\n\nNone', { a: 'None' }],
    ['with an empty code block', textarea('a', { render: 'shell' }), '### A\n\n```shell\n\n```', { a: '' }],
    [
      'with a fence as long as one in the text',
      textarea('a', { render: 'md' }),
      '### A\n\n```md\n```\nx\n```\n```',
      { a: '```\nx\n```' },
    ],
    [
      'with options that contain commas',
      dropdown('a', ['y', 'z', 'x', 'y, z'], { multiple: true }),
      '### A\n\nx, y, z',
      { a: ['x', 'y, z'] },
    ],
  ])('%s', (_, field, body, values) => {
    expect(readBody(formOf(field), body)).toEqual(values)
  })
})

describe('a body that was edited by hand is read', () => {
  const form = formOf(input('a'), textarea('b', { render: 'shell' }), dropdown('c', ['x', 'y'], { multiple: true }))
  test.each<[string, string, Values]>([
    [
      'text before the first field',
      'Hello\n\n### A\n\nx\n\n### B\n\ny\n\n### C\n\nx, y',
      { a: 'x', b: 'y', c: ['x', 'y'] },
    ],
    ['a field removed', '### A\n\nx\n\n### C\n\ny', { a: 'x', c: ['y'] }],
    ['no empty lines', '### A\nx\n### B\ny\n### C\nx', { a: 'x', b: 'y', c: ['x'] }],
    ['nothing below a heading', '### A\n\n### C\n', { a: '', c: [] }],
    ['an unknown choice', '### C\n\nx and z', { c: ['x and z'] }],
    ['no heading of the form', '## A\n\nx', {}],
    ['nothing at all', '', {}],
    ['fields in another order', '### C\n\nx\n\n### A\n\n1', { c: ['x'], a: '1' }],
    [
      'a heading in a comment',
      '<!--\n\n### A\n\n-->\n### A\n\nx\n\n### B\n\ny\n\n### C\n\nx',
      { a: 'x', b: 'y', c: ['x'] },
    ],
    ['a heading in a comment, and a field removed', '<!--\n### A\n-->\n### A\n\nx', { a: 'x' }],
    ['an empty code block', '### B\n\n```shell\n\n```', { b: '' }],
    ['_No response_ in place of a code block', '### B\n\n_No response_', { b: '' }],
    ['an unclosed fence', '### A\n\n```\n\n### C\n\nx', { a: '```\n\n### C\n\nx' }],
  ])('with %s', (_, body, values) => {
    expect(readBody(form, body)).toEqual(values)
  })

  test('fields with the same label are read in the order of the form', () => {
    const twins = formOf({ ...input('a'), label: 'Same' }, { ...input('b'), label: 'Same' })
    expect(readBody(twins, '### Same\n\n1\n\n### Same\n\n2')).toEqual({ a: '1', b: '2' })
    expect(readBody(twins, 'Hello\n### Same\n1\n### Same\n2')).toEqual({ a: '1', b: '2' })
  })

  test('text after the last checkbox is not part of it', () => {
    const boxes = formOf(checkboxes('a', 'I searched', 'I agree\nto all'))
    const body = '### A\n\n- [x] I searched\n- [X] I agree\nto all\n\nP.S. Thanks!'
    expect(readBody(boxes, body)).toEqual({ a: ['I searched', 'I agree\nto all'] })
  })

  test('the body of a Markdown template is its only value', () => {
    expect(readBody(parseForm('## What?', 'a.md'), '\n\n## What?\r\nx\n')).toEqual({ body: '## What?\nx' })
  })
})
