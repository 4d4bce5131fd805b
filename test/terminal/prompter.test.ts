import { PassThrough } from 'node:stream'
import { describe, expect, test, vi } from 'vitest'
import { CancelledError } from '../../src/errors.ts'
import { isWide, pageSize, widthFor } from '../../src/terminal/inquirer.ts'
import type { Checkboxes, Confirm, Input, Prompter } from '../../src/terminal/questions.ts'
import { fakeTerminal } from '../support/fake-terminal.ts'
import { KEY } from '../support/pty.ts'

const ERASE_LINE = '\u0015'
const TITLE: Input = {
  message: 'Title',
  validate: (text) => (text.length < 4 ? 'A title has at least 4 characters.' : null),
}
const VERSION: Input = { message: 'Version', initial: '1.2', validate: () => null }
const CHECKBOXES: Checkboxes<string> = {
  message: 'Before you post',
  choices: [
    { value: 'read', label: 'I have read the guide', checked: false },
    {
      value: 'searched',
      label: 'I have searched the existing issues and discussions, open and closed ones, and this is not among them',
      checked: true,
    },
    { value: 'help', label: 'I will help', checked: false },
  ],
  validate: (chosen) => (chosen.includes('read') ? null : 'Mark "I have read the guide" to go on.'),
}
const POST: Confirm = { message: 'Post it now?', preset: false }

/** Asks on a new terminal, presses the keys, and returns the answer and the last screen. */
async function answerWith<T>(ask: (prompter: Prompter) => Promise<T>, ...keys: readonly string[]) {
  const terminal = fakeTerminal()
  const answer = ask(terminal.prompter)
  await terminal.press(...keys)
  return { answer: await answer, screen: await terminal.screen() }
}

test('a terminal that does not know its size counts as one with 80 columns and 24 rows', () => {
  const [unknown, usual] = [
    { columns: 0, rows: 0 },
    { columns: 80, rows: 24 },
  ].map((size) => Object.assign(new PassThrough(), size))
  for (const measure of [isWide, widthFor, pageSize])
    expect(measure(unknown ?? new PassThrough())).toBe(measure(usual ?? new PassThrough()))
})

describe('a list', () => {
  const REPOS = [
    ...['spec', 'docs', 'python', 'go', 'java', 'rust', 'ruby', 'php'].map((value) => ({
      value,
      label: value,
      hint: '',
    })),
    { value: 'other', label: 'Another one', hint: 'you type owner/name' },
  ]
  const choiceFor = (words: string) => ({ value: words, label: `Another one: ${words}`, hint: 'you type owner/name' })
  const askWhich = ({ select }: Prompter) => select({ message: 'Which repository?', choices: REPOS, choiceFor })

  test('offers the typed words as the answer when no choice has them', async () => {
    const { answer, screen } = await answerWith(askWhich, ...'acme/tracker …', KEY.enter)
    expect(answer).toBe('acme/tracker …')
    expect(screen).toMatch(/^✔ Which repository\? +Another one: acme\/tracker …$/)
  })

  test('shows a choice with a long label, without blank lines below the others', async () => {
    const terminal = fakeTerminal()
    const long =
      'The connection to the server closes before the first answer arrives, and the client does not try again'
    const choices = [
      { value: 'long', label: long, hint: '' },
      { value: 'short', label: 'None of these', hint: '' },
      { value: 'other', label: 'Another one', hint: 'you type it' },
    ]
    const answer = terminal.prompter.select({ message: 'What happens?', choices })
    const screen = await terminal.screen()
    await terminal.press(KEY.enter)
    expect([await answer, screen.split('\n')]).toEqual([
      'long',
      [
        '? What happens?',
        '❯ The connection to the server closes before the first answer arrives, and the',
        '  client does not try again',
        '  None of these',
        '  Another one',
        '',
        'Arrows: move · type to jump · Enter: choose · Esc: cancel',
      ],
    ])
  })

  test('cuts a hint in wide characters to the width of the terminal', async () => {
    const terminal = fakeTerminal()
    const choices = [{ value: 'one', label: 'One', hint: '漢字'.repeat(30) }]
    const answer = terminal.prompter.select({ message: 'Which?', choices })
    const [, row] = (await terminal.screen()).split('\n')
    await terminal.press(KEY.enter)
    expect([await answer, row]).toEqual(['one', `❯ One  ${'漢字'.repeat(17)}漢…`])
  })

  test.each(['the icons\rare missing', 'the icons\nare missing\n', 'the icons\r\nare missing\r\n'])(
    'takes several pasted lines as the words, without joining two of them: %j',
    async (pasted) => {
      const { answer, screen } = await answerWith(askWhich, pasted, KEY.enter)
      expect([answer, screen]).toEqual(['the icons are missing', expect.stringContaining('the icons are missing')])
    },
  )

  test('still offers the typed words after Tab has completed them', async () => {
    expect((await answerWith(askWhich, ...'acme', '\t', KEY.enter)).answer).toBe('acme')
  })

  test('Esc first clears the typed words, wherever the cursor is, and then quits', async () => {
    const terminal = fakeTerminal()
    const cancelled = expect(askWhich(terminal.prompter)).rejects.toThrow(CancelledError)
    await terminal.press(...'ruby', KEY.left, KEY.left)
    expect(await terminal.screen()).toMatch(/^\? Which repository\? ruby\n❯ ruby\n(?:.*\n)+.*Esc: clear$/)
    await terminal.press(KEY.escape)
    expect(await terminal.screen()).toMatch(/^\? Which repository\?\n❯ spec\n(?:.*\n)+.*Esc: cancel$/)
    await terminal.press(KEY.escape)
    await cancelled
  })

  test('does not offer the typed words while a choice has them', async () => {
    expect((await answerWith(askWhich, ...'ruby', KEY.enter)).answer).toBe('ruby')
  })

  test('shows the whole hint of the current choice below the list if there is no room beside the choice', async () => {
    const hint = 'Start a Discussion in modelcontextprotocol/modelcontextprotocol, and link what you found'
    const terminal = fakeTerminal()
    const choices = [
      { value: 1, label: 'There is more than one answer to it', hint },
      { value: 2, label: 'One', hint: '' },
    ]
    const answer = terminal.prompter.select({ message: 'Which is it?', choices })
    expect((await terminal.screen()).replaceAll(/\s+/g, ' ')).toContain(hint)
    await terminal.press(KEY.enter)
    await answer
  })
})

