import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { namedPeopleFindings, privateDetailFindings } from '../../src/checks/private-details.ts'
import { recordFindings } from '../../src/checks/required.ts'
import { emptyDraft } from '../../src/drafts/draft.ts'
import { PARTS, readRecord } from '../../src/drafts/record.ts'
import { optionsIn } from '../../src/drafts/record-options.ts'
import { filterRecords, parseRecordSubject } from '../../src/drafts/record-search.ts'
import { anyCharacter } from '../support/any-character.ts'
import { mcp } from '../support/policy.ts'

const line = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.constantFrom(
    '## Options',
    '# Background',
    '**Rationale:** x',
    'Steps: none',
    '- a: b',
    '| a | b |',
    '|---|---|',
    '```',
    '<!--',
    '-->',
    '#',
  ),
)
const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'))

function readAndCheck(body: string) {
  const draft = { ...emptyDraft('decision'), title: body.slice(0, 200), body, fromPrivate: true }
  const mask = (quotation: string) => quotation
  const input = { draft, lines: { title: 1, body: 2 }, policy: mcp, mask }
  const record = { title: '', body, createdAt: new Date(0), category: null }
  const about = parseRecordSubject('#12', 'example/protocol')
  filterRecords([record], { text: 'a', group: [body.slice(0, 50)], ...(about && { about }) }, ['example/protocol'])
  optionsIn(body)
  return [
    ...recordFindings({ body, line: 2 }, mcp, mask),
    ...privateDetailFindings(input),
    ...namedPeopleFindings(input),
  ]
}

test('any text is read as a record: its parts are known, and each finding is on the title or on a line of the text', () => {
  fc.assert(
    fc.property(text, (body) => {
      const lines = body.split(/\r\n?|\n/).length
      expect([...readRecord(body).parts.keys()].every((part) => PARTS.includes(part))).toBe(true)
      for (const finding of readAndCheck(body)) {
        expect(finding.line).toBeGreaterThanOrEqual(1)
        expect(finding.line).toBeLessThanOrEqual(lines + 1)
      }
    }),
  )
})

describe('a text of 100,000 characters is read before the test times out', () => {
  test.each([
    'a-',
    '@a',
    'a.',
    '# ',
    '**',
    '\n',
    ' \n',
    '- a\n',
    '|-|\n',
    'aB1',
    'Options: ',
    '10.1.',
    'https://a.',
    'SEP-',
  ])('%j', (part) => {
    expect(readAndCheck(part.repeat(100_000 / part.length)).length).toBeLessThan(200_000)
  })
})

test('a line of spaces that ends like a row of a table is read before the test times out', () => {
  expect(optionsIn(`Options\n-${' '.repeat(300_000)}a|`)).toHaveLength(1)
})

test.each<[string, (index: number) => string]>([
  ['list items', () => '- a\n'],
  ['headings', (index) => `# ${index}\n`],
])('200,000 options as %s are read before the test times out', (_, optionAt) => {
  expect(optionsIn(Array.from({ length: 200_000 }, (_option, index) => optionAt(index)).join(''))).toHaveLength(200_000)
})
