import * as z from 'zod'
import { KINDS } from './draft.ts'
import { MARKER_ID } from './marker.ts'

const text = z.string('expected a text; put it in quotes')
const optionalText = text.nullable().default(null)
/** One text may stand for a list of one. */
const texts = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : (value ?? [])),
  z.array(text, 'expected a list, as [one, two]'),
)
const fieldValue = z.union([text, z.array(text)], 'expected a text or a list of texts; put it in quotes')

const date = z.iso
  .datetime({ offset: true, error: 'expected a date, as 2026-11-24T09:30:00Z' })
  .nullable()
  .default(null)

/** The keys of the front matter that the program knows, in the order in which they are printed. */
export const frontMatterSchema = z.object({
  kind: z.enum(KINDS, `expected one of ${KINDS.join(', ')}`),
  repo: text
    .regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner/name')
    .nullable()
    .default(null),
  template: optionalText,
  title: z.preprocess((value) => value ?? '', text),
  labels: texts,
  assignees: texts,
  projects: texts,
  milestone: optionalText,
  category: optionalText,
  type: optionalText,
  parent: optionalText,
  fields: z.preprocess((value) => value ?? {}, z.record(z.string(), fieldValue, 'expected lines of "id: value"')),
  allow: texts,
  aiDisclosure: optionalText,
  intended: optionalText,
  marker: text.regex(MARKER_ID, 'expected 8 to 64 letters, digits or hyphens').nullable().default(null),
  sent: date,
  url: text
    .regex(/^https?:\/\/[^\s"<>]+$/, 'expected an address')
    .nullable()
    .default(null),
  number: z.int('expected a number').positive('expected a number above 0').nullable().default(null),
  published: date,
})

export const KNOWN_KEYS = frontMatterSchema.keyof().options

export function isKnownKey(key: string): boolean {
  return Object.hasOwn(frontMatterSchema.shape, key)
}
