import { describe, expect, test } from 'vitest'
import { parseSep, printSep } from '../../src/seps/parse.ts'
import { everySection, linksOf } from '../../src/seps/sections.ts'
import { type Range, walkNodes } from '../../src/text/markdown-tree.ts'
import { failureOf } from '../support/failure.ts'
import { EXAMPLE_SEP, sepOf } from '../support/sep.ts'

test('a text is parsed only once, whatever its file is called', () => {
  const [draft, numbered] = ['draft.md', 'numbered.md'].map((file) => parseSep(EXAMPLE_SEP, file))
  expect(numbered?.tree).toBe(draft?.tree)
  expect(numbered?.file).toBe('numbered.md')
})

describe('the heading', () => {
  test.each([
    ['# SEP-1234: A title', 1234, '1234', 'A title'],
    ['# SEP-0000: A title', null, '0000', 'A title'],
    ['# SEP-{NUMBER}: {Title}', null, '{NUMBER}', '{Title}'],
    ['# SEP-XXXX: A title', null, 'XXXX', 'A title'],
    ['# sep 12 – A title', 12, '12', 'A title'],
    ['# SEP-12 A title', 12, '12', 'A title'],
    ['# SEP #12: A title', 12, '12', 'A title'],
    ['# SEP-12:', 12, '12', ''],
    ['# SEP: A title', null, null, 'A title'],
    ['#   SEP-12:   A *good* `title` in C# ##', 12, '12', 'A *good* `title` in C#'],
    ['SEP-12: A title\n===', 12, '12', 'A title'],
    ['# SEPs in general', null, null, 'SEPs in general'],
    ['# A proposal', null, null, 'A proposal'],
    ['#', null, null, ''],
    ['<!-- # SEP-9: no -->\n\n# SEP-12: A title', 12, '12', 'A title'],
    ['# Notes\n\n# SEP-12: A title', 12, '12', 'A title'],
  ])('%j', (text, number, numberText, title) => {
    expect(sepOf(text).heading).toMatchObject({ number, numberText, title })
  })

  test('has its own position and those of its parts', () => {
    const { heading, text } = sepOf('\uFEFF\r\n# SEP-{NUMBER}: Two\r\n\r\nAnd a text.')
    expect(heading).toMatchObject({ line: 2 })
    const parts = [heading.range, heading.numberRange, heading.titleRange].map((range) =>
      range === null ? null : text.slice(range.from, range.to),
    )
    expect(parts).toEqual(['SEP-{NUMBER}: Two', '{NUMBER}', 'Two'])
  })
})

describe('the sections', () => {
  const { sections, text } = sepOf(EXAMPLE_SEP)

  test('are nested by their levels, and do not come from code or comments', () => {
    const outline = [...everySection(sections)].map(({ level, title, line }) => [level, title, line].join(' '))
    expect(outline).toEqual([
      '2 Abstract 11',
      '2 Specification 15',
      '3 Messages 17',
      '4 Fields 28',
      '3 Errors 34',
      '2 Rationale 38',
    ])
    expect(sections.map((section) => section.sections.length)).toEqual([0, 2, 0])
  })

  test('contain the text and the nodes under their heading', () => {
    const [abstract, specification] = sections
    expect(text.slice(abstract?.content.from, abstract?.content.to)).toBe('\nServers say hello too.\n\n')
    expect(text.slice(abstract?.lines.from, abstract?.lines.to)).toBe('## Abstract\n')
    expect(specification?.blocks.map(({ type }) => type)).toEqual([
      'heading',
      'code',
      'html',
      'heading',
      'table',
      'heading',
      'paragraph',
    ])
  })

  test('may have level 1, and may end without a newline', () => {
    const sep = sepOf('# SEP-7: Seven\n\n## One\n\n# Notes\n## Two')
    expect([...everySection(sep.sections)].map(({ level, title, line }) => [level, title, line])).toEqual([
      [2, 'One', 3],
      [1, 'Notes', 5],
      [2, 'Two', 6],
    ])
  })

  test('do not come from headings in quotes, lists and HTML', () => {
    expect(sepOf('# SEP-7: Seven\n\n> ## Quoted\n\n- ## Listed\n\n<div>\n## In HTML\n</div>').sections).toEqual([])
  })
})

