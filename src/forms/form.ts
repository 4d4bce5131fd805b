import { normalizeLineEnds, oneLine, trimText } from '../text/lines.ts'

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
type MarkdownField = { readonly type: 'markdown'; readonly value: string }

type Answerable = {
  /** The id from the form, or an id derived from the label as GitHub derives it. */
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

const EXAMPLE_START = /^(?:for (?:example|instance)|examples?|e\. ?g|eg|ex|i\. ?e|such as)\b/i

/** Whether a placeholder begins with words such as "for example". */
export function startsLikeExample(placeholder: string): boolean {
  return EXAMPLE_START.test(placeholder.trim())
}

/** An answer: a text, or the chosen options. */
export type Value = string | readonly string[]

/** Answers by field id. Read one with `valueIn`, because an id may be `constructor`. */
export type Values = Readonly<Record<string, Value>>

/** What the web form writes for a field without an answer. */
export const NO_RESPONSE = '_No response_'

export function valueIn(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined
}

/** A value for every field of the form, as `readBody` would return it. */
export function tidyValues(form: Form, values: Values): Values {
  return Object.fromEntries(answerFields(form).map((field) => [field.id, tidy(field, valueIn(values, field.id))]))
}

/** Removes white space that a form does not keep, and sorts choices in the order of the options. */
export function tidy(field: AnswerField, value: Value | undefined): Value {
  switch (field.type) {
    case 'input':
      return withoutNoResponse(normalizeLineEnds(asText(value)).trim())
    case 'textarea':
    case 'upload':
      return withoutNoResponse(trimText(normalizeLineEnds(asText(value))))
    case 'dropdown':
      return field.multiple ? inOrder(asList(value), field.options) : withoutNoResponse(oneLine(asText(value)))
    case 'checkboxes':
      return inOrder(
        asList(value),
        field.options.map(({ label }) => label),
      )
  }
}

export function isEmpty(value: Value): boolean {
  return value.length === 0
}

export function asText(value: Value | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ')
}

export function asList(value: Value | undefined): readonly string[] {
  const list = typeof value === 'string' ? [value] : (value ?? [])
  return list.map((choice) => choice.trim()).filter((choice) => choice !== '')
}

function withoutNoResponse(text: string): string {
  return text.trim() === NO_RESPONSE ? '' : text
}

function inOrder(chosen: readonly string[], options: readonly string[]): readonly string[] {
  const others = chosen.filter((choice) => !options.includes(choice))
  return [...options.filter((option) => chosen.includes(option)), ...new Set(others)]
}

const BETWEEN = ', '

/** Joins several choices as the web form does. */
export function joinChoices(choices: readonly string[]): string {
  return choices.join(BETWEEN)
}

/**
 * Splits a text that `joinChoices` made. If options contain commas, the longest matching option wins.
 * @returns null if the text contains anything but options.
 */
export function splitChoices(text: string, options: readonly string[]): readonly string[] | null {
  const steps = new Map<number, Step>()
  const longestFirst = options.toSorted((a, b) => b.length - a.length)
  for (const start of partStarts(text).toReversed())
    for (const option of longestFirst) {
      const end = start + option.length
      const rest = text.startsWith(BETWEEN, end) ? end + BETWEEN.length : end
      if (!text.startsWith(option, start) || !(end === text.length || steps.has(rest))) continue
      steps.set(start, { option, rest })
      break
    }
  return followSteps(steps)
}

/** An option at a place of the text, and the place where the rest of the text starts. */
type Step = { readonly option: string; readonly rest: number }

function partStarts(text: string): number[] {
  const positions = [0]
  for (let at = text.indexOf(BETWEEN); at >= 0; at = text.indexOf(BETWEEN, at + 1)) positions.push(at + BETWEEN.length)
  return positions
}

function followSteps(steps: ReadonlyMap<number, Step>): readonly string[] | null {
  const choices: string[] = []
  for (let step = steps.get(0); step !== undefined; step = steps.get(step.rest)) choices.push(step.option)
  return choices.length > 0 ? choices : null
}

/** The option that a person means. Ignores case and white space if that leaves only one match. */
export function optionFor(options: readonly string[], choice: string): string | undefined {
  if (options.includes(choice)) return choice
  const normalize = (text: string) => oneLine(text).toLowerCase()
  const [match, another] = options.filter((option) => normalize(option) === normalize(choice))
  return another === undefined ? match : undefined
}

/** Example answers for the required fields of a form. `…` stands for a text that the person has to write. */
export function exampleAnswers(form: Form): readonly { readonly id: string; readonly value: string }[] {
  return answerFields(form).flatMap((field) => exampleValues(field).map((value) => ({ id: field.id, value })))
}

function exampleValues(field: AnswerField): readonly string[] {
  if (field.type === 'checkboxes') return field.options.filter(({ required }) => required).map(({ label }) => label)
  if (!field.required) return []
  return field.type === 'dropdown' ? field.options.slice(0, 1) : ['…']
}
