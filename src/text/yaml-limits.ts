import { CST, Lexer } from 'yaml'

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
