import { renderForm } from '../forms/body.ts'
import {
  type AnswerField,
  answerFields,
  asText,
  type Form,
  isEmpty,
  tidy,
  type Values,
  valueIn,
} from '../forms/form.ts'
import { loginsOf, type Publication } from './post-input.ts'

/** The form that GitHub's page shows, and the answers to prefill. */
export type PageForm = { readonly file: string; readonly form: Form; readonly values: Values }

/** The URL of GitHub's own page, prefilled. `omitted` names what could not be prefilled. */
export type PrefilledPage = { readonly url: string; readonly omitted: readonly string[] }

type Parameter = readonly [name: string, value: string]
/** The parameters of the URL, and what they cannot prefill: ids of fields, or descriptions of other parts. */
export type Prefill = { readonly parameters: readonly Parameter[]; readonly omitted: readonly string[] }

/** GitHub's servers refuse much longer URLs. https://github.com/cli/cli has the same limit. */
const MAX_URL_LENGTH = 8_192
const PAGES = { issue: 'issues/new', discussion: 'discussions/new' } as const

/**
 * @param server the base URL of GitHub's pages, such as https://github.com
 * @param pageForm the form on the page; null if the page takes plain text.
 * @param viewer the login that `@me` means; null if it is unknown.
 */
export function prefilledPage(
  server: string,
  publication: Publication,
  pageForm: PageForm | null,
  viewer: string | null,
): PrefilledPage {
  const { kind, repo, title, category } = publication
  const template: readonly Parameter[] = kind === 'issue' && pageForm !== null ? [['template', pageForm.file]] : []
  const pagePrefill = merge([
    include(category === null ? [] : [['category', categorySlug(category)]]),
    include(title === '' ? [] : [['title', title]]),
    kind === 'issue'
      ? prefillIssueProperties(publication, viewer)
      : omit(publication.labels.length === 0 ? [] : ['labels']),
  ])
  const textPrefill = withoutClashes(
    pagePrefill,
    pageForm === null ? prefillBody(publication) : prefillForm(publication, pageForm),
  )
  return shorten(`${server}/${repo}/${PAGES[kind]}`, template, merge([pagePrefill, textPrefill]))
}

/** The page of a category has its slug in the URL; GitHub derives the slug from the name. */
export function categorySlug(category: string): string {
  return category
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}

function prefillBody({ body }: Publication): Prefill {
  return include(body === '' ? [] : [['body', body]])
}

/** The page of a form has only its fields, so text around the answers cannot be prefilled. */
function prefillForm({ body }: Publication, { form, values }: PageForm): Prefill {
  const isAllAnswers = body === '' || renderForm(form, values).trim() === body
  return merge([prefillParameters(form, values), omit(isAllAnswers ? [] : ['the text around the answers'])])
}

/** GitHub ignores these parameters for people without the right to set them. Names are separated by commas. */
function prefillIssueProperties(
  { labels, assignees, milestone, projects, parent }: Publication,
  viewer: string | null,
): Prefill {
  const logins = loginsOf({ assignees }, { viewer }).filter((login) => login !== null)
  const labelsWithoutComma = labels.filter((label) => !label.includes(','))
  return merge([
    include(labelsWithoutComma.length === 0 ? [] : [['labels', labelsWithoutComma.join(',')]]),
    include(logins.length === 0 ? [] : [['assignees', logins.join(',')]]),
    include(milestone === null ? [] : [['milestone', milestone]]),
    omit(labels.filter((label) => label.includes(',')).map((label) => `the label "${label}"`)),
    omit(logins.length === assignees.length ? [] : ['the assignee @me']),
    omit(projects.length === 0 ? [] : ['projects']),
    omit(parent === null ? [] : ['parent']),
  ])
}

/** Removes form fields with the id of a parameter that the page itself already has. */
function withoutClashes(pagePrefill: Prefill, { parameters, omitted }: Prefill): Prefill {
  const takenNames = new Set(pagePrefill.parameters.map(([name]) => name))
  const clashingNames = parameters.map(([name]) => name).filter((name) => takenNames.has(name))
  return { parameters: parameters.filter(([name]) => !takenNames.has(name)), omitted: [...omitted, ...clashingNames] }
}

/** Omits the longest values until the URL is short enough, so that as many fields as possible are prefilled. */
function shorten(page: string, template: readonly Parameter[], { parameters, omitted }: Prefill): PrefilledPage {
  const kept = parameters.toSorted((left, right) => queryString([left]).length - queryString([right]).length)
  const longestNames: string[] = []
  const buildUrl = () => {
    const query = queryString([...template, ...parameters.filter((parameter) => kept.includes(parameter))])
    return query === '' ? page : `${page}?${query}`
  }
  let url = buildUrl()
  while (url.length > MAX_URL_LENGTH) {
    const longest = kept.pop()
    if (longest === undefined) break
    longestNames.push(longest[0])
    url = buildUrl()
  }
  return { url, omitted: [...omitted, ...longestNames] }
}

function queryString(parameters: readonly Parameter[]): string {
  return new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString()
}

const include = (parameters: readonly Parameter[]): Prefill => ({ parameters, omitted: [] })
const omit = (omitted: readonly string[]): Prefill => ({ parameters: [], omitted })

function merge(prefills: readonly Prefill[]): Prefill {
  return {
    parameters: prefills.flatMap(({ parameters }) => parameters),
    omitted: prefills.flatMap(({ omitted }) => omitted),
  }
}

/** Parameters of the page itself; a field with one of these ids cannot be prefilled. */
const PAGE_PARAMETERS = ['assignees', 'body', 'labels', 'milestone', 'projects', 'template', 'title', 'type']

/**
 * The query parameters that fill in GitHub's web form, except `template` and `title`, which the caller adds. Only text
 * fields can be prefilled: checkboxes and files have no parameter, and with a dropdown's parameter GitHub may show an empty issue.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema#keys
 */
export function prefillParameters(form: Form, values: Values): Prefill {
  const answers = answerFields(form)
    .map((field) => ({ field, value: tidy(field, valueIn(values, field.id)) }))
    .filter(({ field, value }) => !isEmpty(value) && !isDefault(field, asText(value)))
  const canPrefill = ({ field }: { field: AnswerField }) => form.kind === 'markdown' || isPrefillable(field)
  return {
    parameters: answers.filter(canPrefill).map(({ field, value }) => [field.id, asText(value)]),
    omitted: answers.filter((answer) => !canPrefill(answer)).map(({ field }) => field.id),
  }
}

function isPrefillable({ type, id, isInventedId }: AnswerField): boolean {
  return (type === 'input' || type === 'textarea') && isInventedId !== true && !PAGE_PARAMETERS.includes(id)
}

/** Whether the web form already starts with this value. */
function isDefault(field: AnswerField, value: string): boolean {
  if (field.type === 'dropdown') return value === field.default
  return (field.type === 'input' || field.type === 'textarea') && value === tidy(field, field.value)
}
