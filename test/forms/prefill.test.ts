import { expect, test } from 'vitest'
import { answerFields } from '../../src/forms/form.ts'
import { parseForm } from '../../src/forms/parse.ts'
import { prefillParameters } from '../../src/publish/prefilled-page.ts'
import { checkboxes, dropdown, input, textarea, upload } from '../support/fields.ts'
import { formOf } from '../support/forms.ts'

test('text is prefilled, and fields that the page cannot prefill are listed as omitted', () => {
  const form = formOf(
    input('version'),
    textarea('steps', { render: 'shell' }),
    input('empty'),
    dropdown('os', ['Linux', 'macOS'], { default: 'Linux' }),
    dropdown('area', ['x', 'y'], { multiple: true }),
    checkboxes('terms', 'Yes'),
    upload('files'),
    // The page has a parameter of this name already: the title of the issue.
    input('title'),
  )
  const answers = {
    version: '1.0',
    steps: 'a\nb & c',
    os: 'macOS',
    area: ['x', 'y'],
    terms: ['Yes'],
    files: 'f',
    title: 't',
  }
  expect(prefillParameters(form, answers)).toEqual({
    parameters: [
      ['version', '1.0'],
      ['steps', 'a\nb & c'],
    ],
    omitted: ['os', 'area', 'terms', 'files', 'title'],
  })
})

test('an answer that equals the default of its field is not in the URL', () => {
  const form = formOf(textarea('a', { value: 'x\n' }), dropdown('b', ['y'], { default: 'y' }))
  expect(prefillParameters(form, { a: 'x', b: 'y' })).toEqual({ parameters: [], omitted: [] })
})

test('a Markdown template is prefilled as the body', () => {
  const form = parseForm('## What?', 'a.md')
  expect(prefillParameters(form, { body: '## What?\nx' })).toEqual({
    parameters: [['body', '## What?\nx']],
    omitted: [],
  })
})

test('an id that only this program gives to a field is not in the URL, because GitHub does not know it', () => {
  const text =
    'name: a\ndescription: b\nbody:\n' +
    '  - { type: input, attributes: { label: 版本 } }\n' +
    '  - { type: input, attributes: { label: Version } }\n' +
    '  - { type: input, id: version-2, attributes: { label: Sort } }\n' +
    '  - { type: input, attributes: { label: "Version?" } }\n'
  const form = parseForm(text, 'bug.yml')
  const ids = answerFields(form).map(({ id }) => id)
  const { parameters, omitted } = prefillParameters(form, Object.fromEntries(ids.map((id) => [id, 'x'])))
  expect(ids).toEqual(['field-1', 'version', 'version-2', 'version-3'])
  expect(parameters.map(([name]) => name)).toEqual(['version', 'version-2'])
  expect(omitted).toEqual(['field-1', 'version-3'])
})
