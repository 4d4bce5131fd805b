import { describe, expect, test } from 'vitest'
import { lintForm, parseForm } from '../../src/forms/parse.ts'
import { problemText } from '../../src/forms/problems.ts'
import { failureOf } from '../support/failure.ts'

const HEAD = 'name: Bug\ndescription: It breaks\nbody:\n'
const INPUT = '  - type: input\n    id: a\n    attributes:\n      label: A\n'
const DROPDOWN = '  - type: dropdown\n    id: a\n    attributes:\n      label: A\n      options:\n'
const CHECKBOXES = '  - type: checkboxes\n    id: a\n    attributes:\n      label: A\n      options:\n'

const lint = (text: string, file = 'bug.yml') => lintForm(text, file)
const problemsIn = (text: string, file = 'bug.yml') => lint(text, file).map(problemText)

describe('errors in the structure of a form', () => {
  test.each([
    ['an empty file', '', '1: the file: GitHub expects a mapping with name, description and body, not nothing'],
    ['a list', '- a', '1: the file: GitHub expects a mapping with name, description and body, not a list'],
    ['no name', `description: x\nbody:\n${INPUT}`, '1: name: is missing; GitHub expects the name of the form'],
    [
      'a description that is a boolean',
      `name: a\ndescription: true\nbody:\n${INPUT}`,
      '2: description: GitHub expects a sentence for the page where a form is chosen, not the boolean true (put it in quotes)',
    ],
    ['no body', 'name: a\ndescription: b', '1: body: is missing; GitHub expects a list of fields'],
    [
      'a body that is a string',
      'name: a\ndescription: b\nbody: c',
      '3: body: GitHub expects a list of fields, not "c"',
    ],
    [
      'an empty body',
      'name: a\ndescription: b\nbody: []',
      '3: body: GitHub expects at least one field; the list is empty',
    ],
    [
      'labels that are a mapping',
      `name: a\ndescription: b\nlabels: {}\nbody:\n${INPUT}`,
      '3: labels: GitHub expects a list of labels, or comma-separated text, not a mapping',
    ],
    [
      'a type that does not exist',
      `${HEAD}${INPUT}  - type: select\n`,
      '8: body[1].type: GitHub expects a mapping whose "type" is one of markdown, input, textarea, dropdown, checkboxes, upload',
    ],
    [
      'a field that is a string',
      `${HEAD}  - input\n`,
      '4: body[0]: GitHub expects a mapping whose "type" is one of markdown, input, textarea, dropdown, checkboxes, upload',
    ],
    [
      'no label',
      `${HEAD}  - type: input\n    attributes:\n      value: x\n`,
      '5: body[0].attributes.label: is missing; GitHub expects a short text that names the answer',
    ],
    [
      'a blank label',
      `${HEAD}  - type: input\n    attributes:\n      label: "  "\n`,
      '6: body[0].attributes.label: GitHub expects a short text that names the answer, not empty text',
    ],
    [
      'no options',
      `${HEAD}${DROPDOWN}        []\n`,
      '8: body[0].attributes.options: GitHub expects a list of options; the list is empty',
    ],
    [
      'checkboxes that are strings',
      `${HEAD}${CHECKBOXES}        - x\n`,
      '9: body[0].attributes.options[0]: GitHub expects a mapping with a "label", not "x"',
    ],
    [
      'required that is a string',
      `${HEAD}${INPUT}    validations:\n      required: "yes"\n`,
      '9: body[0].validations.required: GitHub expects true or false, not "yes"',
    ],
  ])('%s', (_, text, message) => {
    expect(problemsIn(text)).toContain(`bug.yml:${message}`)
    expect(lint(text).every(({ severity }) => severity === 'error')).toBe(true)
    expect(failureOf(() => parseForm(text, 'bug.yml'))).toBe(problemsIn(text)[0])
  })

  test('all are reported, in the order of their lines', () => {
    const text = 'description: 1\nlabels: {}\nbody:\n  - type: x\n  - type: input\n'
    expect(lint(text).map(({ line, key }) => [line, key])).toEqual([
      [1, 'name'],
      [2, 'labels'],
      [4, 'body[0].type'],
      [5, 'body[1].attributes.label'],
    ])
  })
})

