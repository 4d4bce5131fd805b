import { PassThrough, Writable, type WritableOptions } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { CancelledError } from '../../src/errors.ts'
import { plainPrompter } from '../../src/terminal/plain-prompter.ts'
import type { Prompter, StepPrompter } from '../../src/terminal/questions.ts'
import { EVIL, expectSafe } from '../support/hostile.ts'

type Size = { readonly columns?: number }

function setUpPrompter(onPrompt: (text: string) => void = () => undefined, size: Size = {}) {
  const input = new PassThrough()
  let unread = ''
  const write: WritableOptions['write'] = (chunk, _, done) => {
    unread += String(chunk)
    onPrompt(String(chunk))
    done()
  }
  const output = Object.assign(new Writable({ write }), size)
  let stop = () => {}
  const prompter = plainPrompter({
    input,
    output,
    onInterrupt: (interrupt) => {
      stop = interrupt
      return () => undefined
    },
  })
  const written = () => {
    const text = unread
    unread = ''
    return text
  }
  return { prompter, input, written, interrupt: () => stop() }
}

/**
 * A prompter for which one of these texts is typed at each prompt, and all up to the dot at a prompt for several lines. The input stays
 * open, as if the person were still there.
 */
function typeLines(...texts: readonly string[]) {
  return typeLinesIn({}, ...texts)
}

function typeLinesIn(size: Size, ...texts: readonly string[]) {
  const remaining = [...texts]
  const setup = setUpPrompter((text) => {
    const isForLines = /only\s+a\s+dot:\n$/.test(text)
    if (!isForLines && !/[:)] $/.test(text)) return
    const dot = remaining.indexOf('.')
    const typed = remaining.splice(0, isForLines ? (dot < 0 ? remaining.length : dot + 1) : 1)
    setImmediate(() => setup.input.write(typed.map((line) => `${line}\n`).join('')))
  }, size)
  return setup
}

/** A prompter for which these lines are typed before it asks anything. */
function typeAhead(...lines: readonly string[]) {
  const setup = setUpPrompter()
  setup.input.write(lines.map((line) => `${line}\n`).join(''))
  return setup
}

const FRUIT = [
  { value: 'apple', label: 'Apple', hint: 'red or green', section: 'Here' },
  { value: 'cherry', label: 'Cherry', hint: 'red', section: 'Here' },
  { value: 'plum', label: 'Plum', hint: 'blue', section: 'Far', words: ['damson'] },
]
const SELECT = { message: 'Which fruit?', choices: FRUIT }
const TITLE = { message: 'Title', validate: (text: string) => (text === '' ? 'Say something.' : null) }
const SECOND_OF_THREE = { number: 2, total: 3, canGoBack: true, unfinished: '' }

