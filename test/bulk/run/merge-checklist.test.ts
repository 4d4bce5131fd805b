import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeChecklist } from '../../../src/bulk/run/merge-checklist.ts'
import type { TrackedRow } from '../../../src/bulk/run/read-checklist.ts'
import { hashOf } from '../../../src/system/hash.ts'

/** GitHub's limit without our marker, which takes 85 characters. */
const MAX_UNMARKED_LENGTH = 65_536 - 85
const url = (number: number) => `https://github.com/o/n/issues/${number}`
const rowWithPost = (number: number): TrackedRow => ({ url: url(number), title: `Title ${number}`, repo: 'o/n' })
const rowWithoutPost = (number: number): TrackedRow => ({ ...rowWithPost(number), url: null })

describe('the list in the text of a tracker', () => {
  test.each<[string, string, readonly TrackedRow[], string]>([
    [
      'begins at the end of the text',
      'Text',
      [rowWithPost(1), rowWithoutPost(2)],
      `Text\n\n- [ ] ${url(1)}\n- [ ] Title 2 (o/n)`,
    ],
    ['is the whole text if the text was empty', '', [rowWithPost(1)], `- [ ] ${url(1)}`],
    ['begins after an existing blank line', 'Text\r\n\r\n', [rowWithPost(1)], `Text\r\n\r\n- [ ] ${url(1)}\r\n`],
    ['is not added if there are no rows', 'Text\n', [], 'Text\n'],
    [
      'keeps its ticks, its order and what people wrote',
      `- [x] ${url(2)} (by @ann)\n  - not yet\n- [ ] ${url(1)}\nEnd`,
      [rowWithPost(1), rowWithPost(2)],
      `- [x] ${url(2)} (by @ann)\n  - not yet\n- [ ] ${url(1)}\nEnd`,
    ],
    [
      'gets an address in place of a title, and keeps its checkbox and indentation',
      'a\r\n  * [X] Title 1 (o/n) \r\nb',
      [rowWithPost(1)],
      `a\r\n  * [X] ${url(1)} \r\nb`,
    ],
    [
      'continues after its last item and the text that belongs to it',
      `- [ ] ${url(1)}\n  mine\ntoo\n\nMore.`,
      [rowWithPost(1), rowWithPost(2)],
      `- [ ] ${url(1)}\n  mine\ntoo\n- [ ] ${url(2)}\n\nMore.`,
    ],
    [
      'continues before a heading',
      `- [ ] ${url(1)}\n# Next`,
      [rowWithPost(1), rowWithPost(2)],
      `- [ ] ${url(1)}\n- [ ] ${url(2)}\n# Next`,
    ],
    [
      'does not mistake a longer number for a shorter one',
      `- [ ] ${url(12)}`,
      [rowWithPost(1), rowWithPost(12)],
      `- [ ] ${url(12)}\n- [ ] ${url(1)}`,
    ],
    [
      'does not mistake a comment, or a copy elsewhere, for the issue',
      `See ${url(1)}#issuecomment-5 and https://archive.example/${url(1)}`,
      [rowWithPost(1)],
      `See ${url(1)}#issuecomment-5 and https://archive.example/${url(1)}\n\n- [ ] ${url(1)}`,
    ],
    [
      'counts an address in a sentence as listed',
      `See [it](${url(1)}), or ${url(2)}.`,
      [rowWithPost(1), rowWithPost(2)],
      `See [it](${url(1)}), or ${url(2)}.`,
    ],
    [
      'counts an address in another letter case as listed',
      'HTTPS://GitHub.com/O/N/issues/1',
      [rowWithPost(1)],
      'HTTPS://GitHub.com/O/N/issues/1',
    ],
    [
      'has an item for each row, even if rows have the same title',
      '- [ ] Title 1 (o/n)',
      [rowWithPost(1), rowWithoutPost(1), rowWithoutPost(1)],
      `- [ ] ${url(1)}\n- [ ] Title 1 (o/n)\n- [ ] Title 1 (o/n)`,
    ],
    ['has one item for two rows with the same address', '', [rowWithPost(1), rowWithPost(1)], `- [ ] ${url(1)}`],
    [
      'has one line for each item, whatever its title contains',
      '',
      [{ ...rowWithoutPost(1), title: 'B\n- [x] not mine' }],
      '- [ ] B - [x] not mine (o/n)',
    ],
    [
      'loses the count of omitted rows once none is omitted',
      '- …and 7 more\nEnd',
      [rowWithPost(1)],
      `- [ ] ${url(1)}\nEnd`,
    ],
  ])('%s', (_, body, rows, expected) => {
    expect(mergeChecklist(body, rows)).toBe(expected)
  })
})

