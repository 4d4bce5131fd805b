import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCueFinder } from '../../src/classifier/cues.ts'

const CUES = [
  'c#',
  'c# sdk',
  'sdk',
  'mcp::server',
  '@scope/name',
  '@scope/name-x',
  '.net',
  '*.mcpb',
  'Go',
  'in go',
] as const

const part = fc.constantFrom(
  'C#',
  'sdk',
  'the',
  'c',
  '@scope/name',
  '-x',
  'mcp',
  '::',
  'server',
  '.net',
  'x.mcpb',
  'Go',
  'go',
  'in',
  '東京',
  'ü',
)
const gap = fc.constantFrom(' ', '\n', '_', '. ', '(', '', '-')
const anyText = fc
  .array(fc.tuple(gap, part), { maxLength: 12 })
  .map((parts) => parts.map(([before, word]) => before + word).join(''))

const find = createCueFinder(CUES.map((cue) => ({ words: [cue], value: cue })))

describe('cues in a text', () => {
  test('are parts of it, and do not overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0
        for (const { start, words, value } of find(text)) {
          expect(text.slice(start, start + words.length)).toBe(words)
          expect(words.replaceAll(/\s+/g, ' ').toLowerCase()).toBe(value.replace(/^\*/, '').toLowerCase())
          expect(start).toBeGreaterThanOrEqual(end)
          end = start + words.length
        }
      }),
      { numRuns: 500 },
    )
  })

  test('are the same if the text is part of a sentence', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const alone = find(text).map(({ value }) => value)
        expect(find(`so: ${text} , then`).map(({ value }) => value)).toEqual(alone)
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['are found as the longest that matches', '@scope/name-x', ['@scope/name-x']],
    ['are not found in a longer name', '@scope/name-y', []],
    ['are found at the beginning of a path', '@scope/name/client.js', ['@scope/name']],
    ['are found before a version', '@scope/name@1.2', ['@scope/name']],
    ['are not found without their punctuation', 'mcp server, net, x', []],
    ['may be an ending', 'my.tool.mcpb and .mcpb', ['*.mcpb', '*.mcpb']],
    ['may require a capital letter', 'Go, go', ['Go']],
    ['may have a line break for a space', 'in\ngo', ['in go']],
    ['may have full-width letters', 'Ｃ＃ ＳＤＫ', ['c# sdk']],
  ])('%s', (_, text, values) => {
    expect(find(text).map(({ value }) => value)).toEqual(values)
  })

  test('are found in linear time, even if many begin alike', () => {
    const similarCues = Array.from({ length: 300 }, (_, index) => ({
      words: [`a ${'a '.repeat(index % 5)}b${index}`],
      value: index,
    }))
    const found = createCueFinder(similarCues)(`${'a '.repeat(50_000)}a b0`)
    expect(found.map(({ value }) => value)).toEqual([0])
  })
})
