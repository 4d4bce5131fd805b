import { CST, isScalar, Lexer, type Pair, Scalar, visit } from 'yaml'
import {
  findYamlRefusal,
  type ParsedYaml,
  type Path,
  parseYaml,
  type RepeatedKey,
  type YamlError,
  type YamlRefusal,
} from '../text/yaml.ts'

/** In characters; for a file, in bytes. A real form has a few thousand, so a longer one is a mistake or an attack. */
export const FORM_SIZE_LIMIT = 512_000
const MAX_ALIASES = 50

export type YamlFile = {
  readonly data: unknown
  /** The line of the last key of a path, or of its nearest parent in the file; 1 if there is neither. */
  readonly lineOf: (path: Path) => number
  /** The source text of a plain (unquoted) scalar; null for any other value. */
  readonly plainWord: (path: Path) => string | null
  readonly repeatedKeys: readonly RepeatedKey[]
}

export type YamlReadResult = { readonly ok: true; readonly yaml: YamlFile } | ({ readonly ok: false } & YamlRefusal)

/** Runs nothing in the YAML, and limits its size, depth and aliases. */
export function readYaml(text: string): YamlReadResult {
  const refusal = findSizeRefusal(text) ?? findYamlRefusal(text)
  if (refusal !== null) return { ok: false, ...refusal }
  const parsed = parseLeniently(text)
  const { error } = parsed
  return error === null ? toYamlFile(parsed) : { ok: false, line: error.line, message: syntaxMessage(error) }
}

function syntaxMessage({ code, message }: YamlError): string {
  if (code !== 'MULTIPLE_DOCS') return `it is not YAML: ${message}`
  return 'this line starts a second YAML document, and GitHub reads only the first; remove the ---'
}

export function findSizeRefusal(text: string): YamlRefusal | null {
  if (text.length <= FORM_SIZE_LIMIT) return null
  return { line: 1, message: `it has more than ${FORM_SIZE_LIMIT.toLocaleString('en')} characters, which is our limit` }
}

/** Parses the text unchanged. If that fails, repairs what GitHub's parser accepts but this parser refuses, and tries again. */
function parseLeniently(text: string): ParsedYaml {
  const parsed = parse(text)
  if (parsed.error === null) return parsed
  const repaired = parse(withoutLastMarker(indentContinuations(text)))
  return repaired.error === null ? repaired : parsed
}

/** GitHub's parser merges the mappings that `<<` names. */
const parse = (text: string) => parseYaml(text, { mergeKeys: true })

function toYamlFile(parsed: ParsedYaml): YamlReadResult {
  keepFractionsAsText(parsed)
  readBooleans(parsed)
  try {
    const data = parsed.toData(MAX_ALIASES)
    const yaml = {
      data,
      lineOf: (path: Path) => parsed.lineOf(path) ?? 1,
      plainWord: (path: Path) => plainWord(parsed, path),
      repeatedKeys: parsed.repeatedKeys(true),
    }
    return { ok: true, yaml }
  } catch {
    return {
      ok: false,
      line: 1,
      message: 'it has too many aliases (*name), or one without an anchor; write the values out',
    }
  }
}

function plainWord({ document }: ParsedYaml, path: Path): string | null {
  const node = document.getIn(path, true)
  return isScalar(node) && node.type === 'PLAIN' ? (node.source ?? null) : null
}

/** Keeps a number with a decimal point as text, because it is probably an unquoted version: 1.10 would become 1.1. */
function keepFractionsAsText({ document }: ParsedYaml): void {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'number' && scalar.source?.includes('.')) scalar.value = scalar.source
    },
  })
}

const BOOLEAN_KEYS: readonly unknown[] = ['required', 'multiple', 'blank_issues_enabled']
const TRUE = /^(?:yes|on)$/i
const FALSE = /^(?:no|off)$/i

/** GitHub reads YAML 1.1, in which these words are booleans. We read them as booleans only where GitHub expects a boolean. */
function readBooleans({ document }: ParsedYaml): void {
  visit(document, {
    Pair: (_, { key, value }: Pair) => {
      if (!isScalar(key) || !BOOLEAN_KEYS.includes(key.value) || !isScalar(value) || value.type !== Scalar.PLAIN) return
      if (TRUE.test(value.source ?? '')) value.value = true
      if (FALSE.test(value.source ?? '')) value.value = false
    },
  })
}

/** GitHub accepts a `---` after the last line of the form, although this starts a second document. */
function withoutLastMarker(text: string): string {
  const lines = text.split('\n')
  const last = lines.findLastIndex((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines[last]?.trimEnd() === '---' ? lines.toSpliced(last, 1, '').join('\n') : text
}

/** A real form has only a few unindented continuations. The search for each begins at the start of the file, so more would be slow. */
const MAX_CONTINUATIONS = 20

/** Types of tokens that the lexer adds, and that stand for no characters of the text. */
const TOKENS_WITHOUT_TEXT: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar']

type Range = { readonly open: number; readonly close: number }

/**
 * GitHub's YAML parser accepts quoted text, or a list or mapping in brackets, whose continuation lines are not indented. The
 * `yaml` package follows YAML 1.2 and does not. Indenting those lines changes no value, because YAML drops the white space at
 * their start.
 */
export function indentContinuations(text: string): string {
  let indented = text
  for (let count = 0; count < MAX_CONTINUATIONS; count++) {
    const range = findUnindented(indented)
    if (range === null) break
    const { open, close } = range
    indented = indented.slice(0, open) + indentLines(indented, open, close) + indented.slice(close)
  }
  return indented
}

function indentLines(text: string, open: number, close: number): string {
  const column = open - (text.lastIndexOf('\n', open) + 1)
  return text.slice(open, close).replaceAll('\n', `\n${' '.repeat(column + 1)}`)
}

/** Finds the first quotation mark or bracket whose text the lexer ends at a line break, because the next line is not indented. */
function findUnindented(text: string): Range | null {
  const brackets: number[] = []
  let offset = 0
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    const [outermost] = brackets
    if (type === 'flow-error-end' && outermost !== undefined) return rangeTo(text, outermost, closingBracket)
    if (type?.endsWith('-quoted-scalar') && closingQuote(token, 0) === null) return rangeTo(text, offset, closingQuote)
    if (type === 'flow-seq-start' || type === 'flow-map-start') brackets.push(offset)
    if (type === 'flow-seq-end' || type === 'flow-map-end') brackets.pop()
    if (!TOKENS_WITHOUT_TEXT.includes(type)) offset += token.length
  }
  return null
}

function rangeTo(text: string, open: number, closing: (text: string, open: number) => number | null): Range | null {
  const close = closing(text, open)
  return close === null ? null : { open, close }
}

function closingQuote(text: string, open: number): number | null {
  const quote = text[open]
  for (let offset = open + 1; offset < text.length; offset++) {
    if (quote === '"' && text[offset] === '\\') offset++
    else if (quote === "'" && text.startsWith("''", offset)) offset++
    else if (text[offset] === quote) return offset
  }
  return null
}

/** Quotes count only where a value may start, because plain text may contain an apostrophe. */
function closingBracket(text: string, open: number): number | null {
  let depth = 0
  for (let offset = open; offset < text.length; offset++) {
    const character = text[offset] ?? ''
    if ('[{'.includes(character)) depth++
    else if (']}'.includes(character)) {
      depth--
      if (depth === 0) return offset
    } else if (`"'`.includes(character) && /[\s[{,:]/.test(text[offset - 1] ?? ''))
      offset = closingQuote(text, offset) ?? offset
  }
  return null
}
