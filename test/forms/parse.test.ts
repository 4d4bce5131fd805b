import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { answerFields, type Checkbox, type IssueForm } from '../../src/forms/form.ts'
import { lintForm, parseForm } from '../../src/forms/parse.ts'
import { cases } from '../support/cases.ts'
import { failureOf } from '../support/failure.ts'
import { filledForm } from '../support/forms.ts'

const HEAD = 'name: Bug\ndescription: It breaks\n'
const INPUT = '  - type: input\n    attributes: { label: What? }\n'
const form = (text: string, file = 'bug.yml') => {
  const parsed = parseForm(text, file)
  if (parsed.kind !== 'form') throw new Error('it is a Markdown template')
  return parsed
}
const withBody = (fields: string) => form(`${HEAD}body:\n${fields}`)
const onlyField = (fields: string) => answerFields(withBody(fields))[0]

test('every key of an issue form is read', () => {
  const text = `name: Bug
description: It breaks
title: "[bug] "
labels: [bug, needs triage]
assignees: ada
projects: [org/1]
type: Bug
body:
  - type: markdown
    attributes: { value: Hello }
  - type: input
    id: version
    attributes: { label: Version, description: Which?, placeholder: 1.2.3, value: '1.0' }
    validations: { required: true }
  - type: textarea
    id: logs
    attributes: { label: Logs, render: shell }
  - type: dropdown
    id: os
    attributes: { label: System, options: [Linux, macOS], multiple: true, default: 1 }
  - type: checkboxes
    id: terms
    attributes: { label: Terms, options: [{ label: Yes indeed, required: true }, { label: Perhaps }] }
  - type: upload
    id: files
    attributes: { label: Files }
    validations: { required: true, accept: ".png,.jpg" }
`
  const defaults = { description: '', placeholder: '', value: '', required: false }
  expect(lintForm(text, 'bug.yml')).toEqual([])
  expect(form(text)).toEqual({
    kind: 'form',
    name: 'Bug',
    description: 'It breaks',
    title: '[bug] ',
    labels: ['bug', 'needs triage'],
    assignees: ['ada'],
    projects: ['org/1'],
    type: 'Bug',
    fields: [
      { type: 'markdown', value: 'Hello' },
      {
        type: 'input',
        id: 'version',
        label: 'Version',
        description: 'Which?',
        placeholder: '1.2.3',
        value: '1.0',
        required: true,
      },
      { ...defaults, type: 'textarea', id: 'logs', label: 'Logs', render: 'shell' },
      {
        type: 'dropdown',
        id: 'os',
        label: 'System',
        description: '',
        required: false,
        options: ['Linux', 'macOS'],
        multiple: true,
        default: 'macOS',
      },
      {
        type: 'checkboxes',
        id: 'terms',
        label: 'Terms',
        description: '',
        options: [
          { label: 'Yes indeed', required: true, labelInBody: 'Yes indeed' },
          { label: 'Perhaps', required: false, labelInBody: 'Perhaps' },
        ],
      },
      { type: 'upload', id: 'files', label: 'Files', description: '', required: true, accept: ['.png', '.jpg'] },
    ],
  })
})

