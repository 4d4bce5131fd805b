import { CST, Lexer } from 'yaml'

/** A real form has a handful; each is looked for from the start. */
const MAX_QUOTES = 20

/** What the lexer adds to the text that it takes apart. */
const WITHOUT_TEXT: readonly (string | null)[] = ['doc-mode', 'flow-error-end', 'scalar']

/**
 * GitHub's YAML parser takes a quoted text whose next lines are not indented; the `yaml` package, true to YAML 1.2, does not.
 * Indenting those lines changes no value, for a quoted text drops the white space at the start of each line.
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

/** Where the first quoted text begins that the lexer ends with its line, having seen no second quote. */
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
