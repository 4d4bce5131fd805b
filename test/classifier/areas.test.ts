import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findAreas, indexAreas } from '../../src/classifier/areas.ts'
import { mcp } from '../support/policy.ts'

const [[, area] = ['', undefined]] = Object.entries(mcp.areas)

/** An index with these cues alone. */
function indexOf(...words: string[]) {
  if (area === undefined) throw new Error('there is no area')
  return indexAreas({ it: { ...area, ours: true, words } })
}

const part = fc.constantFrom('C#', 'sdk', 'the', 'c', '@scope/name', 'sdks', 'a_sdk', 'überall', 'Ｓｄｋ', '東京')
const gap = fc.constantFrom(' ', ' - ', '\n', '_', '. ', '(', '')
const text = fc
  .array(fc.tuple(gap, part), { maxLength: 12 })
  .map((parts) => parts.map(([before, word]) => before + word).join(''))

/** The same with a pattern: slow, and plain to see. */
function namesOf(text: string): string {
  const names = text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}#@/+]+/gu)
  return ` ${(names ?? []).join(' ')} `
}

test('a cue is found where its names stand one after the other, whatever is between them', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('c# sdk', 'the', '@scope/name', 'sdk the sdk'), (said, cue) => {
      expect(findAreas(indexOf(cue), said).ours !== undefined).toBe(namesOf(said).includes(` ${cue} `))
    }),
    { numRuns: 500 },
  )
})
