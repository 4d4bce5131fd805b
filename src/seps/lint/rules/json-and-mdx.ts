import type { Code } from 'mdast'
import { type Range, rangeOf, walkNodes } from '../../../text/markdown-tree.ts'
import { quote } from '../../../text/quote.ts'
import type { Edit } from '../../edit.ts'
import { bodyStart } from '../../site.ts'
import type { Context } from '../context.ts'
import { isGuidance } from '../prose.ts'
import type { Problem, Rule } from '../rule.ts'

/** In characters. Longer blocks are data, not examples. */
const MAX_BLOCK_LENGTH = 200_000

export const jsonValid: Rule = {
  id: 'SEP028',
  name: 'json-valid',
  severity: 'warning',
  source: 'https://www.rfc-editor.org/rfc/rfc8259#section-2',
  summary: 'code blocks that are marked `json` are JSON',
  explanation: `Implementers copy the examples into tests, and the conformance scenarios are written from them. A block that is marked json therefore
parses: no comments, no "…", no trailing comma, and one whole value. Mark a block with comments as jsonc, and a sketch as text. --fix
writes straight quotation marks if they are all that is wrong.`,
  check: ({ sep }) => [...walkNodes(sep.tree)].flatMap((node) => (node.type === 'code' ? jsonProblems(node, sep) : [])),
}

function jsonProblems(node: Code, sep: Context['sep']): readonly Problem[] {
  const { lang, value } = node
  if (lang?.toLowerCase() !== 'json' || value.trim() === '' || value.length > MAX_BLOCK_LENGTH) return []
  const error = jsonErrorIn(value)
  if (error === null) return []
  return [
    {
      range: rangeOfLine(node, error.line, sep),
      message: `this JSON cannot be parsed: ${error.reason}`,
      fix: isFixedByStraightQuotes(value) ? [straightQuotesEdit(node, sep)] : [],
    },
  ]
}

const CURLY_QUOTE = /[“”„]/g

function withStraightQuotes(text: string): string {
  return text.replaceAll(CURLY_QUOTE, '"')
}

/** Typographic quotation marks inside a string are the author's. */
function isFixedByStraightQuotes(text: string): boolean {
  const hasCurlyInStrings = withoutStrings(text).match(CURLY_QUOTE)?.length !== text.match(CURLY_QUOTE)?.length
  return !hasCurlyInStrings && syntaxError(withStraightQuotes(text)) === null
}

function straightQuotesEdit(node: Code, { text }: Context['sep']): Edit {
  const range = rangeOf(node)
  return { range, text: withStraightQuotes(text.slice(range.from, range.to)) }
}

/** `line`: the line within the block, counted from 0. null: the line is unknown. */
type JsonError = { readonly reason: string; readonly line: number | null }

function jsonErrorIn(text: string): JsonError | null {
  const error = syntaxError(text)
  if (error === null) return null
  const bare = withoutStrings(text)
  const quote = bare.search(CURLY_QUOTE)
  if (quote >= 0) return { reason: 'it has typographic quotation marks; write "', line: lineAt(text, quote) }
  const comment = bare.search(/\/\/|\/\*/)
  if (comment >= 0) return { reason: 'it has a comment; mark the block as jsonc', line: lineAt(text, comment) }
  const gap = bare.search(/\.\.\.|…/)
  if (gap >= 0)
    return {
      reason: 'something is left out; write the whole value, or mark the block as text',
      line: lineAt(text, gap),
    }
  if (text.trimStart().startsWith('"') && syntaxError(`{${text.replace(/,\s{0,100}$/, '')}}`) === null)
    return { reason: 'it is a member without its object; add the braces around it', line: 0 }
  const comma = bare.search(/,\s*[}\]]/)
  if (comma >= 0) return { reason: 'it has a comma after the last value; remove the comma', line: lineAt(text, comma) }
  if (/after JSON/.test(error.message))
    return { reason: 'it has more than one value; give each its own block', line: errorLine(error, text) }
  return { reason: 'it has a syntax error', line: errorLine(error, text) }
}

function syntaxError(text: string): SyntaxError | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    if (error instanceof SyntaxError) return error
    throw error
  }
}

/** Replaces each character inside strings, so positions stay the same. A string without a closing quote ends at the end of its line. */
function withoutStrings(text: string): string {
  const characters = text.split('')
  let isInString = false
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index]
    if (character === '"') isInString = !isInString
    else if (character === '\n') isInString = false
    else if (isInString) {
      // An escaped quote does not end the string.
      if (character === '\\' && characters[index + 1] !== '\n') characters[++index] = 'x'
      characters[index] = 'x'
    }
  }
  return characters.join('')
}

function errorLine({ message }: SyntaxError, text: string): number | null {
  const [, position] = /at position (\d{1,9})/.exec(message) ?? []
  return position === undefined ? null : lineAt(text, Number(position))
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length - 1
}

/** The range of a line of the block. If the line is unknown, the range of the block's opening fence. */
function rangeOfLine(node: Code, line: number | null, { positions, text }: Context['sep']): Range {
  const { from } = rangeOf(node)
  const fence = positions.linesOf({ from, to: from })
  if (line === null) return { from, to: fence.to }
  let range = fence
  for (let step = 0; step <= line; step++) range = positions.linesOf({ from: range.to, to: range.to })
  const [indent = ''] = /^[ \t]{0,200}/.exec(text.slice(range.from, range.to)) ?? []
  return { from: range.from + indent.length, to: range.to }
}

export const mdxValid: Rule = {
  id: 'SEP029',
  name: 'mdx-valid',
  severity: 'error',
  source: 'https://mdxjs.com/docs/what-is-mdx/#mdx-syntax',
  summary: 'the body is valid MDX, because the site builds an MDX page from it',
  explanation: `The site puts the text into an MDX page, where { begins JavaScript and < begins a tag. "<!-- comment -->", "<https://…>", "<mail@…>", an unclosed
<br> and "{ a b }" outside of code therefore break the page. Put code into backticks, write \\{ and \\<, <br /> and [text](https://…).`,
  check({ sep, facts }) {
    if (facts.findMdxFaults === null) return []
    const start = bodyStart(sep) ?? 0
    return facts.findMdxFaults(withoutGuidance(sep).slice(start)).map(({ offset, reason }) => {
      const from = Math.min(start + offset, sep.text.length)
      return {
        range: { from, to: from + 1 },
        message: `the page cannot be built, because this is not MDX: ${quote(reason, 200)}`,
      }
    })
  },
}

/** Replaces guidance comments with spaces, so positions stay the same. Another rule reports those comments. */
function withoutGuidance({ tree, text }: Context['sep']): string {
  const pieces: string[] = []
  let offset = 0
  for (const { from, to } of tree.children.filter(isGuidance).map(rangeOf)) {
    pieces.push(text.slice(offset, from), ' '.repeat(to - from))
    offset = to
  }
  return pieces.join('') + text.slice(offset)
}
