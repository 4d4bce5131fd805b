import * as z from 'zod'
import { keysAt, type Path } from '../text/yaml.ts'
import type { Finding } from './problems.ts'

/** Returns a function that writes the error message for a key that is missing or whose value has the wrong type. */
export function expects(what: string) {
  return ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? `is missing; GitHub expects ${what}` : `GitHub expects ${what}, not ${describeValue(input)}`
}

function describeValue(value: unknown): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return value.trim() === '' ? 'empty text' : JSON.stringify(value.slice(0, 40))
  if (typeof value === 'boolean') return `the boolean ${value} (put it in quotes)`
  if (typeof value === 'number') return `the number ${value}`
  return Array.isArray(value) ? 'a list' : 'a mapping'
}

/** Turns null into undefined, because a key without a value counts as missing, and a number into text. */
export function coerceText(value: unknown): unknown {
  if (value === null) return undefined
  return typeof value === 'number' ? String(value) : value
}

export const text = (what: string) => z.preprocess(coerceText, z.string({ error: expects(what) }).default(''))
export const requiredText = (what: string) =>
  z.preprocess(coerceText, z.string({ error: expects(what) }).regex(/\S/, { error: expects(what) }))

const toList = (value: unknown) => (typeof value === 'string' ? value.split(',') : (coerceText(value) ?? []))
const nameList = (what: string) =>
  z
    .preprocess(toList, z.array(text('text'), { error: expects(what) }))
    .transform((list) => list.map((name) => name.trim()).filter((name) => name !== ''))

const booleanFlag = z.preprocess((value) => value ?? false, z.boolean({ error: expects('true or false') }))

/** A mapping that may be missing. It is then treated as empty, so that the errors name the keys that it requires. */
export const optionalMapping = <T extends z.ZodType>(mapping: T) => z.preprocess((value) => value ?? {}, mapping)

/**
 * The types of fields in GitHub's form schema. This file parses forms leniently: github-rules.ts reports what GitHub refuses, but we
 * can use.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
 */
const FIELD_TYPES = ['markdown', 'input', 'textarea', 'dropdown', 'checkboxes', 'upload'] as const

const nameListOrText = (what: string) => nameList(`a list of ${what}, or comma-separated text`)

const required = z.object({ required: booleanFlag }, { error: expects('a mapping with "required"') })
const uploadRules = z.object(
  { required: booleanFlag, accept: nameList('comma-separated file extensions') },
  { error: expects('a mapping with "required" and "accept"') },
)
const validations = optionalMapping(required)
const id = z.preprocess(coerceText, z.string({ error: expects('letters, numbers, - and _') }).optional())

const label = requiredText('a short text that names the answer')
const common = { label, description: text('text') }
const choice = z.preprocess((value) => (typeof value === 'boolean' ? String(value) : coerceText(value)), text('text'))
const checkbox = z.object(
  { label: requiredText('text'), required: booleanFlag },
  { error: expects('a mapping with a "label"') },
)
const options = <T extends z.ZodType>(option: T, what: string) =>
  z.array(option, { error: expects(what) }).min(1, { error: `GitHub expects ${what}; the list is empty` })

const ATTRIBUTES = {
  markdown: z.object({ value: text('Markdown text') }),
  input: z.object({ ...common, placeholder: text('text'), value: text('text') }),
  textarea: z.object({ ...common, placeholder: text('text'), value: text('text'), render: text('a language') }),
  dropdown: z.object({
    ...common,
    multiple: booleanFlag,
    options: options(choice, 'a list of options'),
    default: z.unknown().optional(),
  }),
  checkboxes: z.object({ ...common, options: options(checkbox, 'a list of mappings, each with a "label"') }),
  upload: z.object({ ...common }),
} satisfies Record<(typeof FIELD_TYPES)[number], z.ZodObject>

const CHECKBOX_KEYS: readonly string[] = Object.keys(checkbox.shape)

const VALIDATION_KEYS: Readonly<Record<(typeof FIELD_TYPES)[number], readonly string[]>> = {
  markdown: [],
  input: Object.keys(required.shape),
  textarea: Object.keys(required.shape),
  dropdown: Object.keys(required.shape),
  checkboxes: [],
  upload: Object.keys(uploadRules.shape),
}
const FIELD_KEYS: readonly string[] = ['type', 'id', 'attributes', 'validations']

