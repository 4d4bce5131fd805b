import { describe, expect, test } from 'vitest'
import { answerFields } from '../../src/forms/form.ts'
import { lintForm, parseForm } from '../../src/forms/parse.ts'

const HEAD = 'name: Report\ndescription: Tell us what broke\n'
const INPUT = '  - type: input\n    id: kind\n    attributes: { label: Kind }\n'
const withBody = (fields: string) => `${HEAD}body:\n${fields}`
const field = (type: string, attributes: string, rest = '') =>
  `  - type: ${type}\n${rest}    attributes: { ${attributes} }\n`
const dropdown = (options: string) => withBody(field('dropdown', `label: Choose, options: [${options}]`))

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms */
describe("every error in GitHub's documentation is reported with its key", () => {
  test.each<readonly [section: string, form: string, key: string]>([
    ['required-top-level-key-name-is-missing', `description: x\nbody:\n${INPUT}`, 'name'],
    ['key-must-be-a-string: boolean', `name: x\ndescription: true\nbody:\n${INPUT}`, 'description'],
    ['key-must-be-a-string: YAML 1.1 boolean', `name: On\ndescription: x\nbody:\n${INPUT}`, 'name'],
    ['key-must-be-a-string: number', `name: 2024\ndescription: x\nbody:\n${INPUT}`, 'name'],
    ...['12:30', '1:20:30.5', '.inf', '-.INF', '.NaN', '2026-11-29', '2026-11-29 10:00:00 +01:00'].map(
      (word) => [`key-must-be-a-string: ${word}`, `${HEAD}title: ${word}\nbody:\n${INPUT}`, 'title'] as const,
    ),
    ['key-must-be-a-string: empty', `${HEAD}title: ""\nbody:\n${INPUT}`, 'title'],
    ['key-must-be-a-string: blank', `${HEAD}assignees: "  "\nbody:\n${INPUT}`, 'assignees'],
    ['input-is-not-a-permitted-key', `${HEAD}hello: x\nbody:\n${INPUT}`, 'hello'],
    ['forbidden-keys', `${HEAD}on: x\nbody:\n${INPUT}`, 'on'],
    ['forbidden-keys: in a field', withBody(`${INPUT}    yes: x\n`), 'body[0].yes'],
    ['forbidden-keys: one letter', withBody(`${INPUT}    y: x\n`), 'body[0].y'],
    ['body-must-contain-at-least-one-non-markdown-field', withBody(field('markdown', 'value: Hello')), 'body'],
    ['body-must-have-unique-ids', withBody(INPUT + INPUT.replace('label: Kind', 'label: Sort')), 'body[1].id'],
    [
      'body-must-have-unique-labels',
      withBody(field('input', 'label: Kind') + field('textarea', 'label: Kind')),
      'body[1].attributes.label',
    ],
    [
      'labels-are-too-similar',
      withBody(field('input', 'label: Kind!') + field('input', 'label: Kind')),
      'body[1].attributes.label',
    ],
    ['labels-are-too-similar: to an id', withBody(INPUT + field('input', 'label: Kind?')), 'body[1].attributes.label'],
    [
      'checkboxes-must-have-unique-labels',
      withBody(field('textarea', 'label: Kind') + field('checkboxes', 'label: Any, options: [{ label: Kind }]')),
      'body[1].attributes.options[0].label',
    ],
    ['bodyi-required-key-type-is-missing', withBody(`${INPUT}  - attributes: { label: x }\n`), 'body[1].type'],
    ['bodyi-x-is-not-a-valid-input-type', withBody(field('select', 'label: x')), 'body[0].type'],
    [
      'bodyi-required-attribute-key-value-is-missing',
      withBody(`${INPUT}  - type: markdown\n`),
      'body[1].attributes.value',
    ],
    ['bodyi-label-must-be-a-string: boolean', withBody(field('input', 'label: no')), 'body[0].attributes.label'],
    ['bodyi-label-must-be-a-string: decimal', withBody(field('input', 'label: 1.3')), 'body[0].attributes.label'],
    [
      'bodyi-label-must-be-a-string: empty description',
      withBody(field('input', 'label: x, description: ""')),
      'body[0].attributes.description',
    ],
    [
      'bodyi-label-must-be-a-string: blank placeholder',
      withBody(field('input', 'label: x, placeholder: "  "')),
      'body[0].attributes.placeholder',
    ],
    ['bodyi-id-can-only-contain-numbers-letters', withBody(field('input', 'label: x', '    id: a.b\n')), 'body[0].id'],
    ['bodyi-x-is-not-a-permitted-key', withBody(`${INPUT}    color: red\n`), 'body[0].color'],
    [
      'bodyi-label-contains-forbidden-word',
      withBody(field('input', 'label: Your PASSWORD')),
      'body[0].attributes.label',
    ],
    ['bodyi-x-is-not-a-permitted-attribute', withBody(field('input', 'label: x, size: 3')), 'body[0].attributes.size'],
    ['bodyi-options-must-be-unique', dropdown('a, b, a'), 'body[0].attributes.options[2]'],
    [
      'bodyi-options-must-be-unique: checkboxes',
      withBody(field('checkboxes', 'label: x, options: [{ label: a }, { label: a }]')),
      'body[0].attributes.options[1]',
    ],
    ['bodyi-options-must-not-include-the-reserved-word-none', dropdown('a, None'), 'body[0].attributes.options[1]'],
    ['bodyi-options-must-not-include-booleans', dropdown('a, Yes'), 'body[0].attributes.options[1]'],
    ['body-cannot-be-empty-error: missing', HEAD, 'body'],
    ['body-cannot-be-empty-error: empty', `${HEAD}body: []\n`, 'body'],
    ['body-cannot-be-empty-error: a second document', `${HEAD}---\nbody:\n${INPUT}`, 'the file'],
  ])('%s', (_, text, key) => {
    const errors = lintForm(text, 'bug.yml').filter(({ severity }) => severity === 'error')
    expect(errors.map((problem) => problem.key)).toEqual([key])
  })
})

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
describe("what GitHub's documentation allows has no errors", () => {
  test.each<readonly [feature: string, form: string]>([
    [
      'labels in a list, assignees separated by commas, and no projects',
      `${HEAD}labels: [a]\nassignees: a, b\nprojects: []\nbody:\n${INPUT}`,
    ],
    [
      'equal labels with an id that distinguishes them',
      withBody(INPUT + field('input', 'label: Kind', '    id: sort\n')),
    ],
    [
      'a checkbox with the label of a field that has an id',
      withBody(INPUT + field('checkboxes', 'label: Any, options: [{ label: Kind }]')),
    ],
    ['quoted booleans and numbers', withBody(field('dropdown', 'label: "1.3", options: ["Yes", "No", "2"]'))],
    ['words that only look like dates and times', withBody(field('input', 'label: 2026-11-29 or so, value: 12:30 h'))],
    ['numbers among options', dropdown('1.0, 2')],
    ['YAML 1.1 words for a boolean', withBody(`${INPUT}    validations: { required: yes }\n`)],
    ['a default option', withBody(field('dropdown', 'label: x, options: [a, b], default: 1, multiple: no'))],
    ['every type', withBody(INPUT + field('markdown', 'value: x') + field('upload', 'label: Files'))],
    ['a language for code', withBody(field('textarea', 'label: Logs, render: shell, value: x, placeholder: N'))],
    ['a --- at the end', `${withBody(INPUT)}---\n`],
    ['a --- at the end, and a comment', `---\n${withBody(INPUT)}\n---  \n# done\n`],
    [
      'options across lines',
      withBody('  - type: dropdown\n    attributes:\n      label: x\n      options: [a,\n  b, "c,\nd"\n  ]\n'),
    ],
    ['quoted text across lines', `name: Report\ndescription: "Tell\nus"\nbody:\n${INPUT}`],
    [
      'merge keys',
      withBody(
        `${INPUT}    validations: &rules { required: true }\n${field('input', 'label: x')}    validations:\n      <<: *rules\n`,
      ),
    ],
    [
      'validations for checkboxes, which GitHub ignores',
      withBody(field('checkboxes', 'label: x, options: [{ label: a }]', '    validations: { required: true }\n')),
    ],
    ['an empty option', dropdown('"", a')],
    ['null for no value', `${HEAD}title:\nlabels:\nbody:\n${INPUT}`],
  ])('%s', (_, text) => {
    expect(lintForm(text, 'bug.yml').filter(({ severity }) => severity === 'error')).toEqual([])
    expect(parseForm(text, 'bug.yml').kind).toBe('form')
  })

  test('merged keys and YAML 1.1 booleans are resolved', () => {
    const form = parseForm(
      withBody(
        `${INPUT}    validations: &rules { required: yes }\n${field('input', 'label: x')}    validations:\n      <<: *rules\n`,
      ),
      'bug.yml',
    )
    expect(answerFields(form).map((answer) => answer.type === 'input' && answer.required)).toEqual([true, true])
  })

  test('options over several lines are read', () => {
    const text = withBody(
      '  - type: dropdown\n    attributes:\n      label: x\n      options: [a,\n  b, "c,\nd"\n  ]\n',
    )
    expect(answerFields(parseForm(text, 'bug.yml'))).toMatchObject([{ options: ['a', 'b', 'c, d'] }])
  })
})
