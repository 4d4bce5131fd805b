import { CST, Lexer } from 'yaml'

/** A form has some kilobytes; more is a mistake or an attack. */
export const FORM_SIZE_LIMIT = 512_000
const MAX_TOKENS = 50_000
const MAX_DEPTH = 50
const CORE_TAG = /^!!(?:str|int|float|bool|null|map|seq)$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: YAML forbids them, and the parser lets them through.
const CONTROL_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

export type Refusal = { readonly line: number; readonly message: string }

/** Why a text is not even parsed. */
export function refusalOf(text: string): Refusal | null {
  return sizeRefusal(text) ?? structureRefusal(text)
}

/** Linear in its length: what costs a parser more is refused here. */
export function structureRefusal(text: string): Refusal | null {
  const control = text.search(CONTROL_CHARACTER)
  if (control >= 0) return { line: linesIn(text.slice(0, control)), message: 'it holds a control character; remove it' }
  return tokenRefusal(text)
}

export function sizeRefusal(text: string): Refusal | null {
  if (text.length <= FORM_SIZE_LIMIT) return null
  return { line: 1, message: `it has more than ${FORM_SIZE_LIMIT} characters, the most that is read` }
}

function tokenRefusal(text: string): Refusal | null {
  const nesting = new Nesting()
  let count = 0
  let line = 1
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token)
    if (++count > MAX_TOKENS) return { line, message: 'it is far too large, with more parts than anybody would write' }
    if (nesting.after(type, token) > MAX_DEPTH)
      return { line, message: `it is nested more than ${MAX_DEPTH} levels deep` }
    if (type === 'tag' && !CORE_TAG.test(token))
      return { line, message: 'it uses a YAML tag (!name); remove it, or put the text in quotes' }
    line += linesIn(token) - 1
  }
  return null
}

/** How deep the YAML is at a token, without building anything. */
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

function linesIn(text: string): number {
  return text.split('\n').length
}
