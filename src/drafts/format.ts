import { type Document, isMap, isScalar, stringify } from 'yaml'
import * as z from 'zod'
import { Failure } from '../errors.ts'
import { MARKER_ID } from '../text/added-lines.ts'
import { isRepoName } from '../text/github-names.ts'
import { lineAt, replaceLoneReturns, withWindowsLineEndings } from '../text/lines.ts'
import { excerpt } from '../text/quote.ts'
import type { Path } from '../text/yaml.ts'
import { type Draft, KINDS } from './draft.ts'
import { type FileParts, FRONT_MATTER_SIZE_LIMIT, readFrontMatter, splitFrontMatter } from './front-matter.ts'

/** In characters. GitHub allows 65,536 in a body, so a file above this limit is a mistake or an attack. */
export const DRAFT_SIZE_LIMIT = 2_000_000

/** The lines at which checks report the title and the body. */
export type DraftLines = { readonly title: number; readonly body: number }

/** @throws Failure (validation) that names the file, the line, and the key if one has a wrong value. */
export function parseDraft(text: string, file: string): Draft {
  const { yaml, body } = partsOf(text, file)
  const { data, lineOf } = readFrontMatter(yaml, file)
  for (const key of Object.keys(data)) {
    const known = KEY_BY_LETTERS.get(lettersOf(key))
    if (known !== undefined && known !== key)
      throw new Failure('validation', `${file}:${lineOf([key])}: ${excerpt(key)}: a draft spells this key "${known}"`)
  }
  const parsed = frontMatterSchema.safeParse(data)
  if (!parsed.success) {
    const { path, message } = firstIssue(parsed.error)
    throw new Failure('validation', `${file}:${lineOf(path)}: ${excerpt(path.map(String).join('.'))}: ${message}`)
  }
  return { ...parsed.data, extra: Object.fromEntries(Object.entries(data).filter(([key]) => !isKnownKey(key))), body }
}

export function draftLines(text: string, file: string): DraftLines {
  const { opening, yaml, closing } = partsOf(text, file)
  const head = opening + yaml + closing
  return { title: readFrontMatter(yaml, file).lineOf(['title']), body: head.split('\n').length }
}

function partsOf(text: string, file: string): FileParts {
  if (text.length > DRAFT_SIZE_LIMIT)
    throw new Failure('validation', `${file}:1: a draft has at most ${DRAFT_SIZE_LIMIT} characters`, {
      hint: 'shorten it',
    })
  const nul = text.indexOf('\0')
  if (nul >= 0)
    throw new Failure('validation', `${file}:${lineAt(text, nul)}: it contains a NUL character`, {
      hint: 'save it as UTF-8 text',
    })
  const parts = splitFrontMatter(text)
  if (parts !== null) return parts
  if (splitFrontMatter(replaceLoneReturns(text)) !== null)
    throw new Failure('validation', `${file}:1: its lines end with a carriage return alone`, {
      hint: 'save it with the line endings of Linux or Windows',
    })
  if (/^\uFEFF?---/.test(text))
    throw new Failure('validation', `${file}:1: a draft ends its front matter with a second "---"`, {
      hint: 'write a line of three hyphens between the front matter and the text',
    })
  throw new Failure('validation', `${file}:1: a draft begins with "---"`, {
    hint: 'start one with "mcp-comms issue new", "discussion new" or "decision new"',
  })
}

function firstIssue({ issues: [issue] }: z.ZodError): { readonly path: Path; readonly message: string } {
  return issue ?? { path: [], message: 'this is not a draft' }
}

const text = z.string('expected text; put it in quotes')
const optionalText = text.nullable().default(null)
/** Accepts a single text in place of a list. */
const texts = z.preprocess(
  (value) => (typeof value === 'string' ? [value] : (value ?? [])),
  z.array(text, 'expected a list, such as [one, two]'),
)
const fieldValue = z.union([text, z.array(text)], 'expected text, or a list of text values; put it in quotes')

const date = z.iso.datetime({ offset: true, error: 'expected a date, such as 2026-11-24T09:30:00Z' })
/** Earlier versions of this program recorded only the date. */
const NOT_RECORDED = { repo: null, repositoryId: null, kind: null, viewer: null, content: null }
const sent = z
  .union(
    [
      date.transform((at) => ({ at, ...NOT_RECORDED })),
      z.object({
        at: date,
        repo: optionalText,
        repositoryId: optionalText,
        kind: z.enum(['issue', 'discussion', 'advisory']).nullable().default(null),
        viewer: optionalText,
        content: optionalText,
      }),
    ],
    'expected a date, or lines of "at: …" and where it was sent',
  )
  .nullable()
  .default(null)