describe('a text prompt', () => {
  test('returns what was typed', async () => {
    const { answer, screen } = await answerWith(({ input }) => input(TITLE), ...'Ünïcode 😀', KEY.enter)
    expect(answer).toBe('Ünïcode 😀')
    expect(screen).toBe(`✔ ${'Title'.padEnd(30)} Ünïcode 😀`)
  })

  test('shows a long answer below the question once it is given, and breaks it between words', async () => {
    const title = `The handshake stalls when a reply is split ${'and the client waits for the rest '.repeat(3)}forever`
    const { answer, screen } = await answerWith(({ input }) => input(TITLE), ...title, KEY.enter)
    expect(answer).toBe(title)
    const [question, ...rows] = screen.split('\n')
    expect(question).toBe('✔ Title')
    expect(rows.map((row) => row.slice(0, 2))).toEqual(['  ', '  '])
    expect(rows.map((row) => row.trim()).join(' ')).toBe(title)
  })

  test('begins with the default', async () => {
    const { answer } = await answerWith(({ input }) => input(VERSION), '.', '3', KEY.enter)
    expect(answer).toBe('1.2.3')
  })

  test('lets the person delete the default, and restore it', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input(VERSION)
    await terminal.press(ERASE_LINE)
    expect(await terminal.screen()).toBe('? Version (empty; press Tab to restore the text)')
    await terminal.press('\t')
    expect(await terminal.screen()).toBe('? Version 1.2')
    await terminal.press(KEY.backspace, KEY.backspace, KEY.backspace, KEY.enter)
    expect(await answer).toBe('')
    expect(await terminal.screen()).toBe('✔ Version')
  })

  test.each([
    ['Enter takes it', [KEY.enter], 'It breaks'],
    ['typing replaces it', [...'It stalls', KEY.enter], 'It stalls'],
    ['Tab puts it into the box', ['\t', ...' often', KEY.enter], 'It breaks often'],
    ['Backspace removes it', [KEY.backspace, ...'None', KEY.enter], 'None'],
    ['typing and then deleting brings it back', ['x', KEY.backspace, KEY.enter], 'It breaks'],
  ])('shows a suggested answer: %s', async (_, keys, expected) => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input({ ...TITLE, suggested: 'It breaks' })
    expect(await terminal.screen()).toBe('? Title It breaks (Enter: accept it, Tab: edit it)')
    await terminal.press(...keys)
    expect(await answer).toBe(expected)
    expect(await terminal.screen()).toBe(`✔ ${'Title'.padEnd(30)} ${expected}`)
  })

  test('does not return a suggested answer that was removed', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input({ message: 'Version', suggested: '1.3', validate: () => null })
    await terminal.press(KEY.backspace, KEY.enter)
    expect(await answer).toBe('')
  })

  test('keeps an invalid answer, with a message below it, until it is corrected', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input({ ...TITLE, initial: 'abc' })
    await terminal.press(KEY.enter)
    expect(await terminal.screen()).toBe('? Title abc\nA title has at least 4 characters.')
    expect(terminal.cursor()).toEqual({ column: '? Title abc'.length, line: 0 })
    await terminal.press('d')
    expect(await terminal.screen()).toBe('? Title abcd')
    await terminal.press(KEY.enter)
    expect(await answer).toBe('abcd')
  })

  const LINES = ['First I do this', 'then that', 'and then it breaks']

  test.each(['\r', '\n', '\r\n'])('keeps several lines, whatever ends each of them: %j', async (end) => {
    const { answer } = await answerWith(({ input }) => input({ ...TITLE, isMultiline: true }), LINES.join(end))
    expect(answer).toBe(LINES.join('\n'))
  })

  test('keeps a bracketed paste that arrives in pieces', async () => {
    const pieces = ['\u001b[200~First I do this\rthen', ' that\rand then it breaks\r\u001b[201~']
    const { answer } = await answerWith(({ input }) => input({ ...TITLE, isMultiline: true }), ...pieces)
    expect(answer).toBe(LINES.join('\n'))
  })

  test('for one line joins several pasted lines, which can then be edited', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input(TITLE)
    await terminal.press(LINES.join('\r'))
    await vi.waitFor(async () => expect(await terminal.screen()).toContain(LINES.join(' ')))
    await terminal.press('!', KEY.enter)
    expect(await answer).toBe(`${LINES.join(' ')}!`)
  })

  test('for one line keeps several pasted lines if the person then stops', async () => {
    const terminal = fakeTerminal()
    const place = { number: 1, total: 2, canGoBack: false, unfinished: '' }
    const answer = terminal.prompter.at(place).input(TITLE)
    await terminal.press(LINES.join('\r'))
    await vi.waitFor(async () => expect(await terminal.screen()).toContain(LINES.join(' ')))
    await Promise.all([
      expect(answer).rejects.toMatchObject({ unfinished: LINES.join(' ') }),
      terminal.press(KEY.escape),
    ])
  })

  test('does not bring back the default after rejecting an empty answer', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.input({ ...TITLE, initial: 'It breaks' })
    await terminal.press(ERASE_LINE, KEY.enter)
    expect(await terminal.screen()).toContain('A title has at least 4 characters.')
    await terminal.press(...'It works', KEY.enter)
    expect(await answer).toBe('It works')
  })
})

