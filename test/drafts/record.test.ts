import { describe, expect, test } from 'vitest'
import { isWritten, PARTS, readRecord } from '../../src/drafts/record.ts'
import { optionsIn } from '../../src/drafts/record-options.ts'

const partsOf = (markdown: string) => [...readRecord(markdown).parts.keys()]
const textOf = (markdown: string, part: (typeof PARTS)[number]) => readRecord(markdown).parts.get(part)?.text

describe('the parts of a record', () => {
  test.each([
    [
      'our form',
      '### Kind of decision\n\nprocess\n\n### Decision makers\n\n@a\n\n### Background and motivation\n\nb\n\n### Options considered\n\n- c\n\n### Decision and rationale\n\nd\n\n### Implementation steps\n\nnone\n',
    ],
    [
      'an architecture decision record',
      '# Use JSON\n\n* Deciders: a, b\n\n## Context and Problem Statement\n\nc\n\n## Considered Options\n\n* d\n* e\n\n## Decision Outcome\n\nChosen: d, because it is there.\n\n### Next steps\n\nf\n',
    ],
    [
      'a record with names in bold',
      '**Decision makers:** the group\n\n**Background**: it was slow\n\n**Options**\n- a\n- b\n\n**Rationale** because\n\n**Implementation steps**\nnone\n',
    ],
    [
      'a record with the front matter of another tool',
      '---\ndecision-makers: a, b\n---\n# Title\n\n## Motivation\n\nx\n\n## Alternatives\n\ny\n\n## Why we chose it\n\nz\n\n## Action items\n\n- [ ] q\n',
    ],
    [
      'a record behind a byte order mark',
      '\uFEFF## Who decided\na\n## Background\nb\n## Options\nc\n## Rationale\nd\n## Steps\ne\n',
    ],
    [
      'a record with numbered headings',
      '## 1. Who decided\na\n## 2. Background\nb\n## 3. Options\nc\n## 4. Rationale\nd\n## 5. Steps\ne\n',
    ],
  ])('are found in %s', (_, markdown) => {
    expect(partsOf(markdown)).toEqual([...PARTS])
  })

  test.each([
    ['a title that names a part', '# Options of the transport\n\n## Background\n\nx\n', ['background']],
    ['a heading in code or a comment', '```\n## Options\n```\n<!--\n## Rationale\n-->\n', []],
    ['a sentence with the name of a part', 'We talked about the motivation: it is weak. Our options are few.\n', []],
    ['a label inside another part', '## Options\n\n- Background: stays\n- Rationale: none\n', ['options']],
    [
      'a heading that is a sentence',
      `## ${'We looked at the options that everybody had in mind back in the year before'}\n`,
      [],
    ],
  ])('do not include %s', (_, markdown, parts) => {
    expect(partsOf(markdown)).toEqual(parts)
  })

  test('a part includes its deeper headings, and ends at the next part', () => {
    const record =
      '## Options\n\n### Keep it\n\nNothing breaks.\n\n### Rationale\n\nIt is cheap.\n\n## Anything else\n\nz\n'
    expect(textOf(record, 'options')).toBe('### Keep it\n\nNothing breaks.')
    expect(textOf(record, 'rationale')).toBe('It is cheap.')
  })

  test('a part that occurs twice is one part', () => {
    const record =
      '## Considered options\n\n- a\n\n## Outcome\n\nx\n\n## Pros and cons of the options\n\n### a\n\ngood\n'
    expect(textOf(record, 'options')).toBe('- a\n\n### a\n\ngood')
  })

  test('the kind is the first word of its answer', () => {
    expect(readRecord('### Kind of decision\n\nGovernance, mostly\n').kind).toBe('governance')
    expect(readRecord('Type: process\n').kind).toBe('process')
    expect(readRecord('## Background\n\nx\n').kind).toBeNull()
  })
})

test.each(['', ' ', '_No response_', 'TBD', '…', '- [ ]', '> todo'])('%j is not an answer', (text) => {
  expect(isWritten('background', text)).toBe(false)
})

test('"none" is an answer only where there may be nothing to do', () => {
  expect(isWritten('steps', 'none')).toBe(true)
  expect(isWritten('rationale', 'None.')).toBe(false)
})

test.each([
  ['list items', '- Keep it: nothing has to change\n- Replace it', [true, false]],
  ['nested list items', '- Keep it\n  - nothing has to change\n- Replace it\n  - every client breaks', [true, true]],
  ['a numbered list', '1. Keep it, which is free\n2. Replace it; clients break', [true, true]],
  ['headings', '#### Keep it\n\nNothing changes.\n\n#### Replace it\n', [true, false]],
  [
    'headings, one of which has a part',
    '### Keep it\n\nNothing changes.\n\n### Replace it\n\n#### Cost\n\nClients break.',
    [true, true],
  ],
  [
    'headings that have the same parts',
    '### A\n#### Pros\nIt is fast.\n#### Cons\n### B\n#### Pros\nIt is cheap.\n#### Cons\n',
    [true, true],
  ],
  ['headings above code with a comment', '### A\n\n```sh\n# run it\n```\n\nIt is fast.\n\n### B\n', [true, false]],
  ['a list, then headings', '- A\n- B\n\n### A\n\nSlow at first\n\n### B\n\nFast but costly', [true, true]],
  ['a table', '| Option | Follows |\n|---|---|\n| Keep it | nothing changes |\n| Replace it | |', [true, false]],
  [
    'a table with one hyphen for each column, and a text below it',
    'Option | Follows\n-|:-:\nKeep it | nothing changes\nReplace it | clients break\n\nThe choice was A | B.',
    [true, true],
  ],
  ['paragraphs', 'Keep it: nothing changes.\n\nReplace it: clients break.', [true, true]],
  ['one paragraph', 'We could only do this.', [false]],
  [
    'a list with code below it',
    '- Keep it: nothing breaks\n- Replace it: two clients break\n\n```yaml\n- foo\n- bar\n```',
    [true, true],
  ],
  ['paragraphs with code', 'Keep it: nothing breaks.\n\n```\nfoo\n\n| a | b |\n|---|---|\n| c | d e |\n```', [true]],
  ['a Chinese text', '- 保持：没有变化\n- 替换：客户端损坏', [true, true]],
])('finds the options in %s, and whether each has consequences', (_, text, expected) => {
  expect(optionsIn(text).map(({ hasConsequences }) => hasConsequences)).toEqual(expected)
})
