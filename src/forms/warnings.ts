import type * as z from 'zod'
import { keysAt, type Path } from '../text/yaml.ts'
import { fieldWarnings } from './field-warnings.ts'
import { idFromLabel } from './id.ts'
import type { Finding } from './problem.ts'
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
 * What GitHub refuses or ignores in a form that this program can use all the same.
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
  const there = keysAt(data, [])
  const missing = ['name', 'about'].filter((key) => !there.includes(key))
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

/** Those whose name an earlier one has. */
function repeated(named: readonly Named[]): readonly Named[] {
  const seen = new Set<string>()
  return named.filter(({ name }) => name !== '' && (seen.has(name) || !seen.add(name)))
}
