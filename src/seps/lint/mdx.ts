import { type Options, Parser } from 'acorn'
import jsx from 'acorn-jsx'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { gfmTable } from 'micromark-extension-gfm-table'
import { mdxjs } from 'micromark-extension-mdxjs'
import { effortLimit, LineIndex, TooComplex } from '../../text/markdown-tree.ts'
import type { MdxFault } from './facts.ts'

/** The most complex SEP has far fewer marks. The parser takes about half a second for this many. */
const MAX_MARKS = 3_000
const MAX_TEXT_LENGTH = 1_000_000

/** Nobody reads more errors at once, and each of them needs another run of the parser. */
const MAX_FAULTS = 10

/**
 * The syntax errors of a text that is parsed as MDX. Empty: there are none, or finding one would take too long. The parser stops at
 * the first error, so we remove `{`, `}` and `<` from the passage with the error, and parse the text again.
 * https://mdxjs.com/docs/what-is-mdx/#mdx-syntax
 */
export function findMdxFaults(text: string): readonly MdxFault[] {
  const faults: MdxFault[] = []
  let rest = text
  let length = 0
  let marks = 0
  while (faults.length < MAX_FAULTS) {
    length += rest.length
    marks += countMarks(rest)
    if (length > MAX_TEXT_LENGTH || marks > MAX_MARKS) break
    const fault = firstFault(rest, text)
    if (fault === null) break
    if (faults.length === 0 || fault.isIndependent) faults.push({ offset: fault.offset, reason: fault.reason })
    const next = withoutMarksAt(fault.offset, rest)
    if (next === rest) break
    rest = next
  }
  return faults
}

/** `isIndependent`: the fault stays, whatever is changed elsewhere in the text. */
type FirstFault = MdxFault & { readonly isIndependent: boolean }

/** @param original the text before these characters were removed, with the same offsets */
function firstFault(text: string, original: string): FirstFault | null {
  const acorn = boundedAcorn()
  try {
    fromMarkdown(text, {
      extensions: [gfmTable(), mdxjs({ acorn }), effortLimit(text)],
      mdastExtensions: [gfmTableFromMarkdown(), mdxFromMarkdown()],
    })
    return null
  } catch (error) {
    if (error instanceof TooComplex || error instanceof RangeError || acorn.isExhausted()) return null
    return faultOf(error, original)
  }
}

