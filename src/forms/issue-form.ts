import { toDetails } from './details.ts'
import { toFields } from './fields.ts'
import type { IssueForm } from './form.ts'
import { check, located, type Reading } from './reading.ts'
import { discussionFormSchema, issueFormSchema } from './schema.ts'
import { formWarnings } from './warnings.ts'
import type { YamlFile } from './yaml.ts'

/** An issue form or a discussion category form: the same fields, but only an issue form needs a name. */
export function readIssueForm(yaml: YamlFile, file: string): Reading<IssueForm> {
  const checked = check(isDiscussionForm(file) ? discussionFormSchema : issueFormSchema, yaml, file)
  if (!checked.ok) return checked
  const { value, warnings } = checked
  return {
    ok: true,
    value: { kind: 'form', ...toDetails(value, value, file), fields: toFields(value.body) },
    warnings: [...warnings, ...located(formWarnings(yaml, value), 'warning', yaml, file)],
  }
}

function isDiscussionForm(file: string): boolean {
  return file
    .split(/[\\/]/)
    .slice(0, -1)
    .some((folder) => folder.toLowerCase().startsWith('discussion'))
}