describe('a numbered list', () => {
  test('is written once, and its numbers can be typed', async () => {
    const { prompter, written } = typeLines('2')
    expect(await prompter.at(SECOND_OF_THREE).select({ ...SELECT, required: true })).toEqual({
      kind: 'answered',
      value: 'cherry',
    })
    expect(written()).toMatchInlineSnapshot(`
      "
      2 of 3. Which fruit? (required)
      Here:
        1. Apple: red or green
        2. Cherry: red
      Far:
        3. Plum: blue
      Number from 1 to 3, or words to search for: Cherry
      "
    `)
  })

  test.each([
    ['the beginning of one label', ['pl'], 'plum'],
    ['words that several choices have, then a number of those', ['red', '2'], 'cherry'],
    ['another word for a choice, then its number', ['damson', '1'], 'plum'],
    ['a number after answers that match no choice', ['9', 'banana', '', '1'], 'apple'],
  ])('takes %s', async (_, lines, expected) => {
    const { prompter } = typeLines(...lines)
    expect(await prompter.select(SELECT)).toBe(expected)
  })

  test('offers the typed words, or the lines of a paste, as a choice if they match no other', async () => {
    const { prompter, input, written } = typeLines('a banana\n\nfrom here')
    const choiceFor = (words: string) => ({ value: words, label: `Another: ${words}`, hint: '' })
    const answer = prompter.select({ ...SELECT, choiceFor })
    await expect.poll(() => written()).toContain('  1. Another: a banana from here\n1 to choose it')
    input.write('1\n')
    expect(await answer).toBe('a banana from here')
  })

  test('searches for a number that is not in the list', async () => {
    const versions = ['2024-11-05', '2025-03-26', '2025-06-18'].map((value) => ({ value, label: value, hint: '' }))
    const question = { message: 'Which version?', choices: versions }
    expect(await typeLines('2024').prompter.select(question)).toBe('2024-11-05')
    expect(await typeLines('2025', '2').prompter.select(question)).toBe('2025-06-18')
  })

  test('Enter alone picks the preselected choice, if there is one', async () => {
    expect(await typeLines('').prompter.select({ ...SELECT, preselected: 'plum' })).toBe('plum')
    expect(await typeLines('', '1').prompter.select(SELECT)).toBe('apple')
  })

  test('breaks its lines between words', async () => {
    const { prompter, written } = typeLines('1')
    await prompter.select({
      message: 'Where?',
      choices: [
        { value: 1, label: 'Reference servers', hint: `filesystem, git, fetch, ${'memory, '.repeat(9)}everything` },
      ],
    })
    const rows = written().split('\n')
    expect(rows.filter((row) => row.length > 80)).toEqual([])
    expect(rows).toContainEqual(expect.stringMatching(/^ {5}memory, .*everything$/))
  })

  test('in a terminal that does not know its size is written as for 80 columns', async () => {
    const { prompter, written } = typeLinesIn({ columns: 0 }, '1')
    await prompter.select(SELECT)
    expect(written()).toContain('  1. Apple: red or green\n')
  })

  test('with one choice says that 1 chooses it', async () => {
    const { prompter, written } = typeLines('damson', '1')
    await prompter.select(SELECT)
    expect(written()).toContain('  1. Plum: blue\n1 to choose it, or other words to search for: ')
  })

  test('begins with the frequent choices, and continues with all', async () => {
    const { prompter, written } = typeLines('2', '3')
    expect(await prompter.select({ ...SELECT, frequent: ['cherry'] })).toBe('plum')
    expect(written()).toContain('  1. Cherry: red\n  2. More: all 3\n')
  })
})

describe('checkboxes', () => {
  const BOXES = {
    message: 'Before you post',
    choices: [
      { value: 'read', label: 'I have read it', checked: false },
      { value: 'help', label: 'I will help', checked: true },
    ],
    validate: (chosen: readonly string[]) => (chosen.includes('read') ? null : 'This box is required.'),
  }

  test.each([
    ['numbers', ['1, 2'], ['read', 'help']],
    ['one number', ['1'], ['read']],
    ['Enter, which lacks a required box, then numbers', ['', '3', 'x', '1 2'], ['read', 'help']],
  ])('take %s', async (_, lines, expected) => {
    expect(await typeLines(...lines).prompter.checkbox(BOXES)).toEqual(expected)
  })

  test('ask for one number if there is only one box', async () => {
    const { prompter, written } = typeLines('2', '1')
    expect(await prompter.checkbox({ ...BOXES, choices: BOXES.choices.slice(0, 1) })).toEqual(['read'])
    const prompt = '1 to select it, 0 to leave it empty (Enter: 0): '
    expect(written()).toBe(`\nBefore you post\n  1. I have read it\n${prompt}Type 1 or 0.\n${prompt}`)
  })
})

