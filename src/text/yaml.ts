import {
  CST,
  type Document,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  parseDocument,
  type ScalarTag,
  visit,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml'
import { excerpt, quote } from './quote.ts'
import { explainYamlFault } from './yaml-faults.ts'

/** The keys and positions that lead to a value. */
export type Path = readonly PropertyKey[]

export type YamlError = { readonly line: number; readonly code: string; readonly message: string }

export type ParsedYaml = {
  readonly document: Document
  /** The first syntax error or, with `uniqueKeys`, the first repeated key. */
  readonly error: YamlError | null
  /** @throws if an alias has no anchor, or if there are more than `maxAliases` to expand */
  readonly toData: (maxAliases: number) => unknown
  readonly lineAt: (offset: number) => number
  /** The line of the last key of a path, or of its nearest parent in the file. null: neither is in the file. */
  readonly lineOf: (path: Path) => number | null
  /** The keys that repeat an earlier key of the same mapping. Searches only the outermost mapping, unless `deep`. */
  readonly repeatedKeys: (deep: boolean) => readonly RepeatedKey[]
}

export type RepeatedKey = { readonly key: string; readonly line: number }

export type YamlOptions = {
  /** `core`: numbers, booleans and strings. `text`: every value without quotes is a string, as written, or null. */
  readonly values?: 'core' | 'text'
  /** Whether a repeated key is an error, as the YAML standard requires. */
  readonly uniqueKeys?: boolean
  /** Whether a `<<` key adds the keys of other mappings, as in YAML 1.1. */
  readonly mergeKeys?: boolean
}

/** Reads `~`, `null` and an empty value as null. The parser tests only values without quotes. */
const NULL_TAG: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  test: /^(?:~|null)?$/i,
  resolve: () => null,
}

/** Parses untrusted YAML. Custom tags run nothing. Refuse hostile texts with `findYamlRefusal` first. */
export function parseYaml(
  text: string,
  { values = 'core', uniqueKeys = false, mergeKeys = false }: YamlOptions = {},
): ParsedYaml {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, {
    ...(values === 'core'
      ? { schema: 'core', customTags: [] }
      : { schema: 'failsafe', customTags: (tags) => [...tags, NULL_TAG] }),
    prettyErrors: false,
    // Warnings would be printed to stderr. `silent` would also hide that there is a second document.
    logLevel: 'error',
    // The parser's own check takes quadratic time.
    uniqueKeys: false,
    merge: mergeKeys,
    lineCounter,
  })
  const lineAt = (offset: number) => lineCounter.linePos(offset).line
  const repeatedKeys = (deep: boolean) =>
    mappingsIn(document, deep).flatMap((mapping) =>
      repeatedIn(mapping).map(({ key, offset }) => ({ key, line: lineAt(offset) })),
    )
  const [error] = document.errors
  const [repeated] = uniqueKeys && error === undefined ? repeatedKeys(true) : []
  return {
    document,
    error: error === undefined ? repeatedKeyError(repeated) : syntaxError(error, text, lineAt),
    toData: (maxAliases) => document.toJS({ maxAliasCount: maxAliases }),
    lineAt,
    lineOf: (path) => {
      const offset = offsetOf(document, path)
      return offset === null ? null : lineAt(offset)
    },
    repeatedKeys,
  }
}

/** Whether an alias stands inside its own anchor, as in `a: &a [*a]`. Then the data contains itself, and a search of it never ends. */
export function containsItself({ document }: ParsedYaml): boolean {
  let isFound = false
  visit(document, {
    Alias: (_, { source }, parents) => {
      isFound ||= parents.some((parent) => 'anchor' in parent && parent.anchor === source)
    },
  })
  return isFound
}

function repeatedKeyError(repeated: RepeatedKey | undefined): YamlError | null {
  if (repeated === undefined) return null
  const { key, line } = repeated
  return { line, code: 'DUPLICATE_KEY', message: `the key "${excerpt(key)}" appears twice; keep one of them` }
}

/** The parser's messages quote the text, which may be long and contain control characters. */
const MAX_MESSAGE_LENGTH = 300

function syntaxError({ pos: [offset], code, message }: YAMLParseError, text: string, lineAt: ParsedYaml['lineAt']) {
  return {
    line: lineAt(offset),
    code,
    message: quote(explainYamlFault({ code, message, offset }, text), MAX_MESSAGE_LENGTH),
  }
}

