import { describe, expect, test } from 'vitest'
import { KEY, startStage } from '../support/pty.ts'

const SHOW_CURSOR = '\u001B[?25h'
const HIDE_CURSOR = '\u001B[?25l'
const ERASE_LINE = '\u0015'

describe('prompts in a real terminal', () => {
  test.each([
    ['60 columns, no colors', { columns: 60, env: { NO_COLOR: '1' } }, false],
    ['100 columns, colors', { columns: 100 }, true],
  ])(
    'a text prompt, checkboxes and a confirmation each accept an answer after an invalid one: %s',
    async (_, size, isColored) => {
      const terminal = startStage('prompts', size)
      await terminal.waitFor('It breaks')
      await terminal.waitFor('at least 4 characters', terminal.press(ERASE_LINE + KEY.enter))
      await terminal.waitFor('I will help', terminal.press(`It works${KEY.enter}`))
      await terminal.waitFor('Mark the first one to go on.', terminal.press(KEY.enter))
      await terminal.waitFor('Post it now?', terminal.press(` ${KEY.enter}`))
      await terminal.waitFor('Answer y or n.', terminal.press(`maybe${KEY.enter}`))
      terminal.press(`${ERASE_LINE}n${KEY.enter}`)
      expect(await terminal.ended).toBe(0)
      expect(terminal.text()).toContain('result: {"title":"It works","promises":["read","help"],"post":false}')
      expect(/\u001B\[[\d;]*m/.test(terminal.text())).toBe(isColored)
    },
  )

  test.each([
    ['Ctrl-C', KEY.ctrlC],
    ['Esc', KEY.escape],
    ['Ctrl-D', KEY.ctrlD],
  ])('%s quits a text prompt and checkboxes with 130 and a visible cursor', async (_, key) => {
    for (const [prompt, keys] of [
      ['It breaks', ''],
      ['I will help', KEY.enter],
    ] as const) {
      const terminal = startStage('prompts')
      await terminal.waitFor('It breaks')
      await terminal.waitFor(prompt, keys === '' ? 0 : terminal.press(keys))
      terminal.press(key)
      expect(await terminal.ended).toBe(130)
      const text = terminal.text()
      expect(text).toContain('Cancelled. Nothing was sent.')
      expect(text.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(text.lastIndexOf(HIDE_CURSOR))
    }
  })
})