describe('a text prompt', () => {
  test('asks again if the answer is not valid', async () => {
    const { prompter, written } = typeLines('  ')
    const answer = prompter.input(TITLE)
    await expect.poll(() => written()).toContain('Say something.')
    expect(await Promise.race([answer, 'open'])).toBe('open')
  })

  test.each([
    ['', '1.2'],
    ['-', ''],
    ['1.3', '1.3'],
  ])('with an initial answer takes %j as %j', async (line, expected) => {
    const { prompter } = typeLines(line)
    expect(await prompter.input({ message: 'Version', initial: '1.2', validate: () => null })).toBe(expected)
  })

  test('marks a suggested answer as such, and accepts it with Enter', async () => {
    const { prompter, written } = typeLines('')
    expect(await prompter.input({ message: 'Version', suggested: '1.2', validate: () => null })).toBe('1.2')
    expect(written()).toContain('Suggested: 1.2\n')
  })

  test('takes several pasted lines as one answer', async () => {
    const { prompter } = typeLines('one\ntwo\ny')
    expect(await prompter.input(TITLE)).toBe('one two y')
  })

  test('for several lines ends at a dot, and keeps empty lines', async () => {
    const { prompter } = typeLines('one', '', '  two', '.', 'y')
    expect(await prompter.input({ ...TITLE, isMultiline: true })).toBe('one\n\n  two')
    expect(await prompter.confirm({ message: 'Right?', preset: false })).toBe(true)
  })

  test('for several lines keeps the indentation of the first line, because it may be code', async () => {
    const { prompter } = typeLines('', '    npm test', '', '.')
    expect(await prompter.input({ ...TITLE, isMultiline: true })).toBe('    npm test')
  })

  test('keeps what was typed before Ctrl-C as unfinished', async () => {
    const { prompter, interrupt, written } = typeLines('one', 'two')
    const answer = prompter.input({ ...TITLE, isMultiline: true }).catch((error: unknown) => error)
    await expect.poll(() => written()).toContain('dot')
    await new Promise(setImmediate)
    interrupt()
    expect(await answer).toEqual(new CancelledError('one\ntwo'))
    expect(await answer).toMatchObject({ unfinished: 'one\ntwo' })
  })

  test('takes what was typed before the input ended as the answer', async () => {
    const { prompter, input } = typeAhead('one', 'two')
    input.end()
    expect(await prompter.input({ ...TITLE, isMultiline: true })).toBe('one\ntwo')
  })

  test('for several lines says how to keep the answer so far', async () => {
    const { prompter, written } = typeLines('.')
    expect(await prompter.input({ ...TITLE, initial: 'one', isMultiline: true })).toBe('one')
    expect(written()).toContain('So far: one\nA dot alone keeps it, other lines replace it')
  })

  test.each([
    ['HTTP/2', 'Decision: HTTP/2'],
    ['decision: HTTP/2', 'decision: HTTP/2'],
  ])('with a prefix takes %j as %j', async (line, expected) => {
    const { prompter, written } = typeLines(line)
    expect(await prompter.input({ ...TITLE, initial: 'Decision: ', prefix: 'Decision: ' })).toBe(expected)
    expect(written()).toContain('The answer begins with "Decision:"; type the rest.\n')
  })
})

