/**
 * What stands behind GitHub's issue forms, its Markdown issue templates and its discussion category forms.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export type Form = IssueForm | MarkdownTemplate

/** What a template gives to every issue that is made with it. A text that it does not have is empty. */
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

/** Text that the form shows and never submits. */
export type MarkdownField = { readonly type: 'markdown'; readonly value: string }

type Answerable = {
  /** As in the form, or made from the label as GitHub makes it. */
  readonly id: string
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
  /** The label as the web form writes it: one that is a block text in the form keeps its line end. */
  readonly written: string
}

export type AnswerField = InputField | TextareaField | DropdownField | CheckboxesField | UploadField
export type Field = MarkdownField | AnswerField

/** The fields that can be answered. A Markdown template is one long text, which begins with the template. */
export function answerFields(form: Form): readonly AnswerField[] {
  if (form.kind === 'form') return form.fields.filter((field) => field.type !== 'markdown')
  const shared = { id: 'body', label: 'Body', description: '', required: false, placeholder: '', render: null }
  return [{ ...shared, type: 'textarea', value: form.body }]
}

/** `config.yml` next to the templates: whether an issue may be opened without one, and other places to go. */
export type Chooser = { readonly blankIssuesEnabled: boolean; readonly contactLinks: readonly ContactLink[] }
export type ContactLink = { readonly name: string; readonly url: string | null; readonly about: string }
