import { describe, expect, test } from 'vitest'
import { renderForm } from '../../src/forms/body.ts'
import type { Field, Value } from '../../src/forms/form.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { checkboxes, dropdown, input, textarea, upload } from '../support/fields.ts'
import { formOf } from '../support/forms.ts'

const body = (field: Field, a: Value) => renderForm(formOf(field), { a })

describe('the body is the same as that of the web form', () => {
  test.each<[string, Field, Value, string]>([
    ['one line', input('a'), 'x', '### A\n\nx'],
    ['several lines', textarea('a'), 'x\n\ny\n', '### A\n\nx\n\ny'],
    ['no text', input('a'), '', '### A\n\n_No response_'],
    ['no code', textarea('a', { render: 'shell' }), '', '### A\n\n```shell\n\n```'],
    ['code', textarea('a', { render: 'shell' }), 'ls\n', '### A\n\n```shell\nls\n```'],
    [
      'code with a fence in it',
      textarea('a', { render: 'md' }),
      '````\nx\n````',
      '### A\n\n`````md\n````\nx\n````\n`````',
    ],
    ['code in a language with a backtick', textarea('a', { render: 'a`b\nc' }), 'x', '### A\n\n```ab c\nx\n```'],
    ['a choice', dropdown('a', ['x', 'y']), 'y', '### A\n\ny'],
    ['no choice', dropdown('a', ['x', 'y']), '', '### A\n\n_No response_'],
    ['several choices', dropdown('a', ['x', 'y', 'z'], { multiple: true }), ['z', 'x'], '### A\n\nx, z'],
    ['none of several choices', dropdown('a', ['x'], { multiple: true }), [], '### A\n\n_No response_'],
    ['checkboxes', checkboxes('a', 'x', 'y'), ['y'], '### A\n\n- [ ] x\n- [x] y'],
    [
      'checkboxes with labels of several lines',
      checkboxes('a', 'x\nx\n', 'y\n'),
      ['y'],
      '### A\n\n- [ ] x\nx\n\n- [x] y',
    ],
    ['a file', upload('a'), '[log](https://example.org/log)', '### A\n\n[log](https://example.org/log)'],
    ['no file', upload('a'), '', '### A\n\n_No response_'],
  ])('%s', (_, field, value, text) => {
    expect(body(field, value)).toBe(text)
  })

  test('fields are in the order of the form, without its explanatory text', () => {
    const form = formOf(input('a'), { type: 'markdown', value: '# Read this' }, input('b'))
    expect(renderForm(form, { b: 'y' })).toBe('### A\n\n_No response_\n\n### B\n\ny')
  })

  test('the body of a Markdown template is its only answer', () => {
    const form = parseForm('---\nname: a\nabout: b\nlabels: x\n---\n### A\n', 'a.md')
    expect(renderForm(form, { body: 'Hello\n' })).toBe('Hello')
  })
})

describe('a heading of the form inside an answer', () => {
  const form = formOf(textarea('a'), textarea('b'))
  test('is not changed if it cannot be mistaken for the beginning of a field', () => {
    const inCode = { a: '```\n\n### B\n\n```', b: 'y' }
    expect(renderForm(form, inCode)).toBe(`### A\n\n${inCode.a}\n\n### B\n\ny`)
    expect(renderForm(form, { a: '### A', b: 'after\n\n### A\n\ny' })).toBe(
      '### A\n\n### A\n\n### B\n\nafter\n\n### A\n\ny',
    )
  })
  test.each([
    ['between lines of text', 'x\n### B\nz'],
    ['in a code block of tildes whose language has a backtick', '~~~ a`b\n\n### B\n\n~~~'],
  ])('is not changed %s', (_, a) => {
    expect(renderForm(form, { a, b: 'y' })).toBe(`### A\n\n${a}\n\n### B\n\ny`)
  })
  test('is indented by one space otherwise', () => {
    expect(renderForm(form, { a: 'x\n\n### B\n\nz', b: 'y' })).toBe('### A\n\nx\n\n ### B\n\nz\n\n### B\n\ny')
  })
})
