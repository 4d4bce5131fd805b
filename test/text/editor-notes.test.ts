import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withNotes, withoutNotes } from '../../src/text/editor-notes.ts'

const NOTES = ['What happens? (required)', 'What you saw, and what you expected.']
const FIRST_NOTE = '<!-- ? What happens? (required) -->'

test('text typed before or after the first note, where an editor puts the cursor, is the answer', () => {
  const typedBefore = `It stalls.${withNotes('', NOTES)}`
  const typedAfter = withNotes('', NOTES).replace(FIRST_NOTE, `${FIRST_NOTE} It stalls.`)
  expect(withoutNotes(typedBefore, NOTES)).toBe('It stalls.')
  expect(withoutNotes(typedAfter, NOTES)).toBe('It stalls.')
})

test('no note remains if text is typed at the start or the end of any line', () => {
  const notes = withNotes('', NOTES)
  const offsets = [...notes.matchAll(/^/gm), ...notes.matchAll(/$/gm)].map(({ index }) => index)
  fc.assert(
    fc.property(fc.constantFrom(...offsets), fc.constantFrom('It stalls.', 'a\nb', '- x\n\n- y'), (at, typed) => {
      expect(withoutNotes(`${notes.slice(0, at)}${typed}${notes.slice(at)}`, NOTES)).toBe(typed)
    }),
  )
})

test('a note that contains the end of a comment stays one comment', () => {
  expect(withNotes('', ['Read a ---> b'])).toMatch(/^<!-- \? Read a --- > b -->\n/)
})

test('the indentation of the first line is kept, because it may be code', () => {
  expect(withoutNotes(withNotes('    npm test\n    npm run lint\n\n', NOTES), NOTES)).toBe(
    '    npm test\n    npm run lint',
  )
})

test("the author's own comments are kept", () => {
  expect(withoutNotes(withNotes('Mine <!-- ? mine -->\n', NOTES), NOTES)).toBe('Mine <!-- ? mine -->')
})
