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
} from 'yaml'

/** The keys and positions that lead to a value. */
export type Path = readonly PropertyKey[]

export type YamlError = { readonly line: number; readonly code: string; readonly message: string }

export type ParsedYaml = {
  readonly document: Document
  /** The first syntax error. */
  readonly error: YamlError | null
  /** @throws where an alias leads nowhere, or more than `maxAliases` of them would be written out. */
  readonly toData: (maxAliases: number) => unknown
  readonly lineAt: (offset: number) => number
  /** The line of the key that a path ends with, or of its nearest parent in the file; null: there is none. */
  readonly lineOf: (path: Path) => number | null
  /** Every key that an earlier one in the same mapping repeats. Only of the outermost mapping, unless `deep`. */
  readonly repeatedKeys: (deep: boolean) => readonly RepeatedKey[]
}

export type RepeatedKey = { readonly key: string; readonly line: number }

export type YamlOptions = {
  /** `core`: numbers, truth values and texts. `text`: a value without quotes is the text that the file shows, or null. */
  readonly values?: 'core' | 'text'
  /** Whether a repeated key is an error. Looking for one takes the parser quadratic time; `repeatedKeys` does not. */
  readonly uniqueKeys?: boolean
}

/** Tested only on values without quotes. */
const NULL: ScalarTag = {
  tag: 'tag:yaml.org,2002:null',
  default: true,
  test: /^(?:~|null)?$/i,
  resolve: () => null,
}

/** Parses YAML that anybody may have written. No tag of its own runs anything; see `findYamlRefusal` for what to refuse before. */
export function parseYaml(text: string, { values = 'core', uniqueKeys = false }: YamlOptions = {}): ParsedYaml {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    ...(values === 'core'
      ? { schema: 'core', customTags: [] }
      : { schema: 'failsafe', customTags: (tags) => [...tags, NULL] }),
    prettyErrors: false,
    // Warnings would be printed to stderr. `silent` would also hide that there is a second document.
    logLevel: 'error',
    uniqueKeys,
    lineCounter: lines,
  })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const [error] = document.errors
  return {
    document,
    error: error === undefined ? null : { line: lineAt(error.pos[0]), code: error.code, message: error.message },
    toData: (maxAliases) => document.toJS({ maxAliasCount: maxAliases }),
    lineAt,
    lineOf: (path) => {
      const offset = offsetOf(document, path)
      return offset === null ? null : lineAt(offset)
    },
    repeatedKeys: (deep) =>
      mappingsIn(document, deep).flatMap((mapping) =>
        repeatedIn(mapping).map(({ key, offset }) => ({ key, line: lineAt(offset) })),
      ),
  }
}

/** Where a node starts in its text. */
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

/** The keys of the mapping that a path leads to; none if it leads to anything else. */
export function keysAt(data: unknown, path: Path): readonly string[] {
  const value = path.reduce<unknown>(step, data)
  return isMapping(value) ? Object.keys(value) : []
}

function step(value: unknown, part: PropertyKey): unknown {
  if (Array.isArray(value) && typeof part === 'number') return value[part]
  return isMapping(value) && typeof part === 'string' && Object.hasOwn(value, part) ? value[part] : undefined
}

const MAX_TOKENS = 50_000
const MAX_DEPTH = 50
const CORE_TAG = /^!!(?:str|int|float|bool|null|map|seq)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: YAML forbids them, and the parser lets them through.
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

export type YamlRefusal = { readonly line: number; readonly message: string }

/** Why a text should not even be parsed; null: it may be. This takes linear time, which a parser does not for hostile texts. */
export function findYamlRefusal(text: string): YamlRefusal | null {
  const control = text.search(CONTROL_CHARACTER)
  if (control >= 0)
    return { line: countLines(text.slice(0, control)), message: 'it holds a control character; remove it' }
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
    if (nesting.after(type, token) > MAX_DEPTH)
      return { line, message: `it is nested more than ${MAX_DEPTH} levels deep` }
    if (type === 'tag' && !CORE_TAG.test(token))
      return { line, message: 'it uses a YAML tag (!name); remove it, or put the text in quotes' }
    line += countLines(token) - 1
  }
  return null
}

/** Follows how deep the YAML is at each token, without building anything. */
class Nesting {
  readonly #indents: number[] = []
  #flow = 0
  #indicators = 0
  #indent: number | null = 0

  after(type: ReturnType<typeof CST.tokenType>, token: string): number {
    if (type === 'newline') {
      this.#indent = 0
      this.#indicators = 0
    } else if (type === 'space' && this.#indent !== null) this.#indent += token.length
    else if (type !== 'comment') this.#content(type)
    return this.#indents.length + this.#flow + this.#indicators
  }

  #content(type: ReturnType<typeof CST.tokenType>): void {
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
