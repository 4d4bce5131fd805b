import fc from 'fast-check'
import {
  type AnswerField,
  answerFields,
  type Field,
  type Form,
  type IssueForm,
  NO_RESPONSE,
  tidy,
  type Value,
  type Values,
} from '../../src/forms/form.ts'
import { oneLine } from '../../src/text/quote.ts'

/** An issue form with only these fields. */
export function formOf(...fields: readonly Field[]): IssueForm {
  const none = { description: 'A form', title: '', labels: [], assignees: [], projects: [], type: null }
  return { kind: 'form', name: 'Form', ...none, fields }
}

const LABELS = ['Steps', 'Steps to reproduce', 'What?', 'A', 'B', '# odd', '`code`', '重现步骤', 'None', 'constructor']
const label = fc.oneof(fc.constantFrom(...LABELS), fc.string({ unit: 'grapheme' }).map(oneLine).filter(Boolean))

/** The parts of an option with a comma are never options themselves, so that such an option cannot look like two options. */
const option = fc.oneof(
  fc.stringMatching(/^[a-m]{1,6}$/),
  fc.stringMatching(/^[n-z]{1,3}, [n-z]{1,3}$/),
  fc.constantFrom('Yes', '### A', '`x`', '- [x] tick', '```', '重现', '1.0 (old)'),
)
const checkboxLabel = fc.oneof(
  option,
  fc.constantFrom('first line\nsecond line\n', 'folded\n', '### B', 'a\n\n### A\n\nb'),
)

const shared = { label, description: fc.constant(''), required: fc.boolean() }
const texts = { placeholder: fc.constant(''), value: fc.constant('') }
type WithoutId<T> = T extends { id: string } ? Omit<T, 'id'> : never
const field: fc.Arbitrary<WithoutId<AnswerField>> = fc.oneof(
  fc.record({ ...shared, ...texts, type: fc.constant('input' as const) }),
  fc.record({
    ...shared,
    ...texts,
    type: fc.constant('textarea' as const),
    render: fc.constantFrom(null, null, 'shell', 'bash session', 'a`b'),
  }),
  fc
    .record({ ...shared, options: fc.uniqueArray(option, { minLength: 1, maxLength: 5 }), multiple: fc.boolean() })
    .map((dropdown) => ({ ...dropdown, type: 'dropdown' as const, default: null })),
  fc.record({ ...shared, type: fc.constant('upload' as const), accept: fc.constant([]) }),
  fc
    .uniqueArray(checkboxLabel, { minLength: 1, maxLength: 4, selector: (text) => text.trim() })
    .chain((labels) => fc.tuple(fc.constant(labels), label, fc.boolean()))
    .map(([labels, name, required]) => ({
      type: 'checkboxes' as const,
      label: name,
      description: '',
      options: labels.map((labelInBody) => ({ label: labelInBody.trim(), labelInBody, required })),
    })),
)

const PASTED = [
  '',
  '  ',
  '```',
  '```js',
  '````',
  '~~~',
  '    ```',
  '- [x] tick',
  '- [ ] Yes',
  NO_RESPONSE,
  ` ${NO_RESPONSE}`,
  'None',
]

/** A line that people may paste: a heading of this form, a code fence, a part of a task list, or any other text. */
function lineFor(form: IssueForm): fc.Arbitrary<string> {
  const headings = answerFields(form).map(({ label: name }) => `### ${name}`)
  const prefix = fc.constantFrom('', ' ', '   ', '\t', '\\')
  return fc.oneof(
    fc.tuple(prefix, fc.constantFrom(...headings), fc.constantFrom('', ' ', ' #')).map((parts) => parts.join('')),
    fc.constantFrom(...PASTED),
    fc.string({ unit: 'grapheme' }),
  )
}

function valueFor(form: IssueForm, answerField: AnswerField): fc.Arbitrary<Value> {
  const line = lineFor(form)
  if (answerField.type === 'input') return line
  if (answerField.type === 'checkboxes') return fc.subarray(answerField.options.map((box) => box.label))
  if (answerField.type === 'dropdown' && answerField.multiple) return fc.subarray([...answerField.options])
  if (answerField.type === 'dropdown') return fc.constantFrom('', ...answerField.options)
  return fc.array(line, { maxLength: 8 }).map((lines) => lines.join('\n'))
}

function valuesFor(form: IssueForm): fc.Arbitrary<Values> {
  const entries = answerFields(form).map((answerField) =>
    valueFor(form, answerField).map((value): [string, Value] => [answerField.id, value]),
  )
  return fc.tuple(...entries).map((pairs) => Object.fromEntries(pairs))
}

/** Any values that answer all required fields. */
export function answersFor(form: Form): fc.Arbitrary<Values> {
  if (form.kind === 'markdown') return fc.string({ unit: 'grapheme' }).map((body) => ({ body }))
  return valuesFor(form).map((values) =>
    Object.fromEntries(
      answerFields(form).map((answerField) => [
        answerField.id,
        toValidAnswer(answerField, values[answerField.id] ?? ''),
      ]),
    ),
  )
}

function toValidAnswer(answerField: AnswerField, value: Value): Value {
  if (answerField.type === 'checkboxes')
    return answerField.options.filter((box) => box.required || value.includes(box.label)).map((box) => box.label)
  if (!answerField.required || tidy(answerField, value).length > 0) return value
  return answerField.type === 'dropdown' ? answerField.options.slice(0, 1) : 'x'
}

export const filledForm: fc.Arbitrary<{ readonly form: IssueForm; readonly values: Values }> = fc
  .array(field, { minLength: 1, maxLength: 5 })
  .map((fields) => formOf(...fields.map((withoutId, at) => ({ ...withoutId, id: `field-${at}` }))))
  .chain((form) => valuesFor(form).map((values) => ({ form, values })))
