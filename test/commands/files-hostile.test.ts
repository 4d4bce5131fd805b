import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printRecord } from '../../src/bulk/ledger/record.ts'
import { Failure } from '../../src/errors.ts'
import { parsePolicy } from '../../src/policy/parse.ts'
import { run } from '../support/app.ts'
import { cases } from '../support/cases.ts'
import { expectSafe } from '../support/hostile.ts'
import { doneRecord, MARKER, reusedRecord, runRecord, sendingRecord } from '../support/ledgers.ts'
import { policyText } from '../support/policy.ts'
import { sepDraft } from '../support/sep-draft.ts'

const DRAFT = 'seps/0000-icons.md'
const OID = 'a'.repeat(40)
const JOURNAL = JSON.stringify({
  id: MARKER,
  draft: DRAFT,
  digest: 'x',
  repo: 'o/r',
  repoId: 'R',
  branch: 'sep/icons',
  slug: 'icons',
  started: '2026-11-24T10:00:00.000Z',
  base: OID,
  adopted: null,
  pullSent: null,
  pull: 7,
  number: null,
})
const LEDGER = [runRecord(), sendingRecord('a', 1), doneRecord('a', 2), reusedRecord('b', 3)].map(printRecord).join('')
const PLAN = JSON.stringify({
  defaults: { labels: ['bug'] },
  matrix: { os: ['a', 'b'] },
  rows: [{ title: 'Icons on {{os}}', body: 'b', parent: 'tracker' }],
  tracker: { title: 'All' },
})
const CSV = 'key,title,labels,parent,body\na,Icons,"bug, docs",,"one\ntwo"\nb,More icons,bug,a,x\n'
const TEXTS = '{"id": [1, {"a": null}], "text": "The inspector crashes"}\nHow do I declare a tool?\n'

const HOSTILE_CHARACTERS = [
  '\u001B[2J',
  '\u001B]52;c;aGk=\u0007',
  '\u202E',
  '\u0000',
  '\r',
  '\u2028',
  '\uD800',
  '\uFEFF',
]
const SYNTAX = [
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ':',
  ',',
  '\n',
  '- ',
  '&a ',
  '*a',
  '<<: ',
  '{{x}}',
  '!t ',
  '#',
  '\\u0000',
  '\\',
  '1e999',
  'null',
  'true',
  '[]',
  '{}',
  '""',
  '-1',
  '__proto__',
  'x'.repeat(300),
]
const anyPiece = fc.oneof(
  fc.constantFrom(...SYNTAX),
  fc.constantFrom(...HOSTILE_CHARACTERS),
  fc.string({ maxLength: 4 }),
)

/** The text with one to three random edits. An edit may insert the same characters many times. */
function edited(text: string): fc.Arbitrary<string> {
  const edit = fc.record({
    start: fc.nat(text.length),
    cut: fc.nat(12),
    insertion: anyPiece,
    times: fc.constantFrom(1, 1, 1, 2, 300),
  })
  return fc
    .array(edit, { minLength: 1, maxLength: 3 })
    .map((edits) =>
      edits.reduce(
        (current, { start, cut, insertion, times }) =>
          current.slice(0, start) + insertion.repeat(times) + current.slice(start + cut),
        text,
      ),
    )
}

/** How many cases each property tries in `npm test`. It is low, because most of the properties run a whole command for each case. */
const SAMPLE = 40
const MAX_OUTPUT = 100_000

/** Expects safe, short output that reports no bug of our own. */
function expectReadable(text: string): void {
  expect(text).not.toMatch(/unexpected error|This is a bug|\n {4}at /)
  expectSafe(text)
  expect(text.length).toBeLessThan(MAX_OUTPUT)
}

describe('an edited file gives a result or a readable error', () => {
  const dryRun = ['--repo', 'o/r', '--dry-run']
  test.each([
    ['a plan in JSON', PLAN, 'p.json', ['issue', 'bulk', 'p.json', ...dryRun], 10_000],
    ['a plan in YAML', PLAN, 'p.yaml', ['issue', 'bulk', 'p.yaml', ...dryRun], 10_000],
    ['a plan in CSV', CSV, 'p.csv', ['issue', 'bulk', 'p.csv', ...dryRun], 10_000],
    ['a ledger', LEDGER, 'l.jsonl', ['issue', 'bulk', '--status', 'l.jsonl'], 15_000],
    ['texts', TEXTS, 't.jsonl', ['where', '--file', 't.jsonl'], 10_000],
  ] as const)('%s', async (_, text, file, argv, count) => {
    await fc.assert(
      fc.asyncProperty(edited(text), async (content) => {
        const { stdout, stderr } = await run(argv, { files: { [file]: content } })
        expectReadable(stdout + stderr)
      }),
      cases(count, SAMPLE),
    )
  })

  test('the journal of a SEP', async () => {
    const name = createHash('sha256').update(DRAFT).digest('hex').slice(0, 32)
    await fc.assert(
      fc.asyncProperty(edited(JOURNAL), async (content) => {
        const files = { [DRAFT]: sepDraft(), [`/state/mcp-comms/seps/${name}.json`]: content }
        const { stdout, stderr } = await run(['sep', 'open', DRAFT, '--dry-run', '--repo', 'o/r'], { files })
        expectReadable(stdout + stderr)
      }),
      cases(5_000, SAMPLE),
    )
  })

  test('a policy', () => {
    // Only the beginning of the built-in policy: its header and its first sources.
    fc.assert(
      fc.property(fc.oneof(edited(policyText.slice(0, 4_000)), edited('version: 1\nname: x\n')), (content) => {
        try {
          parsePolicy(content, 'p.yaml')
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          expectSafe(String(error))
        }
      }),
      cases(10_000, SAMPLE),
    )
  })

  test.each([
    ['lists', '['.repeat(100_000)],
    ['mappings', '{a: '.repeat(60_000)],
    ['block lists', '- '.repeat(100_000)],
  ])('a policy of nested %s', (_, content) => {
    expect(() => parsePolicy(content, 'p.yaml')).toThrow(/nested more than 50 levels deep|far too large/)
  })
})
