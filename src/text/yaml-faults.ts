type SyntaxFault = { readonly code: string; readonly message: string; readonly offset: number }

/**
 * Explains the most common mistakes in titles and names without quotes, and how to fix them. Returns the parser's message for
 * other errors, without the words that it quotes from the text, which may be private.
 */
export function explainYamlFault({ code, message, offset }: SyntaxFault, text: string): string {
  switch (code) {
    case 'BAD_SCALAR_START':
    case 'BAD_ALIAS':
    case 'TAG_RESOLVE_FAILED':
      return `text cannot begin with "${text.charAt(offset)}"; put it in quotes`
    case 'UNEXPECTED_TOKEN':
      return explainTrailingText(text, offset) ?? message.replace(/: .*/s, '')
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'text that contains ": " has to be in quotes'
    case 'MULTIPLE_DOCS':
      return 'a line "..." or "---" ends the document too early; put it in quotes'
    default:
      return isCutList(text, offset)
        ? 'YAML takes what follows " #" in a list for a comment; put that text in quotes'
        : message
  }
}

/** Far longer than a list in brackets that a person writes. */
const MAX_LIST_LENGTH = 1_000
const CUT_LIST = /[[{][^\]}\n]*[ \t]#[^\n]*(?:\n[^\]}\n]*){0,3}$/

/** Whether a list in brackets seems to lack its end, because ` #` begins a comment: `[bug #1, docs]`. */
function isCutList(text: string, offset: number): boolean {
  return CUT_LIST.test(text.slice(Math.max(0, offset - MAX_LIST_LENGTH), offset))
}

/** A word that YAML takes for an alias: `**Bug** in the parser`. */
const ALIAS_BEFORE = /(?:^|[ \t])\*\S{0,100}[ \t]{1,20}$/

/** The first sign of a text such as `[Bug] The parser`, by the last sign that YAML accepts: after this sign, it expects no more text. */
const OPENINGS: ReadonlyMap<string, string> = new Map([
  [']', '['],
  ['}', '{'],
  ['|', '|'],
  ['>', '>'],
])

/**
 * Explains the error that the parser reports where text follows a closing bracket, a closing quote, an alias, or the sign of a block:
 * YAML takes `[Bug] The parser` for a list with text after it. null: the text follows something else.
 */
function explainTrailingText(text: string, offset: number): string | null {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1
  const line = text.slice(lineStart, offset)
  const before = line.trimEnd().at(-1) ?? ''
  const opening = ALIAS_BEFORE.test(line) ? '*' : OPENINGS.get(before)
  if (opening !== undefined) return `text cannot begin with "${opening}"; put all of it in quotes`
  if (before === '"' || before === "'") return 'there is text after a closing quote; put all of the text in quotes'
  return null
}