describe('errors for which GitHub rejects a form that we can use', () => {
  test.each<readonly [string, string, string | RegExp]>([
    [
      'an unknown key',
      `about: x\n${HEAD}${INPUT}`,
      '1: about: GitHub does not know this key here; it knows name, description, title, labels, assignees, projects, type, body',
    ],
    [
      'an unknown key of a field',
      `${HEAD}${INPUT}    label: x\n`,
      '8: body[0].label: GitHub does not know this key here; it knows type, id, attributes, validations',
    ],
    [
      'an unknown attribute',
      `${HEAD}${INPUT}      render: x\n`,
      '8: body[0].attributes.render: GitHub does not know this key here; it knows label, description, placeholder, value',
    ],
    ['a key with a space', `"a b": x\n${HEAD}${INPUT}`, /^bug\.yml:1: "a b": GitHub does not know this key here/],
    [
      'an unknown key of a checkbox',
      `${HEAD}${CHECKBOXES}        - { label: x, id: y }\n`,
      '9: body[0].attributes.options[0].id: GitHub does not know this key here; it knows label, required',
    ],
    [
      'no field to answer',
      `${HEAD}  - type: markdown\n    attributes: { value: x }\n`,
      '3: body: GitHub expects at least one field that can be answered',
    ],
    [
      'Markdown without text',
      `${HEAD}${INPUT}  - type: markdown\n`,
      '8: body[1].attributes.value: is missing; GitHub expects Markdown text',
    ],
    [
      'an id twice',
      `${HEAD}${INPUT}${INPUT.replace('label: A', 'label: B')}`,
      '9: body[1].id: another field has the id "a"; GitHub expects ids to differ',
    ],
    [
      'labels that give the same id',
      `${HEAD}${INPUT}  - type: input\n    attributes:\n      label: "A?"\n`,
      '10: body[1].attributes.label: GitHub derives the id "a" from this label, but another field has that id; give this field an id',
    ],
    [
      'an id with a space',
      `${HEAD}${INPUT.replace('id: a', 'id: a b')}`,
      '5: body[0].id: GitHub expects only letters, numbers, - and _',
    ],
    [
      'a label that asks for a password',
      `${HEAD}${INPUT.replace('label: A', 'label: Your password')}`,
      '7: body[0].attributes.label: GitHub refuses a label that asks for a password',
    ],
    [
      'an option twice',
      `${HEAD}${DROPDOWN}        - x\n        - x\n`,
      '10: body[0].attributes.options[1]: this option occurs twice; GitHub expects options to differ',
    ],
    [
      'a checkbox twice',
      `${HEAD}${CHECKBOXES}        - label: x\n        - label: x\n`,
      '10: body[0].attributes.options[1]: this option occurs twice; GitHub expects options to differ',
    ],
    [
      'the reserved option None',
      `${HEAD}${DROPDOWN}        - None\n`,
      /options\[0\]: GitHub reserves the word None for no choice/,
    ],
    [
      'an option that YAML 1.1 reads as a boolean',
      `${HEAD}${DROPDOWN}        - "No"\n        - Yes\n`,
      '10: body[0].attributes.options[1]: GitHub takes Yes for true or false; put it in quotes',
    ],
    [
      'a default that is not a position',
      `${HEAD}${DROPDOWN}        - x\n      default: x\n`,
      '10: body[0].attributes.default: GitHub expects the position of an option, from 0 to 0',
    ],
    [
      'a default that is greater than the last position',
      `${HEAD}${DROPDOWN}        - x\n      default: 1\n`,
      '10: body[0].attributes.default: GitHub expects the position of an option, from 0 to 0',
    ],
  ])('%s', (_, text, message) => {
    const [first, ...others] = lint(text)
    expect(others).toEqual([])
    expect(first).toMatchObject({ file: 'bug.yml', severity: 'error' })
    if (typeof message === 'string') expect(problemsIn(text)).toEqual([`bug.yml:${message}`])
    else expect(problemsIn(text)[0]).toMatch(message)
    expect(parseForm(text, 'bug.yml').kind).toBe('form')
  })
})

describe('warnings about a form that can be used', () => {
  test.each<readonly [string, string, string | RegExp]>([
    [
      'validations on checkboxes',
      `${HEAD}${CHECKBOXES}        - { label: x }\n    validations: { required: true }\n`,
      '10: body[0].validations.required: GitHub does not know this key here',
    ],
    [
      'an empty option',
      `${HEAD}${DROPDOWN}        -\n        - x\n`,
      /^bug\.yml:9: body\[0\]\.attributes\.options\[0\]: this option is empty/,
    ],
    ['a key that occurs twice', `name: x\n${HEAD}${INPUT}`, '2: name: this key occurs twice; only the last one counts'],
    [
      'a label twice',
      `${HEAD}${INPUT}${INPUT.replace('id: a', 'id: b')}`,
      '11: body[1].attributes.label: another field has the label "A"; their answers cannot be distinguished',
    ],
  ])('%s', (_, text, message) => {
    const [first, ...others] = lint(text)
    expect(others).toEqual([])
    expect(first).toMatchObject({ file: 'bug.yml', severity: 'warning' })
    if (typeof message === 'string') expect(problemsIn(text)).toEqual([`bug.yml:${message}`])
    else expect(problemsIn(text)[0]).toMatch(message)
    expect(parseForm(text, 'bug.yml').kind).toBe('form')
  })

  test('front matter without a name, and with an unknown key', () => {
    expect(problemsIn('---\nabout: x\ntags: [y]\n---\n', 'a.md')).toEqual([
      'a.md:1: name: is missing; GitHub shows no template without it',
      'a.md:3: tags: GitHub does not know this key here; it knows name, about, title, labels, assignees, projects, type',
    ])
  })
})
