import { expect, test } from 'vitest'
import { makeStyle } from '../../../../src/terminal/rich-style.ts'
import { textExcerpt } from '../../../../src/terminal/views/shared/draft.ts'

const plainStyle = makeStyle({ color: 0, hyperlinks: false, unicode: false })

test('the indentation of code and of lists is shown, also where a line is wrapped', () => {
  const text = `TypeError: x\n  at y\n\n- one\n  - ${'word '.repeat(20)}`
  expect(textExcerpt(text, plainStyle, 60).text.split('\n')).toEqual([
    '    TypeError: x',
    '      at y',
    '',
    '    - one',
    '      - word word word word word word word word word word',
    '      word word word word word word word word word word',
  ])
})
