import { type Document, isMap, isScalar, LineCounter, parseDocument, type ScalarTag, visit, type YAMLMap } from 'yaml'

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
