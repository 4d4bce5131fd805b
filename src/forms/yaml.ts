import { CST, isScalar, Lexer, visit } from 'yaml'
import {
  findYamlRefusal,
  type ParsedYaml,
  type Path,
  parseYaml,
  type RepeatedKey,
  type YamlRefusal,
} from '../text/yaml.ts'

/** A form has a few kilobytes; a larger file is a mistake or an attack. */
export const FORM_SIZE_LIMIT = 512_000
const MAX_ALIASES = 50

export type YamlFile = {
  readonly data: unknown
  /** The line of the key, or of its nearest parent in the file. */
  readonly lineOf: (path: Path) => number
  /** The source text of a value without quotes; null for any other value. */
  readonly plainWord: (path: Path) => string | null
  readonly repeatedKeys: readonly RepeatedKey[]
}

export type YamlReading = { readonly ok: true; readonly yaml: YamlFile } | ({ readonly ok: false } & YamlRefusal)

/** Reads YAML as leniently as GitHub does. Runs nothing in it, and limits its size, depth and aliases. */
export function readYaml(text: string): YamlReading {
  const refusal = findSizeRefusal(text) ?? findYamlRefusal(text)
  if (refusal !== null) return { ok: false, ...refusal }
  const parsed = parseLeniently(text)
  const { error } = parsed
  return error === null
    ? toYamlFile(parsed)
    : { ok: false, line: error.line, message: `it is not YAML: ${error.message}` }
}

export function findSizeRefusal(text: string): YamlRefusal | null {
  if (text.length <= FORM_SIZE_LIMIT) return null
  return { line: 1, message: `it has more than ${FORM_SIZE_LIMIT} characters; this program reads no more` }
}

/** Parses the text unchanged. If that fails, tries again with the lines of quoted texts indented. */
function parseLeniently(text: string): ParsedYaml {
  const parsed = parseYaml(text)
  if (parsed.error === null) return parsed
  const indented = parseYaml(indentQuotedLines(text))
  return indented.error === null ? indented : parsed
}

function toYamlFile(parsed: ParsedYaml): YamlReading {
  keepFractions(parsed)
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
    return { ok: false, line: 1, message: 'its aliases (*name) lead nowhere or are too many; write the values out' }
  }
}

function plainWord({ document }: ParsedYaml, path: Path): string | null {
  const node = document.getIn(path, true)
  return isScalar(node) && node.type === 'PLAIN' ? (node.source ?? null) : null
}

/** Keeps a version such as 1.10 as text, because somebody forgot to quote it. */
function keepFractions({ document }: ParsedYaml): void {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === 'number' && scalar.source?.includes('.')) scalar.value = scalar.source
    },
  })
}

/** A real form has a handful, and we search for each one from the start of the file. */
const MAX_QUOTES = 20

/** Tokens of the lexer that are not in the text. */
const WITHOUT_TEXT: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar']

/**
 * GitHub's YAML parser accepts a quoted text whose further lines are not indented; the `yaml` package follows YAML 1.2 and
 * does not. Indenting those lines changes no value, because YAML drops the white space at the start of each line.
 */
export function indentQuotedLines(text: string): string {
  let indented = text
  for (let count = 0; count < MAX_QUOTES; count++) {
    const open = cutOffQuote(indented)
    const close = open === null ? null : closingQuote(indented, open)
    if (open === null || close === null) break
    indented = indented.slice(0, open) + indentLines(indented, open, close) + indented.slice(close)
  }
  return indented
}

function indentLines(text: string, open: number, close: number): string {
  const column = open - (text.lastIndexOf('\n', open) + 1)
  return text.slice(open, close).replaceAll('\n', `\n${' '.repeat(column)}`)
}

/** The offset of the first quoted text that the lexer ends at the line break because it is not indented. */
function cutOffQuote(text: string): number | null {
  let offset = 0
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (WITHOUT_TEXT.includes(type)) continue
    if (type?.endsWith('-quoted-scalar') && closingQuote(token, 0) === null) return offset
    offset += token.length
  }
  return null
}

function closingQuote(text: string, open: number): number | null {
  const quote = text[open]
  for (let at = open + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++
    else if (quote === "'" && text.startsWith("''", at)) at++
    else if (text[at] === quote) return at
  }
  return null
}
