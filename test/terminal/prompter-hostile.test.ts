import { describe, expect, test } from 'vitest'
import type { Prompter } from '../../src/terminal/questions.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'
import { EVIL, LONG_EVIL } from '../support/hostile.ts'
import { KEY } from '../support/pty.ts'

/** Sequences that only the hostile text contains. Inquirer itself writes others. */
const HOSTILE_SEQUENCES = /\u001B\[(?:31m|2J)|\u001B\]8|\u0007|\u009B|\u202E|\u0000/

/** Asks, presses the keys, and returns the answer, the output and the last screen. */
async function answerOnScreen(
  ask: (prompter: Prompter) => Promise<unknown>,
  columns: number,
  ...keys: readonly string[]
) {
  const terminal = fakeTerminal({ columns })
  const answer = ask(terminal.prompter)
  await terminal.press(...keys)
  return { answer: await answer, written: terminal.written(), screen: await terminal.screen() }
}

describe.each([[60], [80]])('hostile text at %i columns', (columns) => {
  test('cannot control the terminal in a choice, and the right choice is returned', async () => {
    const choices = [
      { value: `1 ${EVIL}`, label: EVIL, hint: EVIL, section: EVIL },
      { value: `2 ${EVIL}`, label: LONG_EVIL, hint: LONG_EVIL, section: LONG_EVIL },
    ]
    const result = await answerOnScreen(
      ({ select }) => select({ message: EVIL, choices }),
      columns,
      KEY.down,
      KEY.enter,
    )
    expect(result.answer).toBe(`2 ${EVIL}`)
    expect(result.written).toContain('red')
    expect(result.written).not.toMatch(HOSTILE_SEQUENCES)
    expect(result.screen.length).toBeLessThan(2_000)
  })

  test('cannot control the terminal in checkboxes, or in their errors', async () => {
    const choices = [{ value: EVIL, label: `${EVIL}\nand more`, checked: false }]
    const validate = (chosen: readonly string[]) => (chosen.length === 0 ? `Mark ${EVIL}` : null)
    const ask = ({ checkbox }: Prompter) => checkbox({ message: EVIL, choices, validate })
    const result = await answerOnScreen(ask, columns, KEY.enter, ' ', KEY.enter)
    expect(result.answer).toEqual([EVIL])
    expect(result.written).toContain('Mark red')
    expect(result.written).not.toMatch(HOSTILE_SEQUENCES)
  })

  test('cannot control the terminal in a text prompt, or answer it', async () => {
    const initial = `${EVIL}\r\nsent\u0003\u001B`
    const ask = ({ input }: Prompter) => input({ message: EVIL, initial, validate: () => null })
    const result = await answerOnScreen(ask, columns, '!', KEY.enter)
    expect(result.answer).toBe('red guide  nihton end sent!')
    expect(result.written).not.toMatch(HOSTILE_SEQUENCES)
  })

  test('cannot control the terminal in a confirmation', async () => {
    const result = await answerOnScreen(
      ({ confirm }) => confirm({ message: LONG_EVIL, preset: true }),
      columns,
      KEY.enter,
    )
    expect(result.answer).toBe(true)
    expect(result.written).not.toMatch(HOSTILE_SEQUENCES)
    expect(result.screen.length).toBeLessThan(2_000)
  })
})