/** The offset at which a node starts. */
export function startOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null
  const [start]: unknown[] = node.range
  return typeof start === 'number' ? start : null
}

function offsetOf(document: Document, path: Path): number | null {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined
    const offset = startOf(pair?.key) ?? startOf(document.getIn(path.slice(0, length), true))
    if (offset !== null) return offset
  }
  return null
}

function mappingsIn(document: Document, deep: boolean): readonly YAMLMap[] {
  const { contents } = document
  if (!deep) return isMap(contents) ? [contents] : []
  const mappings: YAMLMap[] = []
  visit(document, { Map: (_, mapping) => void mappings.push(mapping) })
  return mappings
}

function repeatedIn({ items }: YAMLMap): readonly { readonly key: string; readonly offset: number }[] {
  const seen = new Set<string>()
  return items.flatMap(({ key: node }) => {
    const key = String(isScalar(node) ? node.value : node)
    const isRepeated = seen.has(key)
    seen.add(key)
    return isRepeated ? [{ key, offset: startOf(node) ?? 0 }] : []
  })
}

export type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(childOf, data)
}

/** Empty for anything but a mapping. */
export function keysAt(data: unknown, path: Path): readonly string[] {
  const value = valueAt(data, path)
  return isMapping(value) ? Object.keys(value) : []
}

function childOf(value: unknown, part: PropertyKey): unknown {
  if (Array.isArray(value) && typeof part === 'number') return value[part]
  return isMapping(value) && typeof part === 'string' && Object.hasOwn(value, part) ? value[part] : undefined
}

const MAX_TOKENS = 50_000
const MAX_DEPTH = 50
const CORE_TAG = /^!!(?:str|int|float|bool|null|map|seq)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: YAML forbids them, and the parser lets them through.
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

export type YamlRefusal = { readonly line: number; readonly message: string }

/** The reason not to parse a text; null: none. Takes linear time, unlike the parser, which takes far longer for some hostile texts. */
export function findYamlRefusal(text: string): YamlRefusal | null {
  const control = text.search(CONTROL_CHARACTER)
  if (control >= 0)
    return { line: countLines(text.slice(0, control)), message: 'it contains a control character; remove it' }
  return findTokenRefusal(text)
}

function findTokenRefusal(text: string): YamlRefusal | null {
  const nesting = new Nesting()
  let count = 0
  let line = 1
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (++count > MAX_TOKENS)
      return { line, message: `it is far too large: it has more than ${MAX_TOKENS} YAML tokens` }
    if (nesting.depthAfter(type, token) > MAX_DEPTH)
      return { line, message: `it is nested more than ${MAX_DEPTH} levels deep` }
    if (type === 'tag' && !CORE_TAG.test(token))
      return { line, message: 'it uses a YAML tag (!name); remove it, or put the text in quotes' }
    if (token.includes('\n')) line += countLines(token) - 1
  }
  return null
}

/** Computes the nesting depth after each token, without building a document. */
class Nesting {
  /** The indentation of the lines that contain the current line, each deeper than the one before. */
  readonly #indents: number[] = []
  /** How many `[` and `{` are open. */
  #flow = 0
  /** How many `-` and `?` the current line has. Each may begin a mapping or a list on the same line. */
  #indicators = 0
  /** The indentation of the current line. null: its content has begun. */
  #indent: number | null = 0

  depthAfter(type: ReturnType<typeof CST.tokenType>, token: string): number {
    if (type === 'newline') {
      this.#indent = 0
      this.#indicators = 0
    } else if (type === 'space' && this.#indent !== null) this.#indent += token.length
    else if (type !== 'comment') this.#addContent(type)
    return this.#indents.length + this.#flow + this.#indicators
  }

  #addContent(type: ReturnType<typeof CST.tokenType>): void {
    if (this.#indent !== null) this.#startLine(this.#indent)
    if (type === 'flow-seq-start' || type === 'flow-map-start') this.#flow++
    if (type === 'flow-seq-end' || type === 'flow-map-end') this.#flow = Math.max(0, this.#flow - 1)
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') this.#indicators++
  }

  #startLine(indent: number): void {
    while ((this.#indents.at(-1) ?? -1) >= indent) this.#indents.pop()
    this.#indents.push(indent)
    this.#indent = null
  }
}

function countLines(text: string): number {
  return text.split('\n').length
}
