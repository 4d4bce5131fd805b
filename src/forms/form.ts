/**
 * The common model of GitHub's issue forms, Markdown issue templates and discussion category forms.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export type Form = IssueForm | MarkdownTemplate

/** What a template sets for every issue made with it. A text that it does not set is empty. */
export type Details = {
  readonly name: string
  readonly description: string
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly projects: readonly string[]
  readonly type: string | null
}

export type IssueForm = Details & { readonly kind: 'form'; readonly fields: readonly Field[] }
export type MarkdownTemplate = Details & { readonly kind: 'markdown'; readonly body: string }

/** Text that the form shows but does not submit. */
export type MarkdownField = { readonly type: 'markdown'; readonly value: string }

type Answerable = {
  /** From the form, or derived from the label as GitHub derives it. */
  readonly id: string
  /** We made the id up, so GitHub does not know it. */
  readonly isOwnId?: true
  readonly label: string
  readonly description: string
}
type Required = { readonly required: boolean }
type Text = { readonly placeholder: string; readonly value: string }

export type InputField = Answerable & Required & Text & { readonly type: 'input' }
export type TextareaField = Answerable & Required & Text & { readonly type: 'textarea'; readonly render: string | null }
export type DropdownField = Answerable &
  Required & {
    readonly type: 'dropdown'
    readonly options: readonly string[]
    readonly multiple: boolean
    readonly default: string | null
  }
export type CheckboxesField = Answerable & { readonly type: 'checkboxes'; readonly options: readonly Checkbox[] }
export type UploadField = Answerable & Required & { readonly type: 'upload'; readonly accept: readonly string[] }

export type Checkbox = {
  readonly label: string
  readonly required: boolean
  /** The label as the web form writes it: a YAML block scalar keeps its trailing line break. */
  readonly written: string
}

export type AnswerField = InputField | TextareaField | DropdownField | CheckboxesField | UploadField
export type Field = MarkdownField | AnswerField

/** The fields that take an answer. A Markdown template has one long text field, prefilled with the template. */
export function answerFields(form: Form): readonly AnswerField[] {
  if (form.kind === 'form') return form.fields.filter((field) => field.type !== 'markdown')
  const shared = { id: 'body', label: 'Body', description: '', required: false, placeholder: '', render: null }
  return [{ ...shared, type: 'textarea', value: form.body }]
}

/** The `config.yml` next to the templates: whether blank issues are allowed, and links to other places. */
export type Chooser = { readonly blankIssuesEnabled: boolean; readonly contactLinks: readonly ContactLink[] }
export type ContactLink = { readonly name: string; readonly url: string | null; readonly about: string }

const NAMES_ITSELF = /^(?:for (?:example|instance)|examples?|e\. ?g|eg|ex|i\. ?e|such as)\b/i

/** Whether a placeholder says itself that it is an example. */
export function namesItself(placeholder: string): boolean {
  return NAMES_ITSELF.test(placeholder.trim())
}
