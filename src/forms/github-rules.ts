import type * as z from 'zod'
import { oneLine } from '../text/quote.ts'
import { keysAt, type Path, valueAt } from '../text/yaml.ts'
import type { Finding } from './problems.ts'
import {
  type discussionFormSchema,
  frontMatterSchema,
  idFromLabel,
  issueFormSchema,
  type RawAnswerField,
  type RawDropdown,
  type RawField,
  unknownFieldKeys,
  unknownKeys,
} from './schema.ts'
import type { YamlFile } from './yaml.ts'

type RawForm = z.output<typeof discussionFormSchema>

/**
 * Finds what GitHub refuses in a form that this program can still use, and what confuses the people who fill it in.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
 */
export function formFindings(yaml: YamlFile, { body }: RawForm): readonly Finding[] {
  return [
    ...unknownKeys(yaml.data, [], Object.keys(issueFormSchema.shape)),
    ...stringFindings(yaml, body),
    ...body.flatMap((field, index) => [
      ...unknownFieldKeys(yaml.data, field, index),
      ...fieldFindings(yaml, field, index),
    ]),
    ...answerlessBody(body),
    ...sharedIds(body),
    ...sharedLabels(body),
    ...checkboxesNamedLikeFields(body),
  ]
}

export function frontMatterFindings(data: unknown): readonly Finding[] {
  const keys = keysAt(data, [])
  const missing = ['name', 'about'].filter((key) => !keys.includes(key))
  return [
    ...missing.map((key) => ({ path: [key], message: 'is missing; GitHub shows no template without it' })),
    ...unknownKeys(data, [], Object.keys(frontMatterSchema.shape)),
  ].map((finding) => ({ ...finding, severity: 'warning' }))
}

function answerlessBody(body: readonly RawField[]): readonly Finding[] {
  if (body.some(({ type }) => type !== 'markdown')) return []
  return [{ path: ['body'], message: 'GitHub expects at least one field that can be answered' }]
}

type NamedField = { readonly index: number; readonly name: string }

/** GitHub distinguishes fields by their id. If a field has none, GitHub derives an id from its label. */
function sharedIds(body: readonly RawField[]): readonly Finding[] {
  const ids = body.flatMap((field, index): NamedField[] =>
    field.type === 'markdown' ? [] : [{ index, name: field.id ?? idFromLabel(field.attributes.label) }],
  )
  return repeatedNames(ids).map(({ index, name }) =>
    body[index]?.id === undefined
      ? {
          path: ['body', index, 'attributes', 'label'],
          message: `GitHub derives the id "${name}" from this label, but another field has that id; give this field an id`,
        }
      : { path: ['body', index, 'id'], message: `another field has the id "${name}"; GitHub expects ids to differ` },
  )
}

/** GitHub accepts equal labels if an id distinguishes the fields, but in the issue their answers look alike. */
function sharedLabels(body: readonly RawField[]): readonly Finding[] {
  const labels = body.flatMap((field, index): NamedField[] =>
    field.type === 'markdown' ? [] : [{ index, name: field.attributes.label.trim() }],
  )
  return repeatedNames(labels).map(({ index, name }) => ({
    path: ['body', index, 'attributes', 'label'],
    message: `another field has the label "${name}"; their answers cannot be distinguished`,
    severity: 'warning',
  }))
}

/** A single checkbox has no id, so its label must differ from that of any field without an id. Groups of checkboxes do not count. */
function checkboxesNamedLikeFields(body: readonly RawField[]): readonly Finding[] {
  const labels = new Set<string>()
  for (const field of body)
    if (field.type !== 'markdown' && field.type !== 'checkboxes' && field.id === undefined)
      labels.add(field.attributes.label.trim())
  return checkboxesIn(body)
    .filter(({ name }) => labels.has(name))
    .map(({ name, path }) => ({
      path: [...path, 'label'],
      message: `a field without an id has the label "${name}"; reword one of them, or give the field an id`,
    }))
}

function checkboxesIn(body: readonly RawField[]): readonly { readonly name: string; readonly path: Path }[] {
  return body.flatMap((field, index) =>
    field.type === 'checkboxes'
      ? field.attributes.options.map(({ label }, optionIndex) => ({
          name: label.trim(),
          path: ['body', index, 'attributes', 'options', optionIndex],
        }))
      : [],
  )
}

/** The entries that repeat an earlier name. */
function repeatedNames(fields: readonly NamedField[]): readonly NamedField[] {
  const seen = new Set<string>()
  const repeated: NamedField[] = []
  for (const field of fields) {
    if (seen.has(field.name) && field.name !== '') repeated.push(field)
    seen.add(field.name)
  }
  return repeated
}

function fieldFindings(yaml: YamlFile, field: RawField, index: number): readonly Finding[] {
  const path = ['body', index]
  if (field.type === 'markdown') return missingText(yaml.data, path)
  return [
    ...idFindings(field.id, path),
    ...labelFindings(field, path),
    ...optionFindings(yaml, field, [...path, 'attributes', 'options']),
    ...(field.type === 'dropdown' ? defaultFindings(field, [...path, 'attributes', 'default']) : []),
  ]
}

/** Does not report an empty value, because `stringFindings` reports it. */
function missingText(data: unknown, path: Path): readonly Finding[] {
  if (keysAt(data, [...path, 'attributes']).includes('value')) return []
  return [{ path: [...path, 'attributes', 'value'], message: 'is missing; GitHub expects Markdown text' }]
}

