import { type AnswerField, answerFields, type Form } from '../forms/form.ts'
import { renderForm } from '../forms/render.ts'
import { asText, isEmpty, tidy, type Values, valueIn } from '../forms/values.ts'
import type { Publication } from './publication.ts'

/** The form that GitHub's page shows: one of the repository's own files. */
export type PageForm = { readonly file: string; readonly form: Form; readonly values: Values }

/** GitHub's own page with as much of the draft as an address can carry, and what it could not. */
export type Page = { readonly url: string; readonly omitted: readonly string[] }

type Parameter = readonly [name: string, value: string]
type Carried = { readonly parameters: readonly Parameter[]; readonly omitted: readonly string[] }

/** GitHub's servers refuse an address that is much longer. https://github.com/cli/cli: its limit is the same */
const LONGEST_URL = 8_192
const PAGES = { issue: 'issues/new', discussion: 'discussions/new' } as const

/**
 * @param server where GitHub's pages are, as https://github.com
 * @param form the form on the page; null: the page takes the text as it is.
 * @param viewer whom `@me` stands for; null: that is not known.
 */
export function prefilledPage(
  server: string,
  publication: Publication,
  form: PageForm | null,
  viewer: string | null,
): Page {
  const { kind, repo, title, category } = publication
  const template: readonly Parameter[] = kind === 'issue' && form !== null ? [['template', form.file]] : []
  const own = together([
    said(category === null ? [] : [['category', slugOf(category)]]),
    said(title === '' ? [] : [['title', title]]),
    kind === 'issue' ? listsOf(publication, viewer) : leftOut(publication.labels.length === 0 ? [] : ['labels']),
  ])
  const text = withoutNamesOf(own, form === null ? bodyOf(publication) : answersOf(publication, form))
  return fitting(`${server}/${repo}/${PAGES[kind]}`, template, together([own, text]))
}

/** A category's page is found by its slug; GitHub makes it of the name. */
function slugOf(category: string): string {
  return category
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}

function bodyOf({ body }: Publication): Carried {
  return said(body === '' ? [] : [['body', body]])
}

/** The page of a form has no place for what stands around its answers. */
function answersOf({ body }: Publication, { form, values }: PageForm): Carried {
  const isAllAnswers = body === '' || renderForm(form, values).body.trim() === body
  return together([prefillParameters(form, values), leftOut(isAllAnswers ? [] : ['the text around the answers'])])
}

/** The page heeds them only for those who may set them there. It takes a comma for the end of a name. */
function listsOf({ labels, assignees, milestone, projects, parent }: Publication, viewer: string | null): Carried {
  const logins = assignees
    .map((name) => (name === '@me' ? viewer : name.replace(/^@/, '')))
    .filter((one) => one !== null)
  const whole = labels.filter((label) => !label.includes(','))
  return together([
    said(whole.length === 0 ? [] : [['labels', whole.join(',')]]),
    said(logins.length === 0 ? [] : [['assignees', logins.join(',')]]),
    said(milestone === null ? [] : [['milestone', milestone]]),
    leftOut(labels.filter((label) => label.includes(',')).map((label) => `the label "${label}"`)),
    leftOut(logins.length === assignees.length ? [] : ['the assignee @me']),
    leftOut(projects.length === 0 ? [] : ['projects']),
    leftOut(parent === null ? [] : ['parent']),
  ])
}

/** A field whose id is the name of something of the page's own is out of reach. */
function withoutNamesOf(own: Carried, { parameters, omitted }: Carried): Carried {
  const taken = new Set(own.parameters.map(([name]) => name))
  const clashing = parameters.map(([name]) => name).filter((name) => taken.has(name))
  return { parameters: parameters.filter(([name]) => !taken.has(name)), omitted: [...omitted, ...clashing] }
}

/** The longest texts are left out until the rest fits: short ones are what a page is opened with. */
function fitting(page: string, template: readonly Parameter[], { parameters, omitted }: Carried): Page {
  const left = parameters.toSorted((one, other) => inAddress([one]).length - inAddress([other]).length)
  const tooLong: string[] = []
  const addressOf = () => {
    const query = inAddress([...template, ...parameters.filter((parameter) => left.includes(parameter))])
    return query === '' ? page : `${page}?${query}`
  }
  let url = addressOf()
  for (let longest = left.at(-1); url.length > LONGEST_URL && longest !== undefined; longest = left.at(-1)) {
    left.pop()
    tooLong.push(longest[0])
    url = addressOf()
  }
  return { url, omitted: [...omitted, ...tooLong] }
}

function inAddress(parameters: readonly Parameter[]): string {
  return new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString()
}

const said = (parameters: readonly Parameter[]): Carried => ({ parameters, omitted: [] })
const leftOut = (omitted: readonly string[]): Carried => ({ parameters: [], omitted })

function together(all: readonly Carried[]): Carried {
  return { parameters: all.flatMap(({ parameters }) => parameters), omitted: all.flatMap(({ omitted }) => omitted) }
}

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