/** The known keys of the front matter, in the order in which we print them. */
const frontMatterSchema = z.object({
  kind: z.enum(KINDS, `expected one of ${KINDS.join(', ')}`),
  repo: text.refine(isRepoName, 'expected owner/name').nullable().default(null),
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
  pending: texts,
  unfinished: optionalText,
  kept: z.preprocess((value) => value ?? {}, z.record(z.string(), text, 'expected lines of "label: text"')),
  allow: texts,
  reasons: z.preprocess((value) => value ?? {}, z.record(z.string(), text, 'expected lines of "check: reason"')),
  aiDisclosure: optionalText,
  intended: optionalText,
  fromPrivate: z.boolean('expected true or false').default(false),
  marker: text.regex(MARKER_ID, 'expected 8 to 64 letters, digits or hyphens').nullable().default(null),
  sent,
  privateSource: optionalText,
  blocked: optionalText,
  url: text
    .regex(/^https?:\/\/[^\s"<>]+$/, 'expected an address')
    .nullable()
    .default(null),
  number: z.int('expected a number').positive('expected a number above 0').nullable().default(null),
  published: date.nullable().default(null),
})

const KNOWN_KEYS = frontMatterSchema.keyof().options

export function isKnownKey(key: string): boolean {
  return Object.hasOwn(frontMatterSchema.shape, key)
}

/**
 * A person who writes `URL: …` or `from-private: true` by hand relies on it. As a key of their own it would have no effect, and the draft
 * would be posted a second time, or where others can read it.
 */
const KEY_BY_LETTERS = new Map(KNOWN_KEYS.map((key) => [lettersOf(key), key]))

function lettersOf(key: string): string {
  return key.toLowerCase().replaceAll(/[\s_-]/g, '')
}

type Data = Readonly<Record<string, unknown>>

/** Keeps long text on one line, so that no line looks like the end of the front matter. */
const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const

/** Prints a draft as a file, without empty keys. */
export function printDraft(draft: Draft): string {
  return `---\n${toReadableYaml(stringify(frontMatterOf(draft), STYLE))}---\n${bodyOf(draft)}`
}

/**
 * Escapes DEL in the YAML, because the `yaml` package does not escape it inside quotes.
 * @throws Failure (validation) if the YAML is too long for us to read again.
 */
function toReadableYaml(yaml: string): string {
  if (yaml.length <= FRONT_MATTER_SIZE_LIMIT) return yaml.replaceAll('\u007F', '\\x7F')
  throw new Failure(
    'validation',
    `the answers have ${yaml.length} characters, but a draft allows at most ${FRONT_MATTER_SIZE_LIMIT}`,
    { hint: 'shorten them' },
  )
}

/**
 * Prints a draft that was read from `original`, and changes only the values that differ. Keeps comments and the order of the
 * keys. An unchanged draft gives the same bytes.
 */
export function reprintDraft(draft: Draft, original: string, file: string): string {
  const { opening, yaml, closing } = partsOf(original, file)
  const newYaml = changedYaml(yaml, frontMatterOf(parseDraft(original, file)), draft, file)
  const body = bodyOf(draft)
  // The file may end right after the second `---`.
  const lineBreak = body === '' || closing.endsWith('\n') ? '' : '\n'
  return opening + toReadableYaml(newYaml) + closing + lineBreak + body
}

/** Replaces NUL with U+FFFD, as Markdown does, because we refuse to read a file with a NUL. */
function bodyOf({ body }: Draft): string {
  return body.replaceAll('\0', '\uFFFD')
}

function changedYaml(yaml: string, before: Data, draft: Draft, file: string): string {
  const after = frontMatterOf(draft)
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changedKeys = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  if (changedKeys.length === 0) return yaml
  const { document } = readFrontMatter(yaml, file)
  for (const key of changedKeys) {
    const node = document.get(key, true)
    // In the block style of the old value, a new value of only spaces would be lost.
    if (isScalar(node) && node.type?.startsWith('BLOCK_')) delete node.type
    if (!Object.hasOwn(after, key)) document.delete(key)
    else if (document.has(key)) document.set(key, after[key])
    else insertKey(document, key, after[key])
  }
  const printed = document.toString(STYLE)
  return yaml.includes('\r\n') ? withWindowsLineEndings(printed) : printed
}

/** Inserts a new key where a new draft would have it. */
function insertKey(document: Document, key: string, value: unknown): void {
  const { contents } = document
  if (!isMap(contents)) {
    document.set(key, value)
    return
  }
  const order: readonly unknown[] = KNOWN_KEYS
  const rank = (name: unknown) => order.indexOf(name)
  const keyRank = rank(key)
  const index = contents.items.findIndex((pair) => rank(isScalar(pair.key) ? pair.key.value : null) > keyRank)
  contents.items.splice(keyRank < 0 || index < 0 ? contents.items.length : index, 0, document.createPair(key, value))
}

function frontMatterOf(draft: Draft): Data {
  const known = KNOWN_KEYS.map((key) => [key, draft[key]] as const)
  return Object.fromEntries([...known.filter(([, value]) => !isEmpty(value)), ...Object.entries(draft.extra)])
}

function isEmpty(value: Draft[(typeof KNOWN_KEYS)[number]]): boolean {
  if (value === null || value === '' || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