describe('checkboxes', () => {
  test('show an error, which can be corrected', async () => {
    const terminal = fakeTerminal({ columns: 60 })
    const answer = terminal.prompter.checkbox(CHECKBOXES)
    await terminal.press(KEY.enter)
    expect(await terminal.screen()).toMatchInlineSnapshot(`
      "? Before you post
      ❯ [ ] I have read the guide
        [x] I have searched the existing issues and discussions,
            open and closed ones, and this is not among them
        [ ] I will help

      Mark "I have read the guide" to go on.
      Arrows: move · Space: select · Enter: continue ·
      Esc: cancel"
    `)
    await terminal.press(' ')
    expect(await terminal.screen()).not.toContain('to go on.\n')
    await terminal.press(KEY.down, ' ', KEY.enter)
    expect(await answer).toEqual(['read'])
    expect(await terminal.screen()).toBe('✔ Before you post I have read the guide')
  })

  test('are returned in the order in which they are listed', async () => {
    const { answer } = await answerWith(
      ({ checkbox }) => checkbox(CHECKBOXES),
      ...[KEY.down, KEY.down, ' ', KEY.up, KEY.up, ' ', KEY.enter],
    )
    expect(answer).toEqual(['read', 'searched', 'help'])
  })

  test('may all be cleared, and a letter selects nothing', async () => {
    const none: Checkboxes<string> = { ...CHECKBOXES, validate: () => null }
    const { answer, screen } = await answerWith(({ checkbox }) => checkbox(none), 'a', 'i', KEY.down, ' ', KEY.enter)
    expect(answer).toEqual([])
    expect(screen).toMatch(/^✔ Before you post +\(none\)$/)
  })
})

