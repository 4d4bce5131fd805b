import { type Document, isMap, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { indentQuotedLines } from '../forms/indent-quotes.ts'
import type { Path } from '../forms/problem.ts'
import { type Refusal, refusalOf } from './yaml-limits.ts'

const MAX_ALIASES = 50

export type YamlFile = {
  readonly data: unknown
  /** The line of the key itself, or of the nearest parent that is there when the key is missing. */
  readonly lineOf: (path: Path) => number
  /** The text as it stands in the file, if it is a word without quotes. */
  readonly plainWord: (path: Path) => string | null
  readonly repeatedKeys: readonly { readonly key: string; readonly line: number }[]
}

export type YamlReading = { readonly ok: true; readonly yaml: YamlFile } | ({ readonly ok: false } & Refusal)

type Parsed = { readonly document: Document; readonly lines: LineCounter }

/** A text that anybody may have written to plain data. Nothing in it can run, grow or nest without bound. */
export function readYaml(text: string): YamlReading {
  const refusal = refusalOf(text)
  if (refusal !== null) return { ok: false, ...refusal }
  const parsed = parseTolerant(text)
  const [broken] = parsed.document.errors
  if (broken === undefined) return toData(parsed)
  return { ok: false, line: parsed.lines.linePos(broken.pos[0]).line, message: `it is not YAML: ${broken.message}` }
}

function toData({ document, lines }: Parsed): YamlReading {
  keepFractions(document)
  const yaml = {
    lineOf: (path: Path) => lineOf(document, lines, path),
    plainWord: (path: Path) => plainWord(document, path),
    repeatedKeys: repeatedKeys(document, lines),
  }
  try {
    return { ok: true, yaml: { ...yaml, data: document.toJS({ maxAliasCount: MAX_ALIASES }) } }
  } catch {
    return { ok: false, line: 1, message: 'its aliases (*name) lead nowhere or are too many; write the values out' }
  }
}

/** As it stands, or with the lines of its quoted texts indented if that makes it YAML. */
function parseTolerant(text: string): Parsed {
  const asItStands = parse(text)
  if (asItStands.document.errors.length === 0) return asItStands
  const indented = parse(indentQuotedLines(text))
  return indented.document.errors.length === 0 ? indented : asItStands
}

function parse(text: string): Parsed {
  const lines = new LineCounter()
  // Comparing every key of a mapping with every other takes minutes on a hostile file; `repeatedKeys` does it in one pass.
  const document = parseDocument(text, {
    schema: 'core',
    customTags: [],
    prettyErrors: false,
    // Not silent, which would also hide that there is a second document.
    logLevel: 'error',
    uniqueKeys: false,
    lineCounter: lines,
  })
  return { document, lines }
}

function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true)
    const last = path[length - 1]
    const pair = isMap(parent) ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === last) : undefined
    const offset = startOf(pair?.key) ?? startOf(document.getIn(path.slice(0, length), true))
    if (offset !== undefined) return lines.linePos(offset).line
  }
  return 1
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined
  const [start]: unknown[] = node.range
  return typeof start === 'number' ? start : undefined
}

function plainWord(document: Document, path: Path): string | null {
  const node = document.getIn(path, true)
  return isScalar(node) && node.type === 'PLAIN' ? (node.source ?? null) : null
}

/** A version such as 1.10 is a text that somebody forgot to quote. */
function keepFractions(document: Document): void {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'number' && scalar.source?.includes('.')) scalar.value = scalar.source
    },
  })
}

function repeatedKeys(document: Document, lines: LineCounter): YamlFile['repeatedKeys'] {
  const repeated: { key: string; line: number }[] = []
  visit(document, {
    Map: (_, map) => {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (seen.has(name)) repeated.push({ key: name, line: lines.linePos(startOf(key) ?? 0).line })
        seen.add(name)
      }
    },
  })
  return repeated
}
