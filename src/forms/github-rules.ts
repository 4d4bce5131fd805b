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
import { isBooleanWord, stringFindings } from './string-rules.ts'
import type { YamlFile } from './yaml.ts'

type RawForm = z.output<typeof discussionFormSchema>

/**
 * Finds what GitHub refuses in a form that this program can still use, and what confuses its readers.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
 */
export function formFindings(yaml: YamlFile, { body }: RawForm): readonly Finding[] {
  return [
    ...unknownKeys(yaml.data, [], Object.keys(issueFormSchema.shape)),
    ...stringFindings(yaml, body),
    ...body.flatMap((field, at) => [...unknownFieldKeys(yaml.data, field, at), ...fieldFindings(yaml, field, at)]),
    ...answerlessBody(body),
    ...sharedReferences(body),
    ...sharedLabels(body),
    ...checkboxesLikeFields(body),
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

function unknownFieldKeys(data: unknown, field: RawField, at: number): readonly Finding[] {
  const path = ['body', at]
  const options = field.type === 'checkboxes' ? field.attributes.options.map((_, option) => option) : []
  return [
    ...unknownKeys(data, path, FIELD_KEYS),
    ...unknownKeys(data, [...path, 'attributes'], Object.keys(ATTRIBUTES[field.type].shape)),
    ...ignoredKeys(data, [...path, 'validations'], VALIDATIONS[field.type]),
    ...options.flatMap((option) => unknownKeys(data, [...path, 'attributes', 'options', option], CHECKBOX_KEYS)),
  ]
}

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#forbidden-keys */
const FORBIDDEN_KEY = /^(?:y|yes|n|no|true|false|on|off)$/i

function unknownKeys(data: unknown, path: Path, known: readonly string[]): readonly Finding[] {
  const unknown = `GitHub does not know this key here${known.length > 0 ? `; it knows ${known.join(', ')}` : ''}`
  return keysAt(data, path)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key],
      message: FORBIDDEN_KEY.test(key) ? `GitHub reads the key ${key} as true or false, and rejects it` : unknown,
    }))
}

/** Unknown keys in places where GitHub serves forms that have them. */
export function ignoredKeys(data: unknown, path: Path, known: readonly string[]): readonly Finding[] {
  return unknownKeys(data, path, known).map((finding) => ({ ...finding, severity: 'warning' }))
}

function answerlessBody(body: readonly RawField[]): readonly Finding[] {
  if (body.some(({ type }) => type !== 'markdown')) return []
  return [{ path: ['body'], message: 'GitHub expects at least one field that can be answered' }]
}

type Named = { readonly at: number; readonly name: string }

/** GitHub distinguishes fields by their id, or else by a reference that it makes of the label. */
function sharedReferences(body: readonly RawField[]): readonly Finding[] {
  const references = body.flatMap((field, at): Named[] =>
    field.type === 'markdown' ? [] : [{ at, name: field.id ?? idFromLabel(field.attributes.label) }],
  )
  return repeatedNames(references).map(({ at, name }) =>
    body[at]?.id === undefined
      ? {
          path: ['body', at, 'attributes', 'label'],
          message: `GitHub makes the id "${name}" of this label, which another field has; give this one an id`,
        }
      : { path: ['body', at, 'id'], message: `another field has the id "${name}"; GitHub expects ids to differ` },
  )
}

/** GitHub accepts equal labels if an id distinguishes the fields, but in the issue their answers look alike. */
function sharedLabels(body: readonly RawField[]): readonly Finding[] {
  const labels = body.flatMap((field, at): Named[] =>
    field.type === 'markdown' ? [] : [{ at, name: field.attributes.label.trim() }],
  )
  return repeatedNames(labels).map(({ at, name }) => ({
    path: ['body', at, 'attributes', 'label'],
    message: `another field has the label "${name}"; their answers cannot be distinguished`,
    severity: 'warning',
  }))
}

/** A checkbox has no id, so its label must differ from that of every other field without one. */
function checkboxesLikeFields(body: readonly RawField[]): readonly Finding[] {
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
  return body.flatMap((field, at) =>
    field.type === 'checkboxes'
      ? field.attributes.options.map(({ label }, option) => ({
          name: label.trim(),
          path: ['body', at, 'attributes', 'options', option],
        }))
      : [],
  )
}

/** The entries that repeat an earlier name. */
function repeatedNames(named: readonly Named[]): readonly Named[] {
  const seen = new Set<string>()
  return named.filter(({ name }) => name !== '' && (seen.has(name) || !seen.add(name)))
}

type RawDropdown = Extract<RawField, { type: 'dropdown' }>

function fieldFindings(yaml: YamlFile, field: RawField, at: number): readonly Finding[] {
  const path = ['body', at]
  if (field.type === 'markdown') return nothingShown(yaml.data, path)
  return [
    ...idFindings(field.id, path),
    ...labelFindings(field, path),
    ...optionFindings(yaml, field, [...path, 'attributes', 'options']),
    ...(field.type === 'dropdown' ? defaultFindings(field, [...path, 'attributes', 'default']) : []),
  ]
}

/** An empty value is reported like every other empty string. */
function nothingShown(data: unknown, path: Path): readonly Finding[] {
  if (keysAt(data, [...path, 'attributes']).includes('value')) return []
  return [{ path: [...path, 'attributes', 'value'], message: 'is missing; GitHub expects the Markdown text to show' }]
}

function idFindings(id: string | undefined, path: Path): readonly Finding[] {
  if (id === undefined || /^[\w-]+$/.test(id)) return []
  return [{ path: [...path, 'id'], message: 'GitHub expects only letters, numbers, - and _' }]
}

/** GitHub forbids several words in labels, but documents only this one. */
function labelFindings({ type, attributes }: Exclude<RawField, { type: 'markdown' }>, path: Path): readonly Finding[] {
  if ((type !== 'input' && type !== 'textarea') || !/password/i.test(attributes.label)) return []
  return [{ path: [...path, 'attributes', 'label'], message: 'GitHub refuses a label that asks for a password' }]
}

function optionFindings(yaml: YamlFile, field: RawField, path: Path): readonly Finding[] {
  if (field.type !== 'dropdown' && field.type !== 'checkboxes') return []
  const options =
    field.type === 'dropdown' ? field.attributes.options : field.attributes.options.map(({ label }) => label)
  const seen = new Set<string>()
  return options.flatMap((text, at): Finding[] => {
    const option = oneLine(text)
    const isRepeated = seen.has(option)
    seen.add(option)
    const finding = isRepeated
      ? { message: 'this option occurs twice; GitHub expects options to differ' }
      : choiceProblem(yaml, field, option, [...path, at])
    return finding === null ? [] : [{ path: [...path, at], ...finding }]
  })
}

function choiceProblem(
  yaml: YamlFile,
  { type }: RawField,
  option: string,
  path: Path,
): Pick<Finding, 'message' | 'severity'> | null {
  if (type !== 'dropdown') return null
  if (option === '')
    return {
      message: 'this option is empty; remove it, because a choice that is not required needs none',
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
