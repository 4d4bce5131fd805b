import { expect, test } from 'vitest'
import { limitsAt } from '../../../../src/bulk/pace/limits.ts'
import { barText, waitText } from '../../../../src/terminal/views/bulk/bar.ts'

const noon = new Date(2026, 10, 22, 12, 0, 0)
const SYMBOLS = { full: '━', empty: '─' }
const later = new Date(2026, 10, 22, 12, 41, 30)
const bar = { done: 15, total: 60, title: 'go-sdk "Show the icons of servers"', perMinute: 60, until: later }

test.each([20, 40, 60, 80, 120, 200])('a bar fits on one line of %i columns', (columns) => {
  const text = barText(bar, SYMBOLS, columns)
  expect(text.length).toBeLessThanOrEqual(columns - 4)
  expect(text).not.toContain('\n')
  expect(text).toContain('15/60')
})

test.each([
  [0.5, '30/h'],
  [0.01, '1/h'],
])('a pace of %d a minute is shown for an hour', (perMinute, text) => {
  expect(barText({ ...bar, perMinute }, SYMBOLS, 120)).toContain(` · ${text} · `)
})

test('a bar shows the progress, the current row, the speed, and the end', () => {
  expect(barText(bar, SYMBOLS, 120)).toBe(
    `15/60 ${'━'.repeat(7)}${'─'.repeat(22)} 25 % · go-sdk "Show the icons of servers" · 60/min · ETA 12:41`,
  )
})

test.each([
  [0, 0, '100 %'],
  [0, 3, '0 %'],
  [3, 3, '100 %'],
])('%i of %i is %s', (done, total, part) => {
  expect(barText({ ...bar, done, total }, SYMBOLS, 80)).toContain(part)
})

test('a title cannot control the terminal', () => {
  expect(barText({ ...bar, title: '\u001b[31mred\u202e' }, SYMBOLS, 120)).not.toMatch(/[\u001b\u202e]/)
})

test.each([
  [true, 80, 'GitHub asked us to wait. Resuming at 12:41:30 (2490 s)'],
  [false, 80, 'No more than 80 a minute and 500 an hour. Resuming at 12:41:30 (2490 s)'],
  [false, 0.5, 'No more than one every 2 min. Resuming at 12:41:30 (2490 s)'],
])('a wait shows its reason and its end (byGitHub: %s, pace: %d)', (byGitHub, pace, text) => {
  expect(waitText({ until: later, byGitHub }, noon, limitsAt(pace))).toBe(text)
})