function idFindings(id: string | undefined, path: Path): readonly Finding[] {
  if (id === undefined || /^[\w-]+$/.test(id)) return []
  return [{ path: [...path, 'id'], message: 'GitHub expects only letters, numbers, - and _' }]
}

/** GitHub forbids several words in labels, but documents only `password`. */
function labelFindings({ type, attributes }: RawAnswerField, path: Path): readonly Finding[] {
  if ((type !== 'input' && type !== 'textarea') || !/password/i.test(attributes.label)) return []
  return [{ path: [...path, 'attributes', 'label'], message: 'GitHub refuses a label that asks for a password' }]
}

function optionFindings(yaml: YamlFile, field: RawField, path: Path): readonly Finding[] {
  if (field.type !== 'dropdown' && field.type !== 'checkboxes') return []
  const options =
    field.type === 'dropdown' ? field.attributes.options : field.attributes.options.map(({ label }) => label)
  const seen = new Set<string>()
  return options.flatMap((text, index): Finding[] => {
    const option = oneLine(text)
    const isRepeated = seen.has(option)
    seen.add(option)
    const finding = isRepeated
      ? { message: 'this option occurs twice; GitHub expects options to differ' }
      : dropdownOptionProblem(yaml, field, option, [...path, index])
    return finding === null ? [] : [{ path: [...path, index], ...finding }]
  })
}

function dropdownOptionProblem(
  yaml: YamlFile,
  { type }: RawField,
  option: string,
  path: Path,
): Pick<Finding, 'message' | 'severity'> | null {
  if (type !== 'dropdown') return null
  if (option === '')
    return {
      message: 'this option is empty; remove it, because people can leave an optional field without a choice anyway',
      severity: 'warning',
    }
  if (option.toLowerCase() === 'none')
    return { message: 'GitHub reserves the word None for no choice; remove this option or reword it' }
  if (isBooleanWord(yaml.plainWord(path)))
    return { message: `GitHub takes ${option} for true or false; put it in quotes` }
  return null
}

function defaultFindings({ attributes }: RawDropdown, path: Path): readonly Finding[] {
  const { default: preset, options } = attributes
  if (preset === undefined || preset === null) return []
  if (typeof preset === 'number' && options[preset] !== undefined) return []
  return [{ path, message: `GitHub expects the position of an option, from 0 to ${options.length - 1}` }]
}

const DETAIL_KEYS = ['name', 'description', 'title', 'type']
/** The values of these keys may also be lists, which may be empty. */
const NAME_LIST_KEYS = ['labels', 'assignees', 'projects']
const TEXT_ATTRIBUTES = ['label', 'description', 'placeholder', 'value', 'render']

/** Words that GitHub's parser, which reads YAML 1.1, reads as true or false. It keeps the values `y` and `n` as strings. */
const BOOLEAN_WORD = /^(?:yes|no|true|false|on|off)$/i
const NUMBER = /^[-+]?(?:0x[\da-f]+|\d[\d_,]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i
/** In YAML 1.1, `12:30` is a number of base 60. https://yaml.org/type/int.html */
const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(?:\.\d*)?$/
/** https://yaml.org/type/float.html */
const SPECIAL_NUMBER = /^(?:[-+]?\.inf|\.nan)$/i
/** https://yaml.org/type/timestamp.html */
const DATE = /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d\S*(?:\s+\S+)?)?$/

function isBooleanWord(word: string | null): boolean {
  return BOOLEAN_WORD.test(word ?? '')
}

/**
 * Finds the values that GitHub refuses with "must be a string": booleans, numbers and dates without quotes, and empty strings.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#key-must-be-a-string
 */
function stringFindings(yaml: YamlFile, body: readonly RawField[]): readonly Finding[] {
  const paths: readonly Path[] = [
    ...[...DETAIL_KEYS, ...NAME_LIST_KEYS].map((key) => [key]),
    ...body.flatMap((field, index) => fieldPaths(field).map((path) => ['body', index, ...path])),
  ]
  return paths.flatMap((path) => {
    const message = stringProblem(yaml, path)
    return message === null ? [] : [{ path, message }]
  })
}

function fieldPaths(field: RawField): readonly Path[] {
  const options = field.type === 'checkboxes' ? field.attributes.options : []
  return [
    ['id'],
    ...TEXT_ATTRIBUTES.map((key) => ['attributes', key]),
    ...options.map((_, optionIndex) => ['attributes', 'options', optionIndex, 'label']),
  ]
}

function stringProblem(yaml: YamlFile, path: Path): string | null {
  const value = valueAt(yaml.data, path)
  if (typeof value === 'string' && value.trim() === '')
    return 'GitHub expects some text here, not an empty string; remove this line if there is nothing to write'
  const word = yaml.plainWord(path)
  if (isBooleanWord(word)) return `GitHub takes ${word} for true or false; put it in quotes`
  if (word === null) return null
  if ([NUMBER, BASE_60, SPECIAL_NUMBER].some((pattern) => pattern.test(word)))
    return `GitHub takes ${word} for a number; put it in quotes`
  return DATE.test(word) ? `GitHub takes ${word} for a date; put it in quotes` : null
}
