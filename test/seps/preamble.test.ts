import { describe, expect, test } from 'vitest'
import { fieldOf } from '../../src/seps/preamble.ts'
import { EXAMPLE_SEP, sepOf, sepWith } from '../support/sep.ts'

describe('a field is read in the forms that SEPs use', () => {
  test.each([
    ['as in the template', ['- **Status**: Draft'], 'Status', 'Draft'],
    ['the colon in the emphasis', ['- **Status:** Draft'], 'Status', 'Draft'],
    ['other emphasis', ['* __Status__ : Draft'], 'Status', 'Draft'],
    ['no emphasis', ['+ Status: Draft'], 'Status', 'Draft'],
    ['no value', ['- **PR**:', '- **Issue**: #1'], 'PR', ''],
    ['spaces alone', ['- **PR**:   ', '- **Issue**: #1'], 'PR', ''],
    ['over several lines', ['- **Author(s)**: A (@a),', '  B (@b),', 'C (@c)'], 'Author(s)', 'A (@a), B (@b), C (@c)'],
    ['a list', ['- **Authors**:', '  - A (@a)', '  - B (@b)', '- **PR**: #1'], 'Authors', 'A (@a), B (@b)'],
    ['code', ['- **Extension Identifier**: `io.example/x`'], 'Extension Identifier', '`io.example/x`'],
    ['an unfilled template', ['- **PR**: https://x/pull/{NUMBER}'], 'PR', 'https://x/pull/{NUMBER}'],
    ['empty lines between', ['- **Type**: Process', '', '- **Status**: Draft'], 'Status', 'Draft'],
    ['after a comment', ['<!-- note -->', '', '- **Status**: Draft'], 'Status', 'Draft'],
    ['an unknown key', ['- **Status**: Draft', '- **Seen by**: nobody'], 'Seen by', 'nobody'],
    ['in a paragraph', ['Status: Draft', 'PR: #1  ', '**Type**: Process'], 'PR', '#1'],
    ['in a paragraph, over several lines', ['Authors: A,', 'B', 'PR: #1'], 'Authors', 'A, B'],
    ['in a table', ['| **Status** | Draft |', '| --- | --- |', '| PR | #1 `x` |', '| Type | |'], 'PR', '#1 `x`'],
    ['in a table, without a value', ['| **Status** | Draft |', '| --- | --- |', '| PR | |'], 'PR', ''],
    ['after the bullet of a text processor', ['• **Status**: Draft', '• **PR**: #1'], 'PR', '#1'],
    ['without a space after the bullet', ['-**Status**: Draft', '-**PR**: #1'], 'PR', '#1'],
    ['with a no-break space after the bullet', ['*\u00A0**Status**: Draft', '*\u00A0**PR**: #1'], 'PR', '#1'],
    ['after a title', ['SEP: 0000', 'Title: Icons', 'Status: Draft', 'PR: #1'], 'PR', '#1'],
    ['under a heading "Metadata"', ['## Metadata', '', '- **Status**: Draft', '', '## Abstract'], 'Status', 'Draft'],
    ['under a heading of its own', ['## Preamble', '', '- **Status**: Draft', '', '## Abstract'], 'Status', 'Draft'],
  ])('%s', (_, lines, key, value) => {
    expect(sepWith(...lines).fields.find((field) => field.key === key)?.value).toBe(value)
  })
})

test.each([
  ['a list of other things', ['- **Bold**: words', '- plain']],
  ['prose', ['Note: this is a text.', 'Status: in the middle of one']],
  ['an unknown key in a paragraph', ['Something: else']],
  ['prose after a title', ['Title: how it is shown', 'to people', 'Status: in the middle']],
  ['a table of other things', ['| Status | Draft | x |', '| --- | --- | --- |']],
  ['code', ['```', '- **Status**: Draft', '```']],
  ['a section', ['## Abstract', '', '- **Status**: Draft']],
  ['a list in a quote', ['> - **Status**: Draft']],
  ['a list with items that are not paragraphs', ['- # Status: Draft', '-']],
])('%s is not a preamble', (_, lines) => expect(sepWith(...lines).fields).toEqual([]))

describe('a field is found', () => {
  test.each(['Author(s)', 'authors', 'Author', ' AUTHOR(S) '])('by its key, written "%s"', (key) => {
    expect(fieldOf(sepWith('- **Author(s)**: @a'), key)?.value).toBe('@a')
  })

  test.each([
    ['Creation Date', 'Created'],
    ['Sponsor(s)', 'Sponsor'],
    ['Sponsors', 'Sponsor'],
  ])('under the name "%s"', (name, key) => {
    expect(fieldOf(sepWith(`- **${name}**: x`), key)?.value).toBe('x')
  })

  test('in a list rather than in another form, and at its first occurrence', () => {
    const sep = sepWith('PR: #1', '', '- **PR**: #2', '- **PR**: #3', '', '| PR | #4 |', '| --- | --- |')
    expect(sep.fields.map(({ value, place }) => `${value} ${place}`)).toEqual([
      '#1 paragraph',
      '#2 list',
      '#3 list',
      '#4 table',
    ])
    expect(fieldOf(sep, 'Pull Request')?.value).toBe('#2')
    expect(fieldOf(sep, 'Issue')).toBeNull()
  })
})

test('a field has its line, and the ranges of its lines and its value', () => {
  const { fields, text } = sepOf(`\uFEFF${EXAMPLE_SEP.replaceAll('\n', '\r\n')}`)
  const author = fields.find(({ key }) => key === 'Author(s)')
  expect(author).toMatchObject({ line: 6 })
  const lines = text.slice(author?.lines.from, author?.lines.to)
  expect(lines).toMatch(/^- \*\*Author[^\0]+\(@cy-ex\)\r\n$/)
  expect(text.slice(author?.valueRange.from, author?.valueRange.to)).toMatch(/^Ada[^\0]+\(@cy-ex\)$/)
})
