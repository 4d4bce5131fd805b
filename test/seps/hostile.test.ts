import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, test } from 'vitest'
import { parseSep } from '../../src/seps/parse.ts'
import { MARKDOWN, parseMarkdown } from '../../src/text/markdown-tree.ts'
import { cases } from '../support/cases.ts'
import { failureOf } from '../support/failure.ts'

const MEGABYTE = 1_000_000
const HEAD = '# SEP-1: a\n\n'
const TOO_MUCH = /^sep\.md:\d+: this has too much nesting or markup to parse; simplify it$/
const TOO_MANY_LINES = /more than 20,000 lines/

function filled(piece: string): string {
  return piece.repeat(MEGABYTE / piece.length)
}

/** Without bounds, each of these would take from minutes to hours. */
describe('a hostile megabyte is rejected quickly', () => {
  test.each([
    ['quotes in quotes', filled('>'), TOO_MUCH],
    ['quotes and lists in each other', filled('> - '), TOO_MUCH],
    ['a staircase of lists', Array.from({ length: 1_000 }, (_, at) => `${'  '.repeat(at)}- a\n`).join(''), TOO_MUCH],
    ['brackets that nothing closes', filled('['), TOO_MUCH],
    ['brackets that nothing opens', filled(']'), TOO_MUCH],
    ['links in links', filled('[a](') + filled('](b)').slice(0, MEGABYTE / 2), TOO_MUCH],
    ['images', filled('!['), TOO_MUCH],
    ['emphasis', filled('*a _b '), TOO_MUCH],
    ['emphasis in emphasis', filled('*a').slice(MEGABYTE / 2) + filled('a*').slice(MEGABYTE / 2), TOO_MUCH],
    ['backticks of every length', Array.from({ length: 1_400 }, (_, at) => '`'.repeat(at)).join(' '), TOO_MUCH],
    ['comments that do not end', `a ${filled('<!-- ')}`, TOO_MUCH],
    ['instructions that do not end', `a ${filled('<?a')}`, TOO_MUCH],
    ['tags that do not end', filled('<a '), TOO_MUCH],
    ['headings by underline', 'a\n=\n'.repeat(9_000), TOO_MUCH],
    ['one row of cells', `${filled('a|')}\n${filled('-|')}`.slice(0, 1_900_000), TOO_MUCH],
    ['a table of many rows', `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(19_000)}`, TOO_MUCH],
    ['items within items on one line', filled('- '), TOO_MUCH],
    ['one paragraph of many lines', filled('word\n'), TOO_MANY_LINES],
    ['items', filled('- a\n'), TOO_MANY_LINES],
  ])('%s', (_, text, message) => expect(failureOf(() => parseSep(HEAD + text, 'sep.md'))).toMatch(message))
})

describe('any other megabyte is read', () => {
  test.each([
    ['words on one line', filled('word ')],
    ['code', `\`\`\`\n${filled(`${'[a](b) *c* | '.repeat(10)}\n`)}\`\`\``],
  ])('%s', (_, text) => expect(parseSep(HEAD + text, 'sep.md').heading.number).toBe(1))
})

test('the bounds do not change how a SEP is read', () => {
  const marks = ['`', '``', '*', '_', '[', ']', '(', ')', '!', '<', '>', '\\', '&amp;', '|', '#', '=', '\t', '    ']
  const pieces = ['a', 'b ', '\n', '\n\n', '- ', '1. ', '---\n', '|-|-|\n', 'www.a.b ', 'http://a.b', 'a@b.c', '<!--']
  const text = fc.array(fc.constantFrom(...marks, ...pieces, '-->', '~~~\n', '[a]: b\n'), { maxLength: 20 })
  fc.assert(
    fc.property(text, (some) => {
      expect(parseMarkdown(some.join(''), 'sep.md')).toEqual(fromMarkdown(some.join(''), MARKDOWN))
    }),
    cases(2_000),
  )
})
