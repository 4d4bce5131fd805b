import { describe, expect, test } from 'vitest'
import { type Edit, editSep, setAddress, setField, setHeading, setSectionContent } from '../../src/seps/edit.ts'
import { EXAMPLE_SEP, sepOf, sepWith } from '../support/sep.ts'

const sep = sepOf(EXAMPLE_SEP)

describe('setting a field', () => {
  test.each([
    ['in its place', ['- **Status**: Draft  ', '- **PR**: #1'], 'PR', '#2', ['- **Status**: Draft  ', '- **PR**: #2']],
    ['that had no value', ['- **PR**:'], 'PR', '#2', ['- **PR**: #2']],
    ['to nothing', ['- **PR**: #1'], 'PR', '', ['- **PR**:']],
    [
      'that spans several lines puts the value on one line',
      ['- **Authors**: A,', '  B', '- **PR**: #1'],
      'Author',
      'C,\nD',
      ['- **Authors**: C, D', '- **PR**: #1'],
    ],
    ['without bold, after another bullet', ['* PR:#1 '], 'PR', '#2', ['* PR: #2 ']],
    ['in a paragraph', ['PR: #1', 'Type: Process'], 'PR', '#2', ['PR: #2', 'Type: Process']],
    ['in a table', ['| PR | #1 |', '| - | - |'], 'PR', 'a|b', ['| PR | a\\|b |', '| - | - |']],
  ])('%s', (_, before, key, value, after) => {
    const original = sepWith(...before)
    expect(editSep(original, [setField(original, key, value)])).toBe(`# SEP-7: Seven\n\n${after.join('\n')}\n`)
  })

  test.each([
    ['after the field that precedes it in the template', 'sponsor', ['* **Type**: Process', '* **PR**: #1'], 1],
    ['first, when all others come later in the template', 'Status', ['* **Type**: Process', '* **PR**: #1'], 0],
    ['last, when the key is unknown', 'Seen by', ['* **Type**: Process', '* **Votes**: 3'], 2],
  ])('adds a missing field %s', (_, key, lines, at) => {
    const original = sepWith(...lines)
    const wanted = lines.toSpliced(at, 0, `* **${key === 'sponsor' ? 'Sponsor' : key}**: x`)
    expect(editSep(original, [setField(original, key, 'x')])).toBe(`# SEP-7: Seven\n\n${wanted.join('\n')}\n`)
  })

  test.each([
    ['# SEP-7: Seven', '# SEP-7: Seven\n\n- **PR**: #1\n'],
    ['# SEP-7: Seven\n', '# SEP-7: Seven\n\n- **PR**: #1\n'],
    ['# SEP-7: Seven\ntext\n', '# SEP-7: Seven\n\n- **PR**: #1\n\ntext\n'],
    ['SEP-7: Seven\r\n===\r\n\r\n## Abstract\r\n', 'SEP-7: Seven\r\n===\r\n\r\n- **PR**: #1\r\n\r\n## Abstract\r\n'],
    ['# SEP-7: Seven\n\n- **Type**: Process', '# SEP-7: Seven\n\n- **Type**: Process\n- **PR**: #1'],
    [
      '# SEP-7: Seven\n\n  - **Status**: Draft\n- **Type**: Process\n',
      '# SEP-7: Seven\n\n  - **Status**: Draft\n- **Type**: Process\n- **PR**: #1\n',
    ],
  ])('adds the first field of a preamble, or a field at the end of a file: %j', (before, after) => {
    const original = sepOf(before)
    expect(editSep(original, [setField(original, 'PR', '#1')])).toBe(after)
  })

  test('to its current value changes nothing', () => {
    expect(
      setField(sep, 'Author', 'Ada Example (@ada-ex), Bo Example <bo@example.org>, Cy Example (@cy-ex)'),
    ).toBeNull()
  })
})

describe('setting the address of a field with several lines', () => {
  test.each([
    [
      ['- **PR**: #1', 'Text.'],
      ['- **PR**: URL', 'Text.'],
    ],
    [
      ['- **PR**: [#1](https://example.org/1)', '', '  Text.'],
      ['- **PR**: URL', '', '  Text.'],
    ],
    [
      ['- **PR**:', '  https://example.org/{NUMBER}', '- **Type**: Process'],
      ['- **PR**:', '  URL', '- **Type**: Process'],
    ],
    [
      ['- **PR**:', 'This SEP adds icons.'],
      ['- **PR**: URL', 'This SEP adds icons.'],
    ],
    [
      ['- **PR**: not yet,', '  but soon'],
      ['- **PR**: URL not yet,', '  but soon'],
    ],
  ])('keeps all other text: %j', (before, after) => {
    const original = sepWith(...before)
    expect(editSep(original, [setAddress(original, 'PR', 'URL')])).toBe(`# SEP-7: Seven\n\n${after.join('\n')}\n`)
  })
})