describe('what GitHub accepts is accepted', () => {
  test.each([
    ['labels in one string', `${HEAD}labels: bug, needs triage,\nbody:\n${INPUT}`, ['bug', 'needs triage']],
    ['labels with no value', `${HEAD}labels:\nbody:\n${INPUT}`, []],
    ['labels that are numbers', `${HEAD}labels: [1, v2]\nbody:\n${INPUT}`, ['1', 'v2']],
  ])('%s', (_, text, labels) => {
    expect(form(text).labels).toEqual(labels)
  })

  test('options that are numbers, booleans or empty', () => {
    expect(
      onlyField('  - type: dropdown\n    attributes: { label: A, options: [1, 2.5, true, null, x] }'),
    ).toMatchObject({
      options: ['1', '2.5', 'true', 'x'],
    })
  })

  test('keys without values', () => {
    expect(
      onlyField('  - type: input\n    id:\n    attributes: { label: A, value: , placeholder: }\n    validations:'),
    ).toMatchObject({ id: 'a', value: '', placeholder: '', required: false })
  })

  test('validations on checkboxes', () => {
    const text =
      '  - type: checkboxes\n    attributes: { label: A, options: [{ label: x }] }\n    validations: { required: true }'
    expect(onlyField(text)).toMatchObject({ type: 'checkboxes', options: [{ label: 'x', required: false }] })
  })

  test.each([
    ['double quotes', '"one\ntwo\n\nthree \\" four"', 'one two\nthree " four'],
    ['single quotes', "'one\ntwo\n\nthree '' four'", "one two\nthree ' four"],
    ['an escaped newline', '"\\\none\n```\n"', 'one ``` '],
  ])('quoted text whose continuation lines are not indented: %s', (_, quoted, value) => {
    const text = `  - type: markdown\n    attributes:\n      value: ${quoted}\n${INPUT}  - type: markdown\n    attributes: { value: ${quoted} }\n`
    expect(withBody(text).fields.filter(({ type }) => type === 'markdown')).toEqual(
      Array(2).fill({ type: 'markdown', value }),
    )
  })

  test.each([
    ['Windows line endings', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
  ])('%s', (_, change) => {
    const text = `${HEAD}body:\n  - type: textarea\n    attributes:\n      label: A\n      value: |\n        one\n        two\n`
    expect(parseForm(change(text), 'bug.yml')).toEqual(parseForm(text, 'bug.yml'))
  })
})

describe('ids', () => {
  const ids = (...fields: string[]) =>
    answerFields(withBody(fields.map((attributes) => `  - type: input\n    ${attributes}\n`).join(''))).map(
      ({ id }) => id,
    )
  test('come from the label, or from the position if the label has no Latin letter', () => {
    expect(ids('attributes: { label: "What went wrong?" }', 'attributes: { label: 重现步骤 }')).toEqual([
      'what-went-wrong',
      'field-2',
    ])
  })
  test('are unique', () => {
    const label = 'attributes: { label: Name }'
    expect(ids(label, label, `id: name\n    ${label}`, `id: name\n    ${label}`)).toEqual([
      'name-2',
      'name-3',
      'name',
      'name-4',
    ])
  })
})

describe('discussion category forms', () => {
  test.each([
    '.github/DISCUSSION_TEMPLATE/ideas.yml',
    'templates/discussion/ideas.yaml',
    'DISCUSSION_TEMPLATE\\ideas.yml',
  ])('%s needs no name', (file) => {
    expect(form(`body:\n${INPUT}`, file)).toMatchObject({ name: 'ideas', description: '' })
  })
  test.each(['ideas.yml', 'discussions/.github/ISSUE_TEMPLATE/bug.yml'])('the issue form %s needs a name', (file) => {
    expect(failureOf(() => parseForm(`body:\n${INPUT}`, file))).toBe(
      `${file}:1: name: is missing; GitHub expects the name of the form`,
    )
  })
})

describe('Markdown templates', () => {
  const markdown = (text: string) => parseForm(text, 'dir/bug_report.md')
  test('are read with front matter', () => {
    expect(
      markdown(
        '---\nname: Bug\nabout: It breaks\ntitle: ""\nlabels: a, b\nassignees:\ntype: Bug\n---\n\n\n## What?\n\n',
      ),
    ).toEqual({
      kind: 'markdown',
      name: 'Bug',
      description: 'It breaks',
      title: '',
      labels: ['a', 'b'],
      assignees: [],
      projects: [],
      type: 'Bug',
      body: '## What?',
    })
  })
  test.each([
    ['without front matter', '## What?\n\nText'],
    ['with prose between two `---`', '---\nPlease search first\nand be kind.\n---\n\nText'],
    ['with an opening `---` and no closing one', '---\nPlease: search: first'],
    ['with nothing in it', ''],
  ])('are read %s', (_, text) => {
    expect(markdown(text)).toMatchObject({ kind: 'markdown', name: 'bug_report', body: text })
  })
  test.each([
    ['after an opening `---` without a closing one', `---\n${HEAD}body:\n${INPUT}`],
    ['between two `---`', `---\n${HEAD}body:\n${INPUT}---\n`],
  ])('an issue form in a .md file is read as a form, %s', (_, text) => {
    expect(markdown(text)).toMatchObject({ kind: 'form', name: 'Bug', fields: [{ type: 'input', id: 'what' }] })
  })
  test('front matter with invalid YAML is reported with its line', () => {
    expect(failureOf(() => markdown('---\nname: Bug\nabout: "x\n---\nText'))).toMatch(
      /^dir\/bug_report\.md:\d: the file: it is not YAML/,
    )
  })
})

test('printing a form as YAML and reading it gives the same form', () => {
  fc.assert(
    fc.property(filledForm, ({ form: original }) => {
      expect(form(stringify(yamlDataOf(original)))).toEqual(original)
    }),
    cases(500),
  )
})

function yamlDataOf(original: IssueForm): unknown {
  const body = answerFields(original).map(({ type, id, ...field }) => {
    const required = 'required' in field && field.required
    if (type !== 'checkboxes' || !('options' in field))
      return { type, id, attributes: field, validations: { required } }
    return { type, id, attributes: { ...field, options: field.options.map(yamlDataOfOption) } }
  })
  return { name: original.name, description: original.description, body }
}

function yamlDataOfOption(option: string | Checkbox): unknown {
  return typeof option === 'string' ? option : { label: option.labelInBody, required: option.required }
}
