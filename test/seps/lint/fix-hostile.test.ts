import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBlocked, markBlocked } from '../../../src/seps/draft.ts'
import { EVERY_LINE } from '../../../src/seps/lint/facts.ts'
import { fixSep } from '../../../src/seps/lint/fix.ts'
import { lint } from '../../../src/seps/lint/lint.ts'
import { parseSep, printSep } from '../../../src/seps/parse.ts'
import type { Sep } from '../../../src/seps/sep.ts'
import { cases } from '../../support/cases.ts'
import { type Changes, FACTS, sepDraft } from '../../support/sep-draft.ts'

const TEMPLATE_TEXT = 'Required for SEPs that introduce backward incompatibilities.'
const GUIDANCE = '<!-- mcp-comms: say why -->'
const oneOf = (...values: readonly (string | null)[]) => fc.constantFrom<string | null>(...values)

/** Changes that give a draft combinations of problems, most of which a fix can solve. */
const changes: fc.Arbitrary<Changes> = fc.record(
  {
    heading: oneOf(
      '# Icons',
      '# SEP-0000: Icons',
      '# SEP-320: Icons',
      '# SEP-{NUMBER}: {Title}',
      'SEP-12: Icons\n===',
      '#',
    ),
    Status: oneOf('Draft', 'final', 'In review (soon)', 'Draft | In-Review', 'x', '', null),
    Type: oneOf('Process', 'standards-track', 'Extension Track', '', null),
    Created: oneOf('2026-10-01', '2026/10/1', '2025-01-01', 'x', null),
    Sponsor: oneOf('None', 'TBD', '', '@grace', 'Grace', null),
    PR: oneOf(
      '#321',
      'https://github.com/modelcontextprotocol/specification/pull/{321}',
      '#321\n- **PR**: #322',
      '{NUMBER}',
      null,
    ),
    Abstract: oneOf(
      TEMPLATE_TEXT,
      `${TEMPLATE_TEXT}\n\nIcons.`,
      `${GUIDANCE}\n\nIcons.`,
      `${GUIDANCE}\n${GUIDANCE}\n\nx`,
      '',
      null,
    ),
    Rationale: oneOf(
      'So.',
      `So.\n\n## Security Considerations\n\nNone.\n\n${GUIDANCE}`,
      '# Motivation\n\n- New attack surfaces',
      null,
    ),
    'Backward Compatibility': oneOf('N/A', null),
    after: oneOf('', '\n## Backwards Compatibility ##\n\nNone.', '\n### Rationales\n\nSo.', `\n${GUIDANCE}`),
  },
  { requiredKeys: [] },
)
const drafts = fc
  .tuple(changes, fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\uFEFF'))
  .map(([parts, lineEnding, byteOrderMark]) => byteOrderMark + sepDraft(parts).replaceAll('\n', lineEnding))
const anyFacts = fc
  .constantFrom('0000-icons.md', '321-icons.md', 'icons.md', null)
  .map((fileName) => ({ ...FACTS, fileName }))

const read = (text: string): Sep => parseSep(text, 'x.md')

describe('after a fix', () => {
  test('no finding has a fix, and a second fix changes nothing', () => {
    fc.assert(
      fc.property(drafts, anyFacts, (text, facts) => {
        const once = fixSep(read(text), facts)
        const twice = fixSep(read(printSep(once.sep)), facts)
        expect(printSep(twice.sep)).toBe(printSep(once.sep))
        expect(once.findings.filter((finding) => finding.fix !== undefined)).toEqual([])
      }),
      cases(1_000, 50),
    )
  })

  test('lines that no edit covers are unchanged, in their order', () => {
    fc.assert(
      fc.property(drafts, anyFacts, (text, facts) => {
        const sep = read(text)
        // If `changedLines` is set, there is only one round of fixes.
        const oneRound = { ...facts, changedLines: EVERY_LINE }
        const touched = new Set(
          lint(sep, oneRound).flatMap((finding) => (finding.fix ?? []).flatMap(({ range }) => linesOf(sep, range))),
        )
        const kept = sep.text.split(/\r?\n/).filter((_, index) => !touched.has(index + 1))
        expectInOrder(kept, fixSep(sep, oneRound).sep.text.split(/\r?\n/))
      }),
      cases(1_000, 50),
    )
  })
})

test('a fix never removes the comment that blocks a SEP', () => {
  fc.assert(
    fc.property(drafts, anyFacts, (text, facts) => {
      expect(isBlocked(fixSep(read(markBlocked(text)), facts).sep)).toBe(true)
    }),
    cases(1_000, 50),
  )
})

test('only the date is fixed in a SEP that is older than the other rules it breaks', () => {
  const parts = { PR: '#321', heading: '# SEP-321: Icons' }
  const text = sepDraft({ ...parts, Created: '2025/7/22' })
  const fixed = fixSep(read(text), { ...FACTS, fileName: '321-icons.md' }).sep
  expect(printSep(fixed)).toBe(sepDraft({ ...parts, Created: '2025-07-22' }))
})

test('a SEP that is older than the rules it breaks is unchanged', () => {
  const text = sepDraft({ Created: '2025-07-22', PR: '#321', heading: '# SEP-321: Icons' })
  expect(printSep(fixSep(read(text), { ...FACTS, fileName: '321-icons.md' }).sep)).toBe(text)
})

function linesOf({ positions }: Sep, { from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const first = positions.at(from).line
  const last = positions.at(Math.max(from, to - 1)).line
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

function expectInOrder(wanted: readonly string[], lines: readonly string[]): void {
  let at = 0
  for (const line of wanted) {
    const found = lines.indexOf(line, at)
    if (found < 0) expect.fail(`this line is gone or moved: ${line}`)
    at = found + 1
  }
}
