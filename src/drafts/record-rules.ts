import type { AnswerField, CheckboxesField, Form } from '../forms/form.ts'
import type { Template } from '../forms/templates.ts'
import type { Policy, Records } from '../policy/schema.ts'

/**
 * The checklist for a record of a private decision; null if the policy has none. Everybody can read the record, so its author
 * has to confirm each sentence of the list, such as that it names nobody who has not agreed to it.
 */
export function privateChecklist({ records }: Pick<Policy, 'records'>): CheckboxesField | null {
  if (records === null || records.private === null) return null
  const { title, leftOut } = records.private
  const options = leftOut.map((label) => ({ label, labelInBody: label, required: true }))
  return { type: 'checkboxes', id: 'left-out', label: title, description: '', options }
}

/** The template with the checklist before its last field, which in the built-in template asks about AI. */
export function withChecklist<T extends Template>(template: T, policy: Pick<Policy, 'records'>): T {
  const { form } = template
  const checklist = privateChecklist(policy)
  if (checklist === null || form.kind === 'markdown') return template
  const fields = [...form.fields.slice(0, -1), checklist, ...form.fields.slice(-1)]
  return { ...template, form: { ...form, fields } satisfies Form }
}

/** Adds the checklist to the fields of a draft's form. `fields` is empty if the draft has no form. */
export function fieldsWithChecklist(
  fields: readonly AnswerField[],
  policy: Pick<Policy, 'records'>,
): readonly AnswerField[] {
  const checklist = privateChecklist(policy)
  return checklist === null || fields.some(({ id }) => id === checklist.id) ? fields : [...fields, checklist]
}

export type RelatedChange = Records['kinds'][string]['also'][number]

/** The other changes that a decision of this kind requires, such as an entry in a changelog. `kind` is null if it is unknown. */
export function relatedChanges({ records }: Pick<Policy, 'records'>, kind: string | null): readonly RelatedChange[] {
  if (records === null || kind === null || !Object.hasOwn(records.kinds, kind)) return []
  return records.kinds[kind]?.also ?? []
}