describe('a row whose title was corrected', () => {
  const corrected = (number: number, ...formerTitles: readonly string[]): TrackedRow => ({
    ...rowWithoutPost(number),
    formerPlaceholders: new Set(formerTitles.map((title) => hashOf(`${title} (o/n)`))),
  })

  test.each<[string, string, readonly TrackedRow[], string]>([
    [
      'keeps its line, its tick and what people wrote below it',
      '- [x] Titel 1 (o/n)\n  - by @ann\n- [ ] Title 2 (o/n)',
      [corrected(1, 'Titel 1'), rowWithoutPost(2)],
      '- [x] Title 1 (o/n)\n  - by @ann\n- [ ] Title 2 (o/n)',
    ],
    [
      'gets its address in place of the earlier title',
      '- [ ] Titel 1 (o/n)',
      [{ ...corrected(1, 'Titel 1'), url: url(1) }],
      `- [ ] ${url(1)}`,
    ],
    [
      'takes only one of two lines that had the same title',
      '- [ ] Title 2 (o/n)\n- [ ] Title 2 (o/n)',
      [corrected(1, 'Title 2'), rowWithoutPost(2)],
      '- [ ] Title 2 (o/n)\n- [ ] Title 1 (o/n)',
    ],
    [
      'does not take the line of another row that now has its earlier title',
      '- [ ] Title 1 (o/n)\n- [ ] Title 2 (o/n)',
      [corrected(1, 'Title 2'), corrected(2, 'Title 1')],
      '- [ ] Title 1 (o/n)\n- [ ] Title 2 (o/n)',
    ],
    [
      'does not take a line to which people have added something',
      '- [ ] Titel 1 (o/n), see @ann',
      [corrected(1, 'Titel 1')],
      '- [ ] Titel 1 (o/n), see @ann\n\n- [ ] Title 1 (o/n)',
    ],
  ])('%s', (_, body, rows, expected) => {
    const merged = mergeChecklist(body, rows)
    expect(merged).toBe(expected)
    expect(mergeChecklist(merged, rows)).toBe(expected)
  })
})

describe('a list too long for GitHub', () => {
  const rows = Array.from({ length: 3000 }, (_, index) => rowWithPost(index + 1))
  const omittedCount = (body: string) => Number(/^- …and (\d+) more$/m.exec(body)?.[1] ?? 0)
  const listedCount = (body: string) => body.split('\n').filter((line) => line.startsWith('- [')).length

  test('counts the omitted rows, and updates the count', () => {
    const body = mergeChecklist('x'.repeat(1000), rows)
    expect(body.length).toBeLessThanOrEqual(MAX_UNMARKED_LENGTH)
    expect(listedCount(body) + omittedCount(body)).toBe(3000)
    expect(body.match(/…and/g)).toHaveLength(1)
    expect(mergeChecklist(body, rows)).toBe(body)
    const shorter = mergeChecklist(body.replace('x'.repeat(1000), ''), rows)
    expect(omittedCount(shorter)).toBeLessThan(omittedCount(body))
    expect(listedCount(shorter) + omittedCount(shorter)).toBe(3000)
  })

  test('keeps every item, and stays within the limit, when addresses replace its titles', () => {
    const titles = rows.map(({ repo }) => ({ url: null, title: '', repo }))
    const body = mergeChecklist('', titles)
    expect(listedCount(body)).toBe(3000)
    const merged = mergeChecklist(
      body,
      rows.map((row) => ({ ...row, title: '' })),
    )
    expect(merged.length).toBeLessThanOrEqual(MAX_UNMARKED_LENGTH)
    expect(listedCount(merged)).toBe(3000)
  })

  test('does not change in a second update if the line with the count ended in CRLF', () => {
    for (let room = 0; room < 40; room++) {
      const text = `- …and 3 more\r\nSome words\n${'x'.repeat(MAX_UNMARKED_LENGTH - 170 + room)}`
      const merged = mergeChecklist(text, rows)
      expect(mergeChecklist(merged, rows)).toBe(merged)
    }
  })

  test('does not change a text that has no room for a list', () => {
    const full = 'x'.repeat(MAX_UNMARKED_LENGTH)
    expect(mergeChecklist(full, rows)).toBe(full)
  })
})

