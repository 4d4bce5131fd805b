import type * as z from 'zod'
import { oneLine } from '../text/lines.ts'
import { keysAt, type Path } from '../text/yaml.ts'
import { idFromLabel } from './fields.ts'
import type { Finding } from './problems.ts'
import {
  ATTRIBUTES,
  CHECKBOX_KEYS,
  type discussionFormSchema,
  FIELD_KEYS,
  frontMatterSchema,
  issueFormSchema,
  type RawField,
  VALIDATIONS,
} from './schema.ts'
import type { YamlFile } from './yaml.ts'

type RawForm = z.output<typeof discussionFormSchema>

/**
 * Finds what GitHub refuses or ignores in a form that this program can still use.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
 */
export function formWarnings(yaml: YamlFile, { body }: RawForm): readonly Finding[] {
  return [
    ...unknownKeys(yaml.data, [], Object.keys(issueFormSchema.shape)),
    ...body.flatMap((field, at) => [...unknownFieldKeys(yaml.data, field, at), ...fieldWarnings(yaml, field, at)]),
    ...answerlessBody(body),
    ...sharedIds(body),
    ...sharedLabels(body),
  ]
}

export function frontMatterWarnings(data: unknown): readonly Finding[] {
  const keys = keysAt(data, [])
  const missing = ['name', 'about'].filter((key) => !keys.includes(key))
  return [
    ...missing.map((key) => ({ path: [key], message: 'is missing; GitHub shows no template without it' })),
    ...unknownKeys(data, [], Object.keys(frontMatterSchema.shape)),
  ]
}

function unknownFieldKeys(data: unknown, field: RawField, at: number): readonly Finding[] {
  const path = ['body', at]
  const options = field.type === 'checkboxes' ? field.attributes.options.map((_, option) => option) : []
  return [
    ...unknownKeys(data, path, FIELD_KEYS),
    ...unknownKeys(data, [...path, 'attributes'], Object.keys(ATTRIBUTES[field.type].shape)),
    ...unknownKeys(data, [...path, 'validations'], VALIDATIONS[field.type]),
    ...options.flatMap((option) => unknownKeys(data, [...path, 'attributes', 'options', option], CHECKBOX_KEYS)),
  ]
}

function unknownKeys(data: unknown, path: Path, known: readonly string[]): readonly Finding[] {
  const message = `GitHub does not know this key here${known.length > 0 ? `; it knows ${known.join(', ')}` : ''}`
  return keysAt(data, path)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], message }))
}

function answerlessBody(body: readonly RawField[]): readonly Finding[] {
  if (body.some(({ type }) => type !== 'markdown')) return []
  return [{ path: ['body'], message: 'GitHub expects at least one field that can be answered' }]
}

type Named = { readonly at: number; readonly name: string }

function sharedIds(body: readonly RawField[]): readonly Finding[] {
  const ids = body.flatMap((field, at): Named[] =>
    field.type === 'markdown' ? [] : [{ at, name: field.id ?? idFromLabel(field.attributes.label) }],
  )
  return repeated(ids).map(({ at, name }) =>
    body[at]?.id === undefined
      ? {
          path: ['body', at, 'attributes', 'label'],
          message: `GitHub makes the id "${name}" of this label, which another field has; give this one an id`,
        }
      : { path: ['body', at, 'id'], message: `another field has the id "${name}"; GitHub expects ids to differ` },
  )
}

function sharedLabels(body: readonly RawField[]): readonly Finding[] {
  const labels = body.flatMap((field, at): Named[] =>
    field.type === 'markdown' ? [] : [{ at, name: field.attributes.label.trim() }],
  )
  return repeated(labels).map(({ at, name }) => ({
    path: ['body', at, 'attributes', 'label'],
    message: `another field has the label "${name}"; their answers cannot be told apart`,
  }))
}

/** The entries that repeat an earlier name. */
function repeated(named: readonly Named[]): readonly Named[] {
  const seen = new Set<string>()
  return named.filter(({ name }) => name !== '' && (seen.has(name) || !seen.add(name)))
}

type RawDropdown = Extract<RawField, { type: 'dropdown' }>

/** Words that YAML 1.1, as used by GitHub, reads as true or false. */
const BOOLEAN_WORD = /^(?:y|yes|n|no|true|false|on|off)$/i

/** Finds what GitHub refuses or ignores in one field. */
export function fieldWarnings(yaml: YamlFile, field: RawField, at: number): readonly Finding[] {
  const path = ['body', at]
  if (field.type === 'markdown') return field.attributes.value.trim() === '' ? [nothingShown(path)] : []
  return [
    ...idWarnings(field.id, path),
    ...labelWarnings(field, path),
    ...optionWarnings(yaml, field, [...path, 'attributes', 'options']),
    ...(field.type === 'dropdown' ? defaultWarnings(field, [...path, 'attributes', 'default']) : []),
  ]
}

function nothingShown(path: Path): Finding {
  return { path: [...path, 'attributes', 'value'], message: 'is missing; GitHub expects the Markdown text to show' }
}

function idWarnings(id: string | undefined, path: Path): readonly Finding[] {
  if (id === undefined || /^[\w-]+$/.test(id)) return []
  return [{ path: [...path, 'id'], message: 'GitHub expects only letters, numbers, - and _' }]
}

/** GitHub forbids several words in labels, but documents only this one. */
function labelWarnings({ type, attributes }: Exclude<RawField, { type: 'markdown' }>, path: Path): readonly Finding[] {
  if ((type !== 'input' && type !== 'textarea') || !/password/i.test(attributes.label)) return []
  return [{ path: [...path, 'attributes', 'label'], message: 'GitHub refuses a label that asks for a password' }]
}

function optionWarnings(yaml: YamlFile, field: RawField, path: Path): readonly Finding[] {
  if (field.type !== 'dropdown' && field.type !== 'checkboxes') return []
  const options =
    field.type === 'dropdown' ? field.attributes.options : field.attributes.options.map(({ label }) => label)
  const seen = new Set<string>()
  return options.flatMap((text, at): Finding[] => {
    const option = oneLine(text)
    const isRepeated = seen.has(option)
    seen.add(option)
    const message = isRepeated
      ? 'this option occurs twice; GitHub expects options to differ'
      : choiceProblem(yaml, field, option, [...path, at])
    return message === null ? [] : [{ path: [...path, at], message }]
  })
}

function choiceProblem(yaml: YamlFile, { type }: RawField, option: string, path: Path): string | null {
  if (type !== 'dropdown') return null
  if (option === '') return 'this option is empty; remove it: a dropdown that is not required needs no answer'
  if (option.toLowerCase() === 'none')
    return 'GitHub reserves the word None for no choice; remove this option or reword it'
  if (BOOLEAN_WORD.test(yaml.plainWord(path) ?? '')) return `GitHub takes ${option} for true or false; put it in quotes`
  return null
}

function defaultWarnings({ attributes }: RawDropdown, path: Path): readonly Finding[] {
  const { default: preset, options } = attributes
  if (preset === undefined || preset === null) return []
  if (typeof preset === 'number' && options[preset] !== undefined) return []
  return [{ path, message: `GitHub expects the position of an option, from 0 to ${options.length - 1}` }]
}
