import { type Document, isMap, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml'
import { Failure } from '../errors.ts'
import { excerpt } from '../text/quote.ts'
import { structureRefusal } from '../text/yaml-limits.ts'

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
 * Front matter that anybody may have written, to plain data: no tags, no aliases, bounded in size and depth.
 * @throws Failure (validation) that names file and line.
 */
export function readFrontMatter(yaml: string, file: string): FrontMatter {
  if (yaml.length > FRONT_MATTER_SIZE_LIMIT)
    throw failure(file, 0, `the front matter has more than ${FRONT_MATTER_SIZE_LIMIT} characters`)
  const refusal = structureRefusal(yaml)
  if (refusal !== null) throw failure(file, refusal.line, refusal.message)
  const lines = new LineCounter()
  const lineAt = (offset: number) => lines.linePos(offset).line
  const document = parse(yaml, lines)
  const [fault] = document.errors
  if (fault !== undefined) throw failure(file, lineAt(fault.pos[0]), `the front matter is not YAML: ${plain(fault)}`)
  const lineOf = (path: Path) => lineAt(offsetOf(document, path)) + LINES_BEFORE
  refuseAliases(document, file, lineAt)
  refuseRepeatedKeys(document, file, lineOf)
  return { document, data: dataOf(document, file), lineOf }
}

function failure(file: string, line: number, message: string): Failure {
  return new Failure('validation', `${file}:${line + LINES_BEFORE}: ${message}`)
}

function parse(yaml: string, lines: LineCounter): Document {
  return parseDocument(yaml, {
    lineCounter: lines,
    schema: 'core',
    customTags: [],
    prettyErrors: false,
    // A key that is a list becomes a text; that is worth no warning on stderr.
    logLevel: 'error',
    // Looking for repeated keys takes `yaml` quadratic time: see `refuseRepeatedKeys`.
    uniqueKeys: false,
  })
}

function plain({ code, message }: { code: string; message: string }): string {
  return code === 'MULTIPLE_DOCS' ? 'a line "..." ends it too early; put it in quotes' : excerpt(message)
}

function dataOf(document: Document, file: string): FrontMatter['data'] {
  const data: unknown = document.toJS() ?? {}
  if (isRecord(data)) return data
  throw failure(file, 1, 'the front matter has to be a list of "key: value" lines')
}

function refuseAliases(document: Document, file: string, lineAt: (offset: number) => number): void {
  visit(document, {
    Alias: (_, alias) => {
      const line = lineAt(startOf(alias) ?? 0)
      throw failure(file, line, 'the front matter uses an alias (*name); write the value out')
    },
  })
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function refuseRepeatedKeys({ contents }: Document, file: string, lineOf: FrontMatter['lineOf']): void {
  const seen = new Set<string>()
  for (const key of isMap(contents) ? keysOf(contents) : []) {
    if (seen.has(key))
      throw new Failure('validation', `${file}:${lineOf([key])}: "${excerpt(key)}" is written twice; keep one`)
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
