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

/**
 * The first syntax error of a text that is parsed as MDX. null: there is none, or finding one would take too long.
 * https://mdxjs.com/docs/what-is-mdx/#mdx-syntax
 */
export function findMdxFault(text: string): MdxFault | null {
  if (text.length > MAX_TEXT_LENGTH || countMarks(text) > MAX_MARKS) return null
  const acorn = boundedAcorn()
  try {
    fromMarkdown(text, {
      extensions: [gfmTable(), mdxjs({ acorn }), effortLimit(text)],
      mdastExtensions: [gfmTableFromMarkdown(), mdxFromMarkdown()],
    })
    return null
  } catch (error) {
    if (error instanceof TooComplex || error instanceof RangeError || acorn.isExhausted()) return null
    return faultOf(error, text)
  }
}

/** Counts `{`, `}` and `<`. Each may begin or end a tag or an expression, for which the parser creates many tokens. */
function countMarks(text: string): number {
  let count = 0
  for (const character of text) if (character === '{' || character === '}' || character === '<') count++
  return count
}

/** Reads the offset and the reason from a parser error. The parser does not export the type of its errors. */
function faultOf(error: unknown, text: string): MdxFault {
  if (!(error instanceof Error && 'reason' in error && typeof error.reason === 'string')) throw error
  const offset = offsetOf('place' in error ? error.place : null) ?? 0
  const isFromAcorn = 'ruleId' in error && error.ruleId === 'acorn'
  if (isFromAcorn) return { offset, reason: NOT_JAVASCRIPT }
  return unclosedTag(error.reason, offset, text) ?? { offset, reason: adviceOn(error.reason, text.slice(offset)) }
}

const NOT_JAVASCRIPT = 'MDX reads it as JavaScript, but it is not valid JavaScript; put it into backticks, or write \\{'

/** The parser's error has the line of the tag. The place of the error is that of the whole block. */
const UNCLOSED = /^Expected a closing tag for `<([^`]*)>`(?: \((\d{1,7}):)?/
/** The elements of HTML that have no closing tag. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/

function unclosedTag(reason: string, offset: number, text: string): MdxFault | null {
  const [, name = '', line] = UNCLOSED.exec(reason) ?? []
  if (name === '') return null
  const tag = `<${name}>`
  const start = line === undefined ? offset : new LineIndex(text).startOf(Number(line))
  return {
    offset: Math.max(offset, text.indexOf(`<${name}`, start)),
    reason: VOID.test(name)
      ? `${tag} is not closed; write <${name} />`
      : `${tag} reads as a tag that is not closed; put it into backticks, or close it`,
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

const Acorn = Parser.extend(jsx())

/**
 * At every closing brace, the tokenizer parses the whole expression again, so a long expression could take hours. Beyond the
 * limit, all code counts as valid, and `isExhausted` tells the caller to ignore the result.
 */
function boundedAcorn() {
  let length = 0
  const exceedsLimit = (code: string): boolean => {
    length += code.length
    return length > MAX_CODE_LENGTH
  }
  return {
    isExhausted: () => length > MAX_CODE_LENGTH,
    parse: (code: string, options: Options) =>
      exceedsLimit(code) ? { ...Acorn.parse('', options), end: code.length } : Acorn.parse(code, options),
    parseExpressionAt: (code: string, position: number, options: Options) =>
      exceedsLimit(code)
        ? { ...Acorn.parseExpressionAt('0', 0, options), end: code.length }
        : Acorn.parseExpressionAt(code, position, options),
  }
}
