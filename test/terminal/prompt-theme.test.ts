import fc from 'fast-check'
import { expect, test } from 'vitest'
import { confirmTheme, NOTE_SEPARATOR } from '../../src/terminal/prompt-theme.ts'
import { plainStyle } from '../../src/terminal/style.ts'

const style = {
  ...plainStyle({ unicode: true }),
  answer: (text: string) => `<${text}>`,
  quiet: (text: string) => `[${text}]`,
}

function questionText(message: string, notes: string, width: number): string {
  const look = { isWide: false, canGoBack: false, width }
  return confirmTheme(style, look).style.message(`${message}${NOTE_SEPARATOR}${notes}`, 'idle')
}

test('only the message of a question stands out, and its notes do not', () => {
  expect(questionText('What is it about?', '(3 of 7)', 80)).toBe('<What is it about?>[ (3 of 7)]')
})

const word = fc.array(
  fc.constantFrom('a', 'Z', 'é', 'e\u0301', 'A\u030A', '각', '각'.normalize('NFD'), '🎉', '字', '.'),
  {
    minLength: 1,
    maxLength: 60,
  },
)
const message = fc
  .array(word, { minLength: 1, maxLength: 6 })
  .chain((words) => fc.constantFrom(' ', '  ').map((space) => words.map((letters) => letters.join('')).join(space)))

test('the letters and the length of a message do not change which part of the question stands out', () => {
  fc.assert(
    fc.property(message, fc.integer({ min: 24, max: 90 }), (text, width) => {
      const compact = (part: string) => part.normalize().replaceAll(/\s+/g, '')
      expect(compact(questionText(text, '(3 of 7, optional)', width))).toBe(`<${compact(text)}>[(3of7,optional)]`)
    }),
  )
})