describe('links and positions', () => {
  test('bare URLs, images, inline links and reference links have a URL and a position', () => {
    const sep = sepOf(`${EXAMPLE_SEP}\nhttps://example.org/bare ![a picture](picture.png) \`[no](no)\` [none][none]\n`)
    const positionOf = ({ from }: Range) => {
      const { line, column } = sep.positions.at(from)
      return [line, column]
    }
    expect(linksOf(sep).map(({ url, range }) => [url, ...positionOf(range)])).toEqual([
      ['mailto:bo@example.org', 6, 52],
      ['https://github.com/modelcontextprotocol/modelcontextprotocol/pull/1234', 9, 11],
      ['https://example.org/thread', 40, 5],
      ['https://example.org/one', 40, 50],
      ['https://example.org/bare', 44, 1],
      ['picture.png', 44, 26],
    ])
  })

  test('the first of two definitions with the same label is used', () => {
    expect(linksOf(sepOf('# SEP-7: a [b]\n\n[b]: /first\n\n[b]: /second\n')).map(({ url }) => url)).toEqual(['/first'])
  })

  test('the line and column of every node can be computed from its offset, with any line endings', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const sep = sepOf(EXAMPLE_SEP.replaceAll('\n', end))
      for (const { position } of walkNodes(sep.tree)) {
        const offset = position?.start.offset ?? Number.NaN
        expect(sep.positions.at(offset)).toEqual({ line: position?.start.line, column: position?.start.column })
      }
    }
  })
})

describe('a file that cannot be read as one SEP is rejected, with a line number and advice', () => {
  test.each([
    ['a PDF', '%PDF-1.7\n%\u00e2\u00e3\n1 0 obj', "sep.md:1: this is a PDF; use the SEP's Markdown file"],
    ['a binary file', '\u0089PNG\r\n\u001a\n\0\0\0', 'sep.md:1: not a text file; a SEP is a Markdown file in UTF-8'],
    ['an empty file', '', 'sep.md:1: the file is empty; to start a SEP: mcp-comms sep new'],
    ['white space', '\uFEFF \r\n\t\n', 'sep.md:1: the file is empty; to start a SEP: mcp-comms sep new'],
    [
      '20 MB',
      `# SEP-1: a\n${'x'.repeat(20_000_000)}`,
      'sep.md:1: the file has more than 2,000,000 characters, which is our limit; is it the right file?',
    ],
    [
      'very many lines',
      `# SEP-1: a\n${'\r\n'.repeat(20_000)}`,
      'sep.md:1: the file has more than 20,000 lines, which is our limit; is it the right file?',
    ],
    [
      'no heading',
      'Only words.\n\n## Abstract\n',
      'sep.md:1: the file has no heading of level 1; start with "# SEP-0000: Title"',
    ],
    [
      'a heading in code only',
      '```\n# SEP-1: a\n```\n',
      'sep.md:1: the file has no heading of level 1; start with "# SEP-0000: Title"',
    ],
    [
      'two SEPs',
      '# SEP-1: a\n\n## Abstract\n\n# SEP-2: b\n',
      'sep.md:5: a second SEP starts here; put each SEP into its own file',
    ],
  ])('%s', (_, text, message) => expect(failureOf(() => parseSep(text, 'sep.md'))).toBe(message))
})

test('20,000 lines and 2,000,000 characters are read', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const lines = `# SEP-1: a${end.repeat(20_000)}`
    expect(printSep(sepOf(lines))).toBe(lines)
    expect(failureOf(() => sepOf(`# SEP-1: a${end.repeat(20_000)}b`))).toContain('more than 20,000 lines')
  }
  expect(sepOf(`# SEP-1: a\n\n${'x'.repeat(1_999_988)}`).heading.number).toBe(1)
})