describe('a tracker with any text', () => {
  const anyRow = fc
    .tuple(fc.integer({ min: 1, max: 25 }), fc.boolean())
    .map(([number, hasPost]) => (hasPost ? rowWithPost(number) : rowWithoutPost(number)))
  const anyRows = fc.array(anyRow, { maxLength: 8 })
  const anyLine = fc.oneof(
    fc.constantFrom(
      '',
      'Some words',
      '# Part',
      '  indented',
      '- an item',
      '1. one',
      '```',
      '- …and 3 more',
      '> - [ ] x',
    ),
    fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[\r\n]/.test(text)),
    fc
      .tuple(
        fc.constantFrom('- [ ] ', '- [x] ', '  * [X] ', 'see ', '- '),
        fc.integer({ min: 1, max: 25 }),
        fc.boolean(),
      )
      .map(([box, number, isUrl]) => box + (isUrl ? url(number) : `Title ${number} (o/n)`)),
  )
  const anyBody = fc
    .tuple(fc.array(fc.tuple(anyLine, fc.constantFrom('\n', '\r\n')), { maxLength: 12 }), anyLine)
    .map(([lines, last]) => lines.map(([text, end]) => text + end).join('') + last)
  const anyFiller = fc
    .constantFrom(0, 0, MAX_UNMARKED_LENGTH - 150, MAX_UNMARKED_LENGTH - 60, MAX_UNMARKED_LENGTH - 20)
    .map((length) => 'x'.repeat(length))
  const anyText = fc.tuple(anyBody, anyFiller, anyBody).map((parts) => parts.join('\n'))

  const hasUrl = (text: string, number: number) => text.split(/[\s]+/).some((word) => word === url(number))

  test('does not change in a second update, and never grows too long', () => {
    fc.assert(
      fc.property(anyText, anyRows, (text, tracked) => {
        const merged = mergeChecklist(text, tracked)
        expect(mergeChecklist(merged, tracked)).toBe(merged)
        expect(merged.length).toBeLessThanOrEqual(Math.max(MAX_UNMARKED_LENGTH, text.length))
      }),
      { numRuns: 300 },
    )
  })

  test('keeps what people wrote, in its order, and lists each address', () => {
    fc.assert(
      fc.property(anyBody, anyRows, (text, tracked) => {
        const merged = mergeChecklist(text, tracked)
        const kept = text.split(/(?<=\n)/).filter((line) => !/Title \d|…and/.test(line))
        let from = 0
        for (const line of kept) {
          const start = merged.indexOf(line.trimEnd(), from)
          expect(start).toBeGreaterThanOrEqual(from)
          from = start + line.trimEnd().length
        }
        for (const { url: address, title } of tracked) {
          const number = Number(title.replace('Title ', ''))
          if (address === null) continue
          expect(hasUrl(merged, number)).toBe(true)
          if (!hasUrl(text, number)) expect(merged.split(/\s+/).filter((word) => word === address)).toHaveLength(1)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('does not list a row again once it has an address', () => {
    fc.assert(
      fc.property(anyBody, anyRows, (text, tracked) => {
        const first = mergeChecklist(
          text,
          tracked.map((row) => ({ ...row, url: null })),
        )
        const withAddresses = tracked.map(({ title }) => rowWithPost(Number(title.replace('Title ', ''))))
        const merged = mergeChecklist(first, withAddresses)
        const countBoxes = (list: string) => list.split(/\r?\n/).filter((entry) => /^\s*[-*] \[/.test(entry)).length
        const areDistinct = new Set(withAddresses.map(({ url: address }) => address)).size === tracked.length
        const hadAddresses = text.includes(url(1).slice(0, -1))
        if (areDistinct && !hadAddresses) expect(countBoxes(merged)).toBe(countBoxes(first))
      }),
      { numRuns: 300 },
    )
  })
})
