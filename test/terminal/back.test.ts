import { describe, expect, test } from 'vitest'
import type { StepPrompter } from '../../src/terminal/questions.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'
import { KEY } from '../support/pty.ts'

const SHIFT_TAB = '\u001B[Z'
const SECOND_OF_THREE = { number: 2, total: 3, canGoBack: true, unfinished: '' }
const LETTERS = [...'abcdefghijklmnopqrst'].map((letter) => ({ value: letter, label: `Letter ${letter}`, hint: '' }))
const QUESTIONS: readonly (readonly [string, (ask: StepPrompter) => Promise<unknown>])[] = [
  ['a text prompt', ({ input }) => input({ message: 'Title', required: true, validate: () => null })],
  ['a list', ({ select }) => select({ message: 'Letter', choices: LETTERS.slice(0, 3) })],
  ['a long list', ({ select }) => select({ message: 'Letter', choices: LETTERS })],
  ['a yes-or-no question', ({ confirm }) => confirm({ message: 'Right?', preset: true })],
  [
    'checkboxes',
    ({ checkbox }) =>
      checkbox({ message: 'Boxes', choices: [{ value: 1, label: 'One', checked: false }], validate: () => null }),
  ],
]

describe.each([60, 80])('at %i columns', (columns) => {
  test.each(QUESTIONS)('Shift+Tab goes back from %s, which then leaves the screen', async (_, ask) => {
    const terminal = fakeTerminal({ columns })
    const answer = ask(terminal.prompter.at(SECOND_OF_THREE))
    await terminal.press()
    const screen = await terminal.screen()
    expect(screen).toContain('(2 of 3')
    expect(screen.split('\n').filter((line) => line.length >= columns)).toEqual([])
    await terminal.press(SHIFT_TAB)
    expect(await answer).toEqual({ kind: 'back', unfinished: '' })
    expect(await terminal.screen()).toBe('')
  })

  test.each(QUESTIONS)('Shift+Tab does nothing in the first question of a sequence: %s', async (_, ask) => {
    const terminal = fakeTerminal({ columns })
    const answer = ask(terminal.prompter.at({ ...SECOND_OF_THREE, number: 1, canGoBack: false }))
    const screen = await terminal.screen()
    await terminal.press(SHIFT_TAB)
    expect(await terminal.screen()).toBe(screen)
    await terminal.press(KEY.enter)
    expect(await answer).toMatchObject({ kind: 'answered' })
  })

  test.each(QUESTIONS)('a line above %s says that the person went back to it', async (_, ask) => {
    const terminal = fakeTerminal({ columns })
    const answer = ask(terminal.prompter.at({ ...SECOND_OF_THREE, isBack: true }))
    await terminal.press()
    expect(await terminal.screen()).toMatch(
      /^Back to: (?:Title|Letter|Right\?|Boxes)\n\? (?:Title|Letter|Right\?|Boxes)/,
    )
    await terminal.press(KEY.enter)
    await answer
  })
})

test.each([60, 80])('at %i columns, an answered question is one line', async (columns) => {
  const terminal = fakeTerminal({ columns })
  const label = 'A form whose name is so long that it would not fit beside the question'
  const choices = [{ value: 1, label, hint: '' }]
  const answer = terminal.prompter.select({ message: 'Which form for example/protocol?', choices })
  await terminal.press(KEY.enter)
  await answer
  const rows = (await terminal.screen()).split('\n').filter((row) => row !== '')
  expect(rows).toEqual([expect.stringMatching(/example\/protocol\? A form .*…$/)])
})

const LONG_MESSAGE = 'Where was it discussed? Link a Discord thread, meeting notes or a GitHub Discussion'