describe('yes or no', () => {
  test.each([
    ['y', true],
    ['Y', true],
    ['yes', true],
    ['n', false],
    ['No', false],
  ])('%s is %s, whatever the default is', async (typed, expected) => {
    for (const preset of [true, false]) {
      const { answer, screen } = await answerWith(({ confirm }) => confirm({ ...POST, preset }), ...typed, KEY.enter)
      expect(answer).toBe(expected)
      expect(screen).toMatch(expected ? / yes$/ : / no$/)
    }
  })

  test.each([
    [true, '(Y/n)'],
    [false, '(y/N)'],
  ])('Enter is %s if the hint is %s', async (preset, hint) => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.confirm({ ...POST, preset })
    await terminal.press()
    expect(await terminal.screen()).toBe(`? Post it now? ${hint}`)
    await terminal.press(KEY.enter)
    expect(await answer).toBe(preset)
  })

  test('anything else asks again', async () => {
    const terminal = fakeTerminal()
    const answer = terminal.prompter.confirm(POST)
    await terminal.press(...'perhaps', KEY.enter)
    expect(await terminal.screen()).toBe('? Post it now? (y/N) perhaps\nAnswer y or n.')
    await terminal.press(ERASE_LINE, 'y', KEY.enter)
    expect(await answer).toBe(true)
  })
})

test.each([
  ['the terminal is closed', 'hangUp'],
  ['the system ends the program', 'terminate'],
] as const)('unfinished text is passed on if %s', async (_, end) => {
  const terminal = fakeTerminal()
  const cancelled = expect(terminal.prompter.input(TITLE)).rejects.toMatchObject({ unfinished: 'It sta' })
  await terminal.press(...'It sta')
  await terminal[end]()
  await cancelled
})

const PROMPTS: readonly (readonly [string, (prompter: Prompter) => Promise<unknown>])[] = [
  ['input', ({ input }) => input(VERSION)],
  ['checkbox', ({ checkbox }) => checkbox(CHECKBOXES)],
  ['confirm', ({ confirm }) => confirm(POST)],
  ['select', ({ select }) => select({ message: 'Where?', choices: [{ value: 1, label: 'Here', hint: 'not there' }] })],
]
const SHOW_CURSOR = '\u001B[?25h'
const HIDE_CURSOR = '\u001B[?25l'

describe.each(PROMPTS)('%s', (_, ask) => {
  test.each([
    ['Ctrl-C', KEY.ctrlC],
    ['Ctrl-D', KEY.ctrlD],
    ['Esc', KEY.escape],
    ['closing the terminal', 'hangUp'],
    ['a signal to end', 'terminate'],
  ])('%s quits, with a visible cursor', async (_, end) => {
    const terminal = fakeTerminal()
    const cancelled = expect(ask(terminal.prompter)).rejects.toThrow(CancelledError)
    await (end === 'hangUp' || end === 'terminate' ? terminal[end]() : terminal.press(end))
    await cancelled
    const written = terminal.written()
    expect(written.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(written.lastIndexOf(HIDE_CURSOR))
  })

  test.each([
    ['with colors', 1, true],
    ['without colors', 0, false],
  ] as const)('is printed %s', async (_, color, isColored) => {
    const terminal = fakeTerminal({ color, unicode: false })
    const answer = ask(terminal.prompter)
    await terminal.press(KEY.enter, ' ', KEY.enter)
    await answer
    expect(/\u001B\[[\d;]*m/.test(terminal.written())).toBe(isColored)
    expect(terminal.written()).not.toMatch(/[❯✔]/)
  })

  test('every line fits 60 columns', async () => {
    const terminal = fakeTerminal({ columns: 60 })
    const cancelled = expect(ask(terminal.prompter)).rejects.toThrow(CancelledError)
    expect((await terminal.screen()).split('\n').filter((line) => line.length > 59)).toEqual([])
    await terminal.press(KEY.ctrlC)
    await cancelled
  })
})