const field = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('markdown'), id, attributes: optionalMapping(ATTRIBUTES.markdown) }),
    z.object({ type: z.literal('input'), id, attributes: optionalMapping(ATTRIBUTES.input), validations }),
    z.object({ type: z.literal('textarea'), id, attributes: optionalMapping(ATTRIBUTES.textarea), validations }),
    z.object({ type: z.literal('dropdown'), id, attributes: optionalMapping(ATTRIBUTES.dropdown), validations }),
    z.object({ type: z.literal('checkboxes'), id, attributes: optionalMapping(ATTRIBUTES.checkboxes) }),
    z.object({
      type: z.literal('upload'),
      id,
      attributes: optionalMapping(ATTRIBUTES.upload),
      validations: optionalMapping(uploadRules),
    }),
  ],
  { error: `GitHub expects a mapping whose "type" is one of ${FIELD_TYPES.join(', ')}` },
)
export type RawField = z.output<typeof field>
export type RawAnswerField = Exclude<RawField, { type: 'markdown' }>
export type RawDropdown = Extract<RawField, { type: 'dropdown' }>

const details = {
  title: text('text that the title begins with'),
  labels: nameListOrText('labels'),
  assignees: nameListOrText('user names'),
  projects: nameListOrText('projects (OWNER/NUMBER)'),
  type: z.preprocess(coerceText, z.string({ error: expects('the name of an issue type') }).optional()),
}
const body = z
  .array(field, { error: expects('a list of fields') })
  .min(1, { error: 'GitHub expects at least one field; the list is empty' })

export const issueFormSchema = z.object(
  {
    name: requiredText('the name of the form'),
    description: requiredText('a sentence for the page where a form is chosen'),
    ...details,
    body,
  },
  { error: expects('a mapping with name, description and body') },
)

/** A discussion category form needs no name, because GitHub uses the name of its file. */
export const discussionFormSchema = z.object(
  { name: text('text'), description: text('text'), ...details, body },
  { error: expects('a mapping with a body') },
)

export const frontMatterSchema = z.object(
  { name: text('text'), about: text('text'), ...details },
  { error: expects('a mapping with name and about') },
)

/** Latin letters that Unicode does not decompose, transliterated as in Rails. */
const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
}

/**
 * The id that GitHub gives to a field without one. Empty if the label has no Latin letter, digit or underscore.
 * https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#labels-are-too-similar
 */
export function idFromLabel(label: string): string {
  return label
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[ßæœøđðłþħı]/g, (letter) => TRANSLITERATIONS[letter] ?? letter)
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/-{2,}/g, '-')
    .replaceAll(/^-|-$/g, '')
}

export function unknownFieldKeys(data: unknown, field: RawField, index: number): readonly Finding[] {
  const path = ['body', index]
  const boxes = field.type === 'checkboxes' ? field.attributes.options.map((_, index) => index) : []
  return [
    ...unknownKeys(data, path, FIELD_KEYS),
    ...unknownKeys(data, [...path, 'attributes'], Object.keys(ATTRIBUTES[field.type].shape)),
    ...ignoredKeys(data, [...path, 'validations'], VALIDATION_KEYS[field.type]),
    ...boxes.flatMap((index) => unknownKeys(data, [...path, 'attributes', 'options', index], CHECKBOX_KEYS)),
  ]
}

/** https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms#forbidden-keys */
const FORBIDDEN_KEY = /^(?:y|yes|n|no|true|false|on|off)$/i

export function unknownKeys(data: unknown, path: Path, known: readonly string[]): readonly Finding[] {
  const unknown = `GitHub does not know this key here${known.length > 0 ? `; it knows ${known.join(', ')}` : ''}`
  return keysAt(data, path)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      path: [...path, key],
      message: FORBIDDEN_KEY.test(key) ? `GitHub reads the key ${key} as true or false, and rejects it` : unknown,
    }))
}

/** Finds unknown keys in places where GitHub ignores them, so they are only warnings. */
export function ignoredKeys(data: unknown, path: Path, known: readonly string[]): readonly Finding[] {
  return unknownKeys(data, path, known).map((finding) => ({ ...finding, severity: 'warning' }))
}