describe.each([60, 80])('at %i columns, a long message', (columns) => {
  test.each(QUESTIONS)('of %s is broken between words, and then redrawn in place', async (_, ask) => {
    const terminal = fakeTerminal({ columns, color: 1 })
    const at = terminal.prompter.at(SECOND_OF_THREE)
    const answer = ask({
      select: (question) => at.select({ ...question, message: LONG_MESSAGE }),
      input: (question) => at.input({ ...question, message: LONG_MESSAGE }),
      confirm: (question) => at.confirm({ ...question, message: LONG_MESSAGE }),
      checkbox: (question) => at.checkbox({ ...question, message: LONG_MESSAGE }),
    })
    await terminal.press('a', KEY.backspace)
    const screen = await terminal.screen()
    expect(screen.replaceAll(/\n {2}/g, ' ')).toContain(`? ${LONG_MESSAGE} (2 of 3`)
    expect(screen.match(/Where was it/g)).toHaveLength(1)
    await terminal.press(KEY.enter)
    await answer
    expect((await terminal.screen()).match(/Where was it/g)).toHaveLength(1)
  })
})

test('text that was typed before going back is restored', async () => {
  const terminal = fakeTerminal()
  const question = { message: 'Title', validate: () => null }
  const unfinished = terminal.prompter.at(SECOND_OF_THREE).input(question)
  await terminal.press(...'half a wo', SHIFT_TAB)
  expect(await unfinished).toEqual({ kind: 'back', unfinished: 'half a wo' })
  const finished = terminal.prompter.at({ ...SECOND_OF_THREE, unfinished: 'half a wo' }).input(question)
  await terminal.press(...'rd', KEY.enter)
  expect(await finished).toEqual({ kind: 'answered', value: 'half a word' })
})

test.each([
  ['Ctrl-U', ['\u0015']],
  ['backspace', [KEY.backspace, KEY.backspace, KEY.backspace]],
  ['one backspace too many', [KEY.backspace, KEY.backspace, KEY.backspace, KEY.backspace]],
])('deleting an earlier answer with %s leaves an empty answer, not the earlier one', async (_, keys) => {
  const terminal = fakeTerminal()
  const validate = (text: string) => (text === 'foo' ? 'Not that.' : null)
  const answer = terminal.prompter.at({ ...SECOND_OF_THREE, unfinished: 'foo' }).input({ message: 'Link', validate })
  await terminal.press(KEY.enter)
  expect(await terminal.screen()).toContain('Not that.')
  await terminal.press(...keys, KEY.enter)
  expect(await answer).toEqual({ kind: 'answered', value: '' })
  expect(await terminal.screen()).not.toContain('foo')
})

test.each([
  ['what was typed', '', [...'half a wo'], 'half a wo'],
  ['what was typed earlier', 'half a wo', [], 'half a wo'],
  ['no text if the box has only the initial text', '', [], ''],
] as const)('Ctrl-C and Esc pass on %s', async (_, unfinished, keys, passed) => {
  for (const key of [KEY.ctrlC, KEY.escape]) {
    const terminal = fakeTerminal()
    const question = { message: 'Title', validate: () => null, ...(passed === '' ? { initial: '[Bug] ' } : {}) }
    const answer = terminal.prompter.at({ ...SECOND_OF_THREE, unfinished }).input(question)
    const cancelled = expect(answer).rejects.toMatchObject({ name: 'CancelledError', unfinished: passed })
    await terminal.press(...keys, key)
    await cancelled
  }
})

describe('a long list', () => {
  const CHOICES = LETTERS.map((letter) => (letter.value === 's' ? { ...letter, words: ['cherry'] } : letter))

  test('shows that it continues', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.select({ message: 'Letter', choices: LETTERS })
    await terminal.press()
    expect(await terminal.screen()).toContain('The list continues; it has 20 lines')
    await terminal.press(KEY.enter)
    expect(await answer).toBe('a')
  })

  test('begins with the frequent choices, and searches all choices, by their other words too', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.select({ message: 'Letter', choices: CHOICES, frequent: ['c', 'f'] })
    await terminal.press()
    expect(await terminal.screen()).toMatch(/Letter c\n {2}Letter f\n {2}More …/)
    expect(await terminal.screen()).not.toContain('Letter a')
    await terminal.press(...'cherry', KEY.enter)
    expect(await answer).toBe('s')
  })

  test('shows all choices after "More"', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.select({ message: 'Letter', choices: CHOICES, frequent: ['c', 'f'] })
    await terminal.press(KEY.down, KEY.down, KEY.enter)
    expect(await terminal.screen()).toContain('Letter a')
    await terminal.press(KEY.down, KEY.enter)
    expect(await answer).toBe('b')
  })
})
