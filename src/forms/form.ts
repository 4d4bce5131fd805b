import { isSameName } from '../text/github-names.ts'
import { normalizeLineEndings, trimText } from '../text/lines.ts'
import { oneLine } from '../text/quote.ts'

/**
 * The common model of GitHub's issue forms, Markdown issue templates and discussion category forms.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export type Form = IssueForm | MarkdownTemplate

/** A template's name and description, and what it sets in every post made with it. What it does not set is empty or null. */
export type TemplateDetails = {
  readonly name: string
  readonly description: string
  readonly title: string
  readonly labels: readonly string[]
  readonly assignees: readonly string[]
  readonly projects: readonly string[]
  readonly type: string | null
}

export type IssueForm = TemplateDetails & { readonly kind: 'form'; readonly fields: readonly Field[] }
export type MarkdownTemplate = TemplateDetails & { readonly kind: 'markdown'; readonly body: string }

/** Text that the form shows but does not submit. */
type MarkdownField = { readonly type: 'markdown'; readonly value: string }

type CommonAttributes = {
  /** The id from the form, an id derived from the label as GitHub derives it, or an invented one. */
  readonly id: string
  /** We invented the id, so GitHub does not know it. */
  readonly isInventedId?: true
  readonly label: string
  readonly description: string
}
type WithRequired = { readonly required: boolean }
type WithText = { readonly placeholder: string; readonly value: string }

export type InputField = CommonAttributes & WithRequired & WithText & { readonly type: 'input' }
export type TextareaField = CommonAttributes &
  WithRequired &
  WithText & { readonly type: 'textarea'; readonly render: string | null }
export type DropdownField = CommonAttributes &
  WithRequired & {
    readonly type: 'dropdown'
    readonly options: readonly string[]
    readonly multiple: boolean
    readonly default: string | null
  }
export type CheckboxesField = CommonAttributes & { readonly type: 'checkboxes'; readonly options: readonly Checkbox[] }
export type UploadField = CommonAttributes &
  WithRequired & { readonly type: 'upload'; readonly accept: readonly string[] }

export type Checkbox = {
  readonly label: string
  readonly required: boolean
  /** The label as the web form writes it into the body, with the white space around it that `label` does not have. */
  readonly labelInBody: string
}

export type AnswerField = InputField | TextareaField | DropdownField | CheckboxesField | UploadField
export type Field = MarkdownField | AnswerField

/** The fields that take an answer. A Markdown template has one long text field, prefilled with the template. */
export function answerFields(form: Form): readonly AnswerField[] {
  if (form.kind === 'form') return form.fields.filter((field) => field.type !== 'markdown')
  const shared = { id: 'body', label: 'Body', description: '', required: false, placeholder: '', render: null }
  return [{ ...shared, type: 'textarea', value: form.body }]
}

/** The `config.yml` next to the templates: whether blank issues are allowed, and links to other places for contact. */
export type Chooser = { readonly blankIssuesEnabled: boolean; readonly contactLinks: readonly ContactLink[] }
export type ContactLink = { readonly name: string; readonly url: string | null; readonly about: string }

const EXAMPLE_START = /^(?:for (?:example|instance)|examples?|e\. ?g|eg|ex|i\. ?e|such as)\b/i

export function startsLikeExample(placeholder: string): boolean {
  return EXAMPLE_START.test(placeholder.trim())
}

/** An answer: text, or the chosen options. */
export type Value = string | readonly string[]

/** Answers by field id. Read one with `valueIn`, because an id may be `constructor`. */
export type Values = Readonly<Record<string, Value>>

/** What the web form writes for most fields without an answer. */
export const NO_RESPONSE = '_No response_'

export function valueIn(values: Values, id: string): Value | undefined {
  return Object.hasOwn(values, id) ? values[id] : undefined
}

/** A value for every field of the form, as `readBody` would return it. */
export function tidyValues(form: Form, values: Values): Values {
  return Object.fromEntries(answerFields(form).map((field) => [field.id, tidy(field, valueIn(values, field.id))]))
}