test.each([
  ['{NUMBER} (supersedes #1)', 'URL (supersedes #1)'],
  ['#1, after https://example.org/2', 'URL, after https://example.org/2'],
  ['https://example.org/1; see the notes', 'URL; see the notes'],
  ['<https://example.org/1>.', 'URL.'],
  ['TBD (see #1)', 'URL (see #1)'],
  ['none yet', 'URL'],
  ['(to be opened)', 'URL'],
  ['N/A', 'URL'],
  ['#XXXX', 'URL'],
  ['PR #{NUMBER}', 'URL'],
  ['`#NNNN`', 'URL'],
  ['未定', 'URL 未定'],
  ['after the vote of the group', 'URL after the vote of the group'],
  ['pending review by @ada', 'URL pending review by @ada'],
  ['https://example.org/pull/{NUMBER}', 'URL'],
])(
  'setting the address of a field with one line replaces only the reference at its start, or words for none: %s',
  (before, after) => {
    const original = sepWith(`- **PR**: ${before}`)
    expect(editSep(original, [setAddress(original, 'PR', 'URL')])).toBe(`# SEP-7: Seven\n\n- **PR**: ${after}\n`)
  },
)

describe('setting the heading', () => {
  test.each([
    ['# SEP-0000: Title', { number: 12 }, '# SEP-12: Title'],
    ['# SEP-{NUMBER}:  {Title}', { number: 12, title: 'New\n title' }, '# SEP-12:  New title'],
    ['# SEP-12: Title ##', { number: null }, '# SEP-0000: Title ##'],
    ['# Title', { number: 12 }, '# SEP-12: Title'],
    ['# SEP: Title', { title: 'Other' }, '# SEP-0000: Other'],
    ['SEP 12 – Title\n===', { title: 'Other' }, 'SEP 12 – Other\n==='],
    ['# SEP-12: Title', { title: 'In C #' }, '# SEP-12: In C \\#'],
    ['#', { number: 12, title: 'Title' }, '# SEP-12: Title'],
    ['# SEP-12: Title', {}, '# SEP-12: Title'],
  ])('%j with %j', (before, changes, after) => {
    const original = sepOf(`${before}\n\nText.`)
    expect(editSep(original, [setHeading(original, changes)])).toBe(`${after}\n\nText.`)
  })
})

describe('setting the content of a section', () => {
  test.each([
    ['that has a subsection', '## A\n\nold\n\n### B\n\n## C\n', 'new\n\ntwo', '## A\n\nnew\n\ntwo\n\n## C\n'],
    ['to nothing', '## A\n\nold\n\n## C\n', ' \n', '## A\n\n## C\n'],
    ['at the end of the file', '## A\r\nold\r\n', 'a\nb\n', '## A\r\n\r\na\r\nb\r\n'],
    ['where nothing follows the heading', '## A', 'new', '## A\n\nnew\n'],
  ])('%s', (_, before, content, after) => {
    const lineEnding = before.includes('\r') ? '\r\n' : '\n'
    const original = sepOf(`# SEP-7: Seven${lineEnding}${before}`)
    const [section] = original.sections
    const edit = section === undefined ? null : setSectionContent(original, section, content)
    expect(editSep(original, [edit]).split('## A')[1]).toBe(after.slice('## A'.length))
  })
})

/** An edit that removes what a pattern matches. */
function removal(text: string, pattern: RegExp): Edit {
  const from = text.search(pattern)
  return { range: { from, to: from + (pattern.exec(text)?.[0].length ?? 0) }, text: '' }
}

describe('several edits', () => {
  test('are applied together, in any order', () => {
    const edits = [
      setField(sep, 'PR', '#5'),
      null,
      setHeading(sep, { number: 5 }),
      removal(EXAMPLE_SEP, /- \*\*Sponsor.*\n/),
    ]
    const wanted = EXAMPLE_SEP.replace('SEP-1234', 'SEP-5')
      .replace(/- \*\*Sponsor.*\n/, '')
      .replace(/\*\*PR\*\*: .*/, '**PR**: #5')
    expect(editSep(sep, edits)).toBe(wanted)
    expect(editSep(sep, edits.toReversed())).toBe(wanted)
  })

  test('that overlap: only the one that starts first is applied; on a tie, the first in the list', () => {
    const edits = [
      setField(sep, 'Status', 'Final'),
      setField(sep, 'Status', 'Dormant'),
      removal(EXAMPLE_SEP, /- \*\*Status.*\n/),
    ]
    expect(editSep(sep, edits.slice(0, 2))).toBe(EXAMPLE_SEP.replace('Draft', 'Final'))
    expect(editSep(sep, edits)).toBe(EXAMPLE_SEP.replace('- **Status**: Draft\n', ''))
  })

  test('keep the byte order mark and the line endings of the file', () => {
    const windows = `\uFEFF${EXAMPLE_SEP.replaceAll('\n', '\r\n')}`
    expect(editSep(sepOf(windows), [])).toBe(windows)
    const original = sepOf(windows)
    expect(editSep(original, [setField(original, 'Issue', '#1')])).toBe(
      windows.replace('/pull/1234\r\n', '/pull/1234\r\n- **Issue**: #1\r\n'),
    )
  })
})
