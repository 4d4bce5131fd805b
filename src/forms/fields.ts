import { oneLine } from '../text/lines.ts'
import type { AnswerField, DropdownField, Field } from './form.ts'
import { uniqueIds } from './id.ts'
import type { RawField } from './schema.ts'

type RawAnswerField = Exclude<RawField, { type: 'markdown' }>
type RawDropdown = Extract<RawField, { type: 'dropdown' }>

/** The fields of a form's body, each with an id of its own. */
export function toFields(body: readonly RawField[]): readonly Field[] {
  const ids = uniqueIds(
    body.map((raw) =>
      raw.type === 'markdown' ? { given: undefined, label: '' } : { given: raw.id, label: raw.attributes.label },
    ),
  )
  return body.map((raw, at) =>
    raw.type === 'markdown' ? { type: raw.type, value: raw.attributes.value } : toAnswerField(raw, ids[at] ?? ''),
  )
}

function toAnswerField(raw: RawAnswerField, id: string): AnswerField {
  const { description } = raw.attributes
  const shared = { id, label: oneLine(raw.attributes.label), description }
  switch (raw.type) {
    case 'input': {
      const { placeholder, value } = raw.attributes
      return { ...shared, type: raw.type, required: raw.validations.required, placeholder, value }
    }
    case 'textarea': {
      const { placeholder, value, render } = raw.attributes
      return {
        ...shared,
        type: raw.type,
        required: raw.validations.required,
        placeholder,
        value,
        render: render || null,
      }
    }
    case 'dropdown':
      return { ...shared, type: raw.type, required: raw.validations.required, ...toChoices(raw) }
    case 'checkboxes':
      return { ...shared, type: raw.type, options: raw.attributes.options.map(toCheckbox) }
    case 'upload':
      return { ...shared, type: raw.type, ...raw.validations }
  }
}

/** An empty option is the web form's way to have nothing chosen at first: it is no choice. */
function toChoices({ attributes }: RawDropdown): Pick<DropdownField, 'options' | 'multiple' | 'default'> {
  const options = attributes.options.map(oneLine)
  const chosen = typeof attributes.default === 'number' ? options[attributes.default] : undefined
  return { options: options.filter((option) => option !== ''), multiple: attributes.multiple, default: chosen || null }
}

function toCheckbox({ label, required }: { label: string; required: boolean }) {
  return { label: label.trim(), required, written: label }
}
