import { type Document, isMap, isScalar, stringify } from 'yaml'
import { Failure } from '../errors.ts'
import type { Draft } from './draft.ts'
import { FRONT_MATTER_SIZE_LIMIT, readFrontMatter } from './front-matter.ts'
import { KNOWN_KEYS, parseDraft, piecesOf } from './parse.ts'

type Data = Readonly<Record<string, unknown>>

/** Keeps long texts on one line, so that no line looks like the end of the front matter. */
const STYLE = { lineWidth: 0, flowCollectionPadding: false } as const

/** Prints a draft as a file, without empty keys. */
export function printDraft(draft: Draft): string {
  return `---\n${checkReadable(stringify(frontMatterOf(draft), STYLE))}---\n${bodyOf(draft)}`
}

/**
 * Escapes DEL, which the `yaml` package does not escape inside quotes.
 * @throws Failure (validation) if the YAML is too long for us to read again.
 */
function checkReadable(yaml: string): string {
  if (yaml.length <= FRONT_MATTER_SIZE_LIMIT) return yaml.replaceAll('\u007F', '\\x7F')
  throw new Failure(
    'validation',
    `the answers are too long for a draft and for GitHub: ${yaml.length} characters, of at most ${FRONT_MATTER_SIZE_LIMIT}`,
    { hint: 'shorten them' },
  )
}

/**
 * Prints a draft that was read from `original`, and changes only what differs. Keeps comments, and the order and style of
 * the keys. An unchanged draft gives the same bytes.
 */
export function reprintDraft(draft: Draft, original: string, file: string): string {
  const { opening, yaml, closing } = piecesOf(original, file)
  const changed = changedYaml(yaml, frontMatterOf(parseDraft(original, file)), draft, file)
  return opening + checkReadable(changed) + closing + bodyOf(draft)
}

/** Replaces NUL by U+FFFD, as Markdown does, because we refuse to read a file with a NUL. */
function bodyOf({ body }: Draft): string {
  return body.replaceAll('\0', '\uFFFD')
}

function changedYaml(yaml: string, before: Data, draft: Draft, file: string): string {
  const after = frontMatterOf(draft)
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  if (changed.length === 0) return yaml
  const { document } = readFrontMatter(yaml, file)
  for (const key of changed) {
    const node = document.get(key, true)
    // With its old block style, a text of only spaces would be lost.
    if (isScalar(node) && node.type?.startsWith('BLOCK_')) delete node.type
    if (!Object.hasOwn(after, key)) document.delete(key)
    else if (document.has(key)) document.set(key, after[key])
    else insert(document, key, after[key])
  }
  const printed = document.toString(STYLE)
  return yaml.includes('\r\n') ? printed.replaceAll(/\r?\n/g, '\r\n') : printed
}

/** Inserts a new key where a new draft would have it. */
function insert(document: Document, key: string, value: unknown): void {
  const { contents } = document
  if (!isMap(contents)) {
    document.set(key, value)
    return
  }
  const order: readonly unknown[] = KNOWN_KEYS
  const rank = (name: unknown) => order.indexOf(name)
  const own = rank(key)
  const at = contents.items.findIndex((pair) => rank(isScalar(pair.key) ? pair.key.value : null) > own)
  contents.items.splice(own < 0 || at < 0 ? contents.items.length : at, 0, document.createPair(key, value))
}

function frontMatterOf(draft: Draft): Data {
  const known = KNOWN_KEYS.map((key) => [key, draft[key]] as const)
  return Object.fromEntries([...known.filter(([, value]) => !isEmpty(value)), ...Object.entries(draft.extra)])
}

function isEmpty(value: Draft[(typeof KNOWN_KEYS)[number]]): boolean {
  if (value === null || value === '' || value === false) return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
