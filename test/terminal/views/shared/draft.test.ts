import { expect, test } from 'vitest'
import { makeStyle } from '../../../../src/terminal/rich-style.ts'
import { findingsView, textExcerpt } from '../../../../src/terminal/views/shared/draft.ts'

const plainStyle = makeStyle({ color: 0, hyperlinks: false, unicode: true })
const warning = { check: 'placeholders', severity: 'warn', message: 'a comment', line: 3, fix: 'Remove it.' } as const

test('a draft with only warnings is ready to post, unless an error was shown above', () => {
  expect(findingsView('d.md', [warning], plainStyle, 80)).toContain('✔ Ready to post (1 warning)')
  const stopped = findingsView('d.md', [warning], plainStyle, 80, { isStopped: true })
  expect(stopped).toContain('✖ Not ready to post: fix the errors above (1 warning)')
  expect(stopped).not.toContain('✔')
})

test('the summary and the flags that override a check fit into a narrow terminal', () => {
  const blocking = { ...warning, check: 'vulnerability', severity: 'block' } as const
  const view = findingsView('d.md', [blocking, { ...blocking, check: 'wrong-channel' }], plainStyle, 45)
  expect(view.split('\n').filter((line) => line.length > 45)).toEqual([])
  expect(view.replaceAll(/\s+/g, ' ')).toContain('override them: --allow vulnerability --allow wrong-channel, and')
})

test('the indentation of code and lists is kept, even where a line is wrapped', () => {
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
