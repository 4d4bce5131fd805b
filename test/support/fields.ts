import type { CheckboxesField, DropdownField, InputField, TextareaField, UploadField } from '../../src/forms/form.ts'

const shared = (id: string) => ({ id, label: id.toUpperCase(), description: '', required: false })
const empty = { placeholder: '', value: '' }

export function input(id: string, rest: Partial<InputField> = {}): InputField {
  return { ...shared(id), ...empty, type: 'input', ...rest }
}

export function textarea(id: string, rest: Partial<TextareaField> = {}): TextareaField {
  return { ...shared(id), ...empty, type: 'textarea', render: null, ...rest }
}

export function dropdown(id: string, options: readonly string[], rest: Partial<DropdownField> = {}): DropdownField {
  return { ...shared(id), type: 'dropdown', options, multiple: false, default: null, ...rest }
}

/** Checkboxes with these labels. A label that ends with `!` makes its box required. */
export function checkboxes(id: string, ...labels: readonly string[]): CheckboxesField {
  const options = labels.map((labelInBody) => ({
    label: labelInBody.trim(),
    labelInBody,
    required: labelInBody.endsWith('!'),
  }))
  return { id, label: id.toUpperCase(), description: '', type: 'checkboxes', options }
}

export function upload(id: string, rest: Partial<UploadField> = {}): UploadField {
  return { ...shared(id), type: 'upload', accept: [], ...rest }
}
