import { type AnswerField, answerFields, type Form } from './form.ts'
import { asText, isEmpty, tidy, type Values, valueIn } from './values.ts'

/** What an address of the web form can carry, and the ids of the answered fields that it cannot. */
export type Prefill = {
  readonly parameters: readonly (readonly [key: string, value: string])[]
  readonly omitted: readonly string[]
}

/** Parameters of the page itself; a field with such an id is out of reach. */
const PAGE_PARAMETERS = ['assignees', 'body', 'labels', 'milestone', 'projects', 'template', 'title', 'type']

/**
 * The query parameters that fill in GitHub's web form, besides `template` and `title`, which the caller knows. The page
 * fills in texts only: checkboxes and files have no parameter, and with a dropdown's it may show an empty issue instead.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema#keys
 */
export function prefillParameters(form: Form, values: Values): Prefill {
  const answered = answerFields(form)
    .map((field) => ({ field, value: tidy(field, valueIn(values, field.id)) }))
    .filter(({ field, value }) => !isEmpty(value) && !isThereAlready(field, asText(value)))
  const carried = ({ field }: { field: AnswerField }) => form.kind === 'markdown' || isCarried(field)
  return {
    parameters: answered.filter(carried).map(({ field, value }) => [field.id, asText(value)]),
    omitted: answered.filter((answer) => !carried(answer)).map(({ field }) => field.id),
  }
}

function isCarried({ type, id }: AnswerField): boolean {
  return (type === 'input' || type === 'textarea') && !PAGE_PARAMETERS.includes(id)
}

/** What the web form begins with need not be carried. */
function isThereAlready(field: AnswerField, value: string): boolean {
  if (field.type === 'dropdown') return value === field.default
  return (field.type === 'input' || field.type === 'textarea') && value === tidy(field, field.value)
}