/** A line with which a passage begins: an empty line, a list item, a row of a table, a heading. */
const PASSAGE_START = /^[ \t]*(?:$|\r|[-*+|#]|\d{1,9}[.)])/

/** Replaces `{`, `}` and `<` with spaces in the passage at an offset. If a comment begins there, the passage extends to its end. */
function withoutMarksAt(offset: number, text: string): string {
  const lines = text.split('\n')
  const lineOf = (position: number) => text.slice(0, position).split('\n').length - 1
  let first = lineOf(offset)
  while (first > 0 && !PASSAGE_START.test(lines[first] ?? '')) first--
  let end = lineOf(text.startsWith('!--', offset) ? Math.max(offset, text.indexOf('-->', offset)) : offset) + 1
  while (end < lines.length && !PASSAGE_START.test(lines[end] ?? '')) end++
  return lines.map((line, index) => (first <= index && index < end ? line.replaceAll(/[{}<]/g, ' ') : line)).join('\n')
}

/** Counts `{`, `}` and `<`. Each may begin or end a tag or an expression, for which the parser creates many tokens. */
function countMarks(text: string): number {
  let count = 0
  for (const character of text) if (character === '{' || character === '}' || character === '<') count++
  return count
}

/** Reads the offset and the reason from a parser error. The parser does not export the type of its errors. */
function faultOf(error: unknown, text: string): FirstFault {
  if (!(error instanceof Error && 'reason' in error && typeof error.reason === 'string')) throw error
  const offset = offsetOf('place' in error ? error.place : null) ?? 0
  const isFromAcorn = 'ruleId' in error && error.ruleId === 'acorn'
  if (isFromAcorn) return { offset, reason: notJavaScript(offset, text), isIndependent: true }
  const unclosed = unclosedTag(error.reason, offset, text)
  if (unclosed !== null) return unclosed
  const isAtEnd = text.slice(offset).trim() === ''
  return {
    offset,
    reason: adviceOn(error.reason, text.slice(offset)),
    isIndependent: !isAtEnd && !CLOSING.test(error.reason),
  }
}

/** What the parser says about a closing tag without an opening tag, which may be in another passage. */
const CLOSING = /^Unexpected closing/

/** @param offset of the JavaScript, after its brace */
function notJavaScript(offset: number, text: string): string {
  const [anchor] = ANCHOR.exec(text.slice(offset - 1, offset + 100)) ?? []
  return anchor === undefined ? NOT_JAVASCRIPT : `MDX has no ${anchor}; remove it`
}

/** The anchor after a heading in a document of a text processor: `## Motivation {#motivation}`. */
const ANCHOR = /^\{#[^{}\s]{1,80}\}/

const NOT_JAVASCRIPT =
  'MDX reads this as JavaScript, but it is not valid JavaScript; put it into backticks, or write \\{'

/** The message has the line of the tag. The `place` of the error is only the start of the whole block. */
const UNCLOSED = /^Expected a closing tag for `<([^`]*)>`(?: \((\d{1,7}):)?/
/** The elements of HTML that have no closing tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function unclosedTag(reason: string, offset: number, text: string): FirstFault | null {
  const [, name = '', line] = UNCLOSED.exec(reason) ?? []
  if (name === '') return null
  const tag = `<${name}>`
  const start = line === undefined ? offset : new LineIndex(text).startOf(Number(line))
  return {
    offset: Math.max(offset, text.indexOf(`<${name}`, start)),
    reason: VOID.test(name)
      ? `${tag} is not closed; write <${name} />`
      : `${tag} reads as a tag that is not closed; put it into backticks, or close it`,
    isIndependent: VOID.test(name) || !text.includes(`</${name}`),
  }
}

/** Says what to do about the error, and if we do not know, what is wrong. @param rest the text from the error on */
function adviceOn(reason: string, rest: string): string {
  if (rest.startsWith('!--')) return 'MDX has no <!-- comments -->; remove this one, or write {/* … */}'
  if (/^(?:@|\/\/)/.test(rest)) return 'an address in < > reads as a tag; write [text](address)'
  if (/^Unexpected character .* (?:before|in) name/s.test(reason))
    return 'this < begins a tag; put the code into backticks, or write \\<'
  if (/end of file in expression/.test(reason))
    return 'a { before it is never closed; put it into backticks, or write \\{'
  if (/^Unexpected end of file (?:before|in) (?!expression)/.test(reason))
    return 'a < before it begins a tag that never ends; put it into backticks, or write \\<'
  return shortReason(reason)
}

function offsetOf(place: unknown): number | null {
  if (typeof place !== 'object' || place === null) return null
  if ('offset' in place && typeof place.offset === 'number') return place.offset
  return 'start' in place ? offsetOf(place.start) : null
}

/** Leaves out positions, notes, and what the parser expected instead. */
function shortReason(reason: string): string {
  return reason.replace(/, expected .*/s, '').replace(/ \((?:\d+:\d+.*|note:.*)\)$/s, '')
}

/** In characters of JavaScript. Characters that are parsed again count again. The most complex SEP has far fewer. */
const MAX_CODE_LENGTH = 100_000
/** Copying that many characters takes as long as parsing one. */
const COPIED_PER_PARSED = 100

const Acorn = Parser.extend(jsx())

/**
 * At every closing brace, the tokenizer parses the whole expression again, so a long expression could take hours. Beyond the
 * limit, all code counts as valid, and `isExhausted` tells the caller to ignore the result. Of text that is not JavaScript, such as
 * JSON between paragraphs, only the part before the first error counts.
 */
function boundedAcorn() {
  let length = 0
  const parseWithin = <Result extends { readonly end: number }>(
    code: string,
    parse: () => Result,
    empty: () => Result,
  ): Result => {
    length += code.length / COPIED_PER_PARSED
    if (length > MAX_CODE_LENGTH) return empty()
    try {
      const result = parse()
      length += result.end
      return result
    } catch (error) {
      length += error instanceof SyntaxError && 'raisedAt' in error ? Number(error.raisedAt) : code.length
      throw error
    }
  }
  return {
    isExhausted: () => length > MAX_CODE_LENGTH,
    parse: (code: string, options: Options) =>
      parseWithin(
        code,
        () => Acorn.parse(code, options),
        () => ({ ...Acorn.parse('', options), end: code.length }),
      ),
    parseExpressionAt: (code: string, position: number, options: Options) =>
      parseWithin(
        code,
        () => Acorn.parseExpressionAt(code, position, options),
        () => ({ ...Acorn.parseExpressionAt('0', 0, options), end: code.length }),
      ),
  }
}
