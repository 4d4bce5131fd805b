import fc from 'fast-check'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { describe, expect, test } from 'vitest'
import { parseSep } from '../../src/seps/parse.ts'
import { MARKDOWN, parseMarkdown } from '../../src/text/markdown-tree.ts'
import { cases } from '../support/cases.ts'
import { failureOf } from '../support/failure.ts'

const MEGABYTE = 1_000_000
const HEADING = '# SEP-1: a\n\n'
const TOO_MUCH = /^sep\.md:\d+: this has too much nesting or markup to parse; simplify it$/
const TOO_MANY_LINES = /more than 20,000 lines/

function fillMegabyte(piece: string): string {
  return piece.repeat(MEGABYTE / piece.length)
}

/** Without limits, parsing these texts could take minutes or hours. */
describe('a large hostile text is rejected quickly', () => {
  test.each([
    ['quotes in quotes', fillMegabyte('>'), TOO_MUCH],
    ['quotes and lists nested in each other', fillMegabyte('> - '), TOO_MUCH],
    ['a staircase of lists', Array.from({ length: 1_000 }, (_, at) => `${'  '.repeat(at)}- a\n`).join(''), TOO_MUCH],
    ['unclosed brackets', fillMegabyte('['), TOO_MUCH],
    ['closing brackets that were not opened', fillMegabyte(']'), TOO_MUCH],
    ['links in links', fillMegabyte('[a](') + fillMegabyte('](b)').slice(0, MEGABYTE / 2), TOO_MUCH],
    ['images', fillMegabyte('!['), TOO_MUCH],
    ['emphasis', fillMegabyte('*a _b '), TOO_MUCH],
    ['emphasis in emphasis', fillMegabyte('*a').slice(MEGABYTE / 2) + fillMegabyte('a*').slice(MEGABYTE / 2), TOO_MUCH],
    ['backticks of every length', Array.from({ length: 1_400 }, (_, at) => '`'.repeat(at)).join(' '), TOO_MUCH],
    ['comments that do not end', `a ${fillMegabyte('<!-- ')}`, TOO_MUCH],
    ['processing instructions that do not end', `a ${fillMegabyte('<?a')}`, TOO_MUCH],
    ['tags that do not end', fillMegabyte('<a '), TOO_MUCH],
    ['underlined headings', 'a\n=\n'.repeat(9_000), TOO_MUCH],
    ['one row of cells', `${fillMegabyte('a|')}\n${fillMegabyte('-|')}`.slice(0, 1_900_000), TOO_MUCH],
    ['a table of many rows', `|a|b|\n|-|-|\n${'|x|y|\n'.repeat(19_000)}`, TOO_MUCH],
    ['list items within list items on one line', fillMegabyte('- '), TOO_MUCH],
    ['one paragraph of many lines', fillMegabyte('word\n'), TOO_MANY_LINES],
    ['list items', fillMegabyte('- a\n'), TOO_MANY_LINES],
  ])('%s', (_, text, message) => expect(failureOf(() => parseSep(HEADING + text, 'sep.md'))).toMatch(message))
})

describe('a large ordinary text is read', () => {
  test.each([
    ['words on one line', fillMegabyte('word ')],
    ['code', `\`\`\`\n${fillMegabyte(`${'[a](b) *c* | '.repeat(10)}\n`)}\`\`\``],
  ])('%s', (_, text) => expect(parseSep(HEADING + text, 'sep.md').heading.number).toBe(1))
})

test('the limits do not change how a short text is parsed', () => {
  const marks = ['`', '``', '*', '_', '[', ']', '(', ')', '!', '<', '>', '\\', '&amp;', '|', '#', '=', '\t', '    ']
  const pieces = ['a', 'b ', '\n', '\n\n', '- ', '1. ', '---\n', '|-|-|\n', 'www.a.b ', 'http://a.b', 'a@b.c', '<!--']
  const text = fc.array(fc.constantFrom(...marks, ...pieces, '-->', '~~~\n', '[a]: b\n'), { maxLength: 20 })
  fc.assert(
    fc.property(text, (parts) => {
      expect(parseMarkdown(parts.join(''), 'sep.md')).toEqual(fromMarkdown(parts.join(''), MARKDOWN))
    }),
    cases(2_000),
  )
})