/** Removes `_No response_` and the white space that a form does not keep, and sorts choices into the order of the options. */
export function tidy(field: AnswerField, value: Value | undefined): Value {
  switch (field.type) {
    case 'input':
      return clearNoResponse(normalizeLineEndings(asText(value)).trim())
    case 'textarea':
    case 'upload':
      return clearNoResponse(trimText(normalizeLineEndings(asText(value))))
    case 'dropdown':
      return field.multiple ? sortByOptions(asList(value), field.options) : clearNoResponse(oneLine(asText(value)))
    case 'checkboxes':
      return sortByOptions(asList(value), labelsOf(field))
  }
}

export function labelsOf({ options }: CheckboxesField): readonly string[] {
  return options.map(({ label }) => label)
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

function clearNoResponse(text: string): string {
  return text.trim() === NO_RESPONSE ? '' : text
}

function sortByOptions(chosen: readonly string[], options: readonly string[]): readonly string[] {
  const others = chosen.filter((choice) => !options.includes(choice))
  return [...options.filter((option) => chosen.includes(option)), ...new Set(others)]
}

const SEPARATOR = ', '

/** Joins several choices as the web form does. */
export function joinChoices(choices: readonly string[]): string {
  return choices.join(SEPARATOR)
}

/**
 * Splits a string that `joinChoices` made. If options contain commas, the longest matching option wins.
 * @returns null if the string contains anything but options.
 */
export function splitChoices(text: string, options: readonly string[]): readonly string[] | null {
  const parts = new Map<number, Part>()
  const longestFirst = options.toSorted((a, b) => b.length - a.length)
  const isEndOfPart = (end: number) => end === text.length || parts.has(skipSeparator(text, end))
  // From the end, because an option counts only if nothing or another option follows it.
  for (const start of partStarts(text).toReversed()) {
    const option = longestFirst.find(
      (candidate) => text.startsWith(candidate, start) && isEndOfPart(start + candidate.length),
    )
    if (option !== undefined) parts.set(start, { option, next: skipSeparator(text, start + option.length) })
  }
  return choicesOf(parts)
}

/** An option in the text. `next` is the offset at which the following option starts. */
type Part = { readonly option: string; readonly next: number }

function skipSeparator(text: string, offset: number): number {
  return text.startsWith(SEPARATOR, offset) ? offset + SEPARATOR.length : offset
}

function partStarts(text: string): number[] {
  const starts = [0]
  for (let offset = text.indexOf(SEPARATOR); offset >= 0; offset = text.indexOf(SEPARATOR, offset + 1))
    starts.push(offset + SEPARATOR.length)
  return starts
}

function choicesOf(parts: ReadonlyMap<number, Part>): readonly string[] | null {
  const choices: string[] = []
  for (let part = parts.get(0); part !== undefined; part = parts.get(part.next)) choices.push(part.option)
  return choices.length > 0 ? choices : null
}

/** The option that equals a choice, or the only one that equals it if case, white space and the Unicode form are ignored. */
export function optionFor(options: readonly string[], choice: string): string | undefined {
  if (options.includes(choice)) return choice
  const [match, another] = options.filter((option) => isSameName(oneLine(option), oneLine(choice)))
  return another === undefined ? match : undefined
}

/** The options that choices name, as in `optionFor`. null: one of the choices names none. */
export function optionsFor(options: readonly string[], choices: readonly string[]): readonly string[] | null {
  const matching = choices.flatMap((choice) => optionFor(options, choice) ?? [])
  return matching.length === choices.length ? matching : null
}

/** Example answers for the required fields of a form. `…` stands for text that the person has to write. */
export function exampleAnswers(form: Form): readonly { readonly id: string; readonly value: string }[] {
  return answerFields(form).flatMap((field) => exampleValues(field).map((value) => ({ id: field.id, value })))
}

function exampleValues(field: AnswerField): readonly string[] {
  if (field.type === 'checkboxes') return field.options.filter(({ required }) => required).map(({ label }) => label)
  if (!field.required) return []
  return field.type === 'dropdown' ? field.options.slice(0, 1) : ['…']
}