describe('lines that were typed before their questions', () => {
  const NOT_USED = 'You typed this before the question was shown, so it is not used as an answer:\n'

  test('answer one question each, in their order', async () => {
    const { prompter } = typeAhead('My title', 'red', '2', '1', 'Two', 'lines', '.', '', 'the version')
    expect(await prompter.input(TITLE)).toBe('My title')
    expect(await prompter.select(SELECT)).toBe('cherry')
    expect(await prompter.select({ ...SELECT, choiceFor: () => ({ value: 'x', label: 'x', hint: '' }) })).toBe('apple')
    expect(await prompter.input({ ...TITLE, isMultiline: true })).toBe('Two\nlines')
    expect(await prompter.input(TITLE)).toBe('the version')
  })

  test('do not accept what Enter alone would accept', async () => {
    const { prompter, input, written } = typeAhead('', ' ')
    const answer = prompter.select({ ...SELECT, preselected: 'plum' })
    await expect.poll(() => written()).toContain('(Enter: 3): ')
    expect(await Promise.race([answer, 'open'])).toBe('open')
    input.write('\n')
    expect(await answer).toBe('plum')
  })

  test('are shown, and answer no other question, once one of them is not a valid answer', async () => {
    const { prompter, input, written } = typeAhead('banana', 'My title', '', '1')
    const answer = prompter.select(SELECT)
    await expect.poll(() => written()).toContain(`matches none of the choices.\n\n${NOT_USED}  My title\n  1\n`)
    input.write('3\n')
    expect(await answer).toBe('plum')
  })

  test.each<[string, (prompter: Prompter) => Promise<unknown>, string, unknown]>([
    ['a yes-or-no question', (prompter) => prompter.confirm({ message: 'Send it?', preset: true }), 'n', false],
    ['a list', (prompter) => prompter.select({ ...SELECT, isDecision: true }), '2', 'cherry'],
    ['a text prompt', (prompter) => prompter.input({ ...TITLE, isDecision: true }), '3', '3'],
  ])('are shown, and do not answer a question that sends something: %s', async (_, ask, typed, expected) => {
    const { prompter, input, written } = typeAhead('y', '1')
    const answer = ask(prompter)
    await expect.poll(() => written()).toContain(`${NOT_USED}  y\n  1\n`)
    input.write(`${typed}\n`)
    expect(await answer).toBe(expected)
  })
})

const QUESTIONS: readonly (readonly [string, (ask: StepPrompter | Prompter) => Promise<unknown>])[] = [
  ['a list', (ask) => ask.select(SELECT)],
  ['checkboxes', (ask) => ask.checkbox({ message: 'Boxes', choices: [], validate: () => null })],
  ['a text prompt', (ask) => ask.input(TITLE)],
  ['a text prompt for several lines', (ask) => ask.input({ ...TITLE, isMultiline: true })],
  ['a yes-or-no question', (ask) => ask.confirm({ message: 'Right?', preset: true })],
]

describe.each(QUESTIONS)('%s', (_, ask) => {
  test('goes back with "<"', async () => {
    expect(await ask(typeLines('<').prompter.at(SECOND_OF_THREE))).toEqual({ kind: 'back', unfinished: '' })
  })

  test.each([
    ['the end of the input', null],
    ['Esc and Enter', '\u001B'],
    ['Esc and Enter, as a terminal shows it', '^['],
  ])('is cancelled by %s', async (_, line) => {
    const { prompter, input } = line === null ? typeLines() : typeLines(line)
    if (line === null) input.end()
    await expect(ask(prompter)).rejects.toThrow(CancelledError)
  })

  test('listens for Ctrl-C before it shows anything, because somebody may press it at once', async () => {
    const output = new PassThrough()
    const shownBefore: unknown[] = []
    const onInterrupt = (stop: () => void) => {
      shownBefore.push(output.read())
      stop()
      return () => undefined
    }
    const prompter = plainPrompter({ input: new PassThrough(), output, onInterrupt })
    await expect(ask(prompter)).rejects.toThrow(CancelledError)
    expect(shownBefore).toEqual([null])
  })

  test('is cancelled by Ctrl-C', async () => {
    const { prompter, interrupt, written } = typeLines()
    const cancelled = expect(ask(prompter)).rejects.toThrow(CancelledError)
    await new Promise(setImmediate)
    interrupt()
    await cancelled
    expect(written()).toMatch(/\S.*\n+$/)
  })
})

test('neither hostile text nor the prompter itself controls the terminal', async () => {
  const { prompter, written } = typeLines('1', '1', 'y', 'text')
  const choices = [{ value: 1, label: EVIL, hint: EVIL, section: EVIL }]
  await prompter.select({ message: EVIL, choices })
  await prompter.checkbox({ message: EVIL, choices: [{ value: 1, label: EVIL, checked: false }], validate: () => null })
  await prompter.confirm({ message: EVIL, preset: true })
  await prompter.input({ message: EVIL, initial: EVIL, validate: () => null })
  expectSafe(written())
})
