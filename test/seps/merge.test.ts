import { describe, expect, test } from 'vitest'
import { diffLines, mergeTexts } from '../../src/seps/merge.ts'

const BASE = 'Status: Draft\n\nOne\n\nTwo\n'
const ours = BASE.replace('Two', 'Three')
const theirs = BASE.replace('Draft', 'Final')
const merged = theirs.replace('Two', 'Three')

describe('merging', () => {
  test.each([
    ['changes of different lines', BASE, ours, theirs, merged],
    ['the same change', BASE, ours, ours, ours],
    ['only our change', BASE, ours, BASE, ours],
    ['only their change', BASE, BASE, theirs, theirs],
    ['our text with Windows line endings', BASE, toWindows(ours), theirs, toWindows(merged)],
    ['our text with the usual line endings', toWindows(BASE), ours, toWindows(theirs), merged],
    ['only other line endings, and their change', BASE, toWindows(BASE), theirs, toWindows(theirs)],
  ])('%s', (_, base, our, their, text) => {
    expect(mergeTexts(base, our, their)).toEqual({ text, conflicts: [], isCompared: true })
  })

  test('two changes of the same line are a conflict, which our lines win if they are preferred', () => {
    const conflict = { ours: ['Status: Accepted'], theirs: ['Status: Final'] }
    const accepted = ours.replace('Draft', 'Accepted')
    expect(mergeTexts(BASE, accepted, theirs)).toEqual({ text: null, conflicts: [conflict], isCompared: true })
    expect(mergeTexts(BASE, accepted, theirs, { preferOurs: true })).toEqual({
      text: accepted,
      conflicts: [conflict],
      isCompared: true,
    })
  })

  test('a long text keeps the changes of both sides, also if our lines are preferred', () => {
    const lines = Array.from({ length: 9_000 }, (_, index) => (index % 2 === 0 ? `Line ${index}` : ''))
    const long = `Status: Draft\n${lines.join('\n')}\nTwo\n`
    const [our, their] = [long.replace('Two', 'Three'), long.replace('Draft', 'Final')]
    const text = their.replace('Two', 'Three')
    for (const preferOurs of [false, true])
      expect(mergeTexts(long, our, their, { preferOurs })).toMatchObject({ text, conflicts: [] })
    expect(diffLines(long, our)).toEqual(['- Two', '+ Three'])
  })

  test('a text with thousands of paragraphs is merged before the test times out', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `Line ${index}`)
    const long = `Status: Draft\n\n${lines.join('\n\n')}\n\nTwo\n\nEnd\n`
    const our = long.replace('Line 9\n', 'Line nine\n').replace('Two', 'Three')
    const their = long.replace('Draft', 'Final').replace('Line 2990', 'Another line')
    const text = our.replace('Draft', 'Final').replace('Line 2990', 'Another line')
    expect(mergeTexts(long, our, their)).toEqual({ text, conflicts: [], isCompared: true })
    expect(diffLines(our, text).slice(0, 1)).toEqual(['- Status: Draft'])
  })

  test('their changes to any long text are kept if ours has none', () => {
    const long = `Title\n\n${'Same\n\n'.repeat(4_500)}End\n`
    const their = long.replace('Title', 'Other title').replace('End', 'The end')
    expect(mergeTexts(long, long, their)).toEqual({ text: their, conflicts: [], isCompared: true })
  })

  test('if a text is too long to compare, everything from the first change to the last is a conflict', () => {
    const long = `Title\nStatus: Draft\n\n${'Same\n\n'.repeat(4_500)}Two\nEnd\n`
    const [our, their] = [long.replace('Two', 'Three'), long.replace('Draft', 'Final')]
    const { text, conflicts, isCompared } = mergeTexts(long, our, their)
    expect({ text, isCompared }).toEqual({ text: null, isCompared: false })
    expect(conflicts).toMatchObject([{ ours: { length: 9_003 }, theirs: { length: 9_003 } }])
    expect(conflicts[0]?.theirs.slice(0, 2)).toEqual(['Status: Final', ''])
    expect(mergeTexts(long, our, their, { preferOurs: true })).toEqual({ text: our, conflicts, isCompared })
    expect(diffLines(our, their)).toHaveLength(18_006)
  })
})

function toWindows(text: string): string {
  return text.replaceAll('\n', '\r\n')
}
