import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { Failure } from '../errors.ts'

/** The fields of a form repeat its body, which GitHub limits to 65,536 characters; more is a mistake or an attack. */
export const FRONT_MATTER_SIZE_LIMIT = 200_000
/** The front matter begins on the second line of the file. */
const LINES_BEFORE = 1

export type Path = readonly PropertyKey[]
export type FrontMatter = {
  readonly document: Document
  readonly data: Readonly<Record<string, unknown>>
  /** The line of the key in the file, or of the nearest parent that is there. */
  readonly lineOf: (path: Path) => number
}

/**
 * Front matter that anybody may have written, to plain data: no tags, no aliases, bounded in size.
 * @throws Failure (validation) that names file and line.
 */
export function readFrontMatter(yaml: string, file: string): FrontMatter {
  if (yaml.length > FRONT_MATTER_SIZE_LIMIT)
    throw new Failure('validation', `${file}:1: the front matter has more than ${FRONT_MATTER_SIZE_LIMIT} characters`)
  const lines = new LineCounter()
  const lineAt = (offset: number) => lines.linePos(offset).line + LINES_BEFORE
  const document = parse(yaml, lines, file)
  const [fault] = [...document.errors, ...document.warnings]
  if (fault !== undefined) throw new Failure('validation', `${file}:${lineAt(fault.pos[0])}: ${plain(fault)}`)
  const lineOf = (path: Path) => lineAt(offsetOf(document, path))
  refuseRepeatedKeys(document, file, lineOf)
  return { document, data: dataOf(document, file), lineOf }
}

function parse(yaml: string, lines: LineCounter, file: string): Document {
  try {
    // Looking for repeated keys takes `yaml` quadratic time: see `refuseRepeatedKeys`.
    return parseDocument(yaml, {
      lineCounter: lines,
      schema: 'core',
      customTags: [],
      prettyErrors: false,
      uniqueKeys: false,
    })
  } catch (error) {
    throw new Failure('validation', `${file}:1: the front matter is nested too deeply to be read`, { cause: error })
  }
}

function plain({ code, message }: { code: string; message: string }): string {
  if (code === 'TAG_RESOLVE_FAILED') return 'it uses a YAML tag (!name); remove it, or put the text in quotes'
  return `the front matter is not YAML: ${message}`
}

function dataOf(document: Document, file: string): FrontMatter['data'] {
  const data = plainData(document, file) ?? {}
  if (isRecord(data)) return data
  throw new Failure('validation', `${file}:2: the front matter has to be a list of "key: value" lines`)
}

function plainData(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new Failure('validation', `${file}:1: the front matter uses an alias (*name); write the value out`, {
      cause: error,
    })
  }
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function refuseRepeatedKeys({ contents }: Document, file: string, lineOf: FrontMatter['lineOf']): void {
  const seen = new Set<string>()
  for (const key of isMap(contents) ? keysOf(contents) : []) {
    if (seen.has(key)) throw new Failure('validation', `${file}:${lineOf([key])}: "${key}" is written twice; keep one`)
    seen.add(key)
  }
}

function keysOf({ items }: YAMLMap): readonly string[] {
  return items.map(({ key }) => String(isScalar(key) ? key.value : key))
}

function offsetOf(document: Document, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(parent) ? parent.items.findLast(({ key }) => isScalar(key) && key.value === last) : undefined
    const start = startOf(pair?.key) ?? startOf(document.getIn(path.slice(0, length), true))
    if (start !== undefined) return start
  }
  return 0
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined
  const [start]: unknown[] = node.range
  return typeof start === 'number' ? start : undefined
}
