import type { Writable } from 'node:stream'
import { CancelledError } from '../errors.ts'
import { trimText } from '../text/lines.ts'
import { plain, quote } from '../text/quote.ts'
import { fitToScreen } from './fit.ts'
import {
  checkboxTexts,
  findChoice,
  initialChoices,
  MAX_SHOWN_LENGTH,
  promptFor,
  quoteChoice,
  writeChoices,
} from './plain-choices.ts'
import { type LineSource, type Lines, linesFrom } from './plain-lines.ts'
import {
  type Answer,
  type Checkboxes,
  type Confirm,
  type Input,
  type PlaceInSequence,
  type Prompter,
  prompterOf,
  type Select,
  type StepPrompter,
} from './questions.ts'
import { positiveNumber } from './terminal.ts'

/**
 * Prompts for a screen reader, a terminal that cannot move the cursor, and a shell in an editor: numbered lists and whole
 * lines. No line is ever redrawn.
 */
export function plainPrompter(source: LineSource & { readonly output: Output }): Prompter {
  const lines = linesFrom(source)
  const { output } = source
  const write = (text: string) =>
    output.write(fitToScreen(plain(text), positiveNumber(output.columns) ?? DEFAULT_COLUMNS))
  return prompterOf((place) => stepPrompter({ lines, write, place }), {
    keys: { back: BACK, cancel: 'Ctrl-C' },
    supportsMultiline: true,
  })
}

type Output = Writable & { readonly columns?: number }

const DEFAULT_COLUMNS = 80

type PlainSetup = {
  readonly lines: Lines
  readonly write: (text: string) => void
  /** null: the question is not part of a sequence. */
  readonly place: PlaceInSequence | null
}

function stepPrompter(setup: PlainSetup): StepPrompter {
  const { lines } = setup
  const listen = <T>({ isDecision }: { readonly isDecision?: true }, ask: () => Promise<T>) =>
    lines.listen(() => {
      if (isDecision === true) dropTypedAhead(setup)
      return ask()
    })
  return {
    select: (question) => listen(question, () => askForChoice(setup, question)),
    checkbox: (question) => listen(question, () => askForChoices(setup, question)),
    input: (question) =>
      listen(question, () =>
        question.isMultiline === true ? askForLines(setup, question) : askForLine(setup, question),
      ),
    confirm: (question) => listen({ isDecision: true }, () => askToConfirm(setup, question)),
  }
}

/** Shows the lines that the person typed before they saw the question, because they do not answer it. */
function dropTypedAhead({ lines, write }: PlainSetup): void {
  const dropped = lines.dropTypedAhead().filter((line) => line.trim() !== '')
  if (dropped.length === 0) return
  write('\nYou typed this before the question was shown, so it is not used as an answer:\n')
  for (const line of dropped) write(`  ${line}\n`)
}

/** Says what is wrong with an answer. Lines that were typed ahead were meant for the next questions, so they do not answer this one. */
function writeProblem(setup: PlainSetup, problem: string): void {
  setup.write(`${problem}\n`)
  if (setup.lines.wasTypedAhead()) dropTypedAhead(setup)
}

async function askForChoice<Value>(setup: PlainSetup, question: Select<Value>): Promise<Answer<Value>> {
  const all = question.choices.map(quoteChoice)
  let listed = initialChoices(question, all)
  writeQuestion(setup, question)
  for (;;) {
    writeChoices(setup.write, listed, all.length)
    const preset = listed.choices.findIndex(({ value }) => value === question.preselected) + 1
    const firstLine = await nextLine(setup, promptFor(listed, preset))
    if (firstLine === BACK) return { kind: 'back', unfinished: '' }
    const text = question.choiceFor === undefined ? firstLine : await withPastedLines(setup, firstLine)
    const found = findChoice(listed, all, text === '' && preset > 0 ? String(preset) : text, question.choiceFor)
    if (found.kind === 'one') {
      setup.write(`${found.choice.label}\n`)
      return { kind: 'answered', value: found.choice.value }
    }
    if (found.kind === 'none') writeProblem(setup, `"${quote(text)}" matches none of the choices.`)
    else listed = { choices: found.choices, isShort: false }
  }
}

async function askForChoices<Value>(setup: PlainSetup, question: Checkboxes<Value>): Promise<Answer<readonly Value[]>> {
  const { write } = setup
  const { choices, validate } = question
  writeQuestion(setup, question)
  for (const [index, { label, checked }] of choices.entries())
    write(`  ${index + 1}. ${quote(label, MAX_SHOWN_LENGTH)}${checked ? ' (selected)' : ''}\n`)
  const preset = choices.flatMap(({ checked }, index) => (checked ? [index + 1] : []))
  const { prompt, invalid } = checkboxTexts(choices.length, preset)
  for (;;) {
    const text = await nextLine(setup, prompt)
    if (text === BACK) return { kind: 'back', unfinished: '' }
    const numbers = text === '' ? preset : text.split(/[\s,]+/).map(Number)
    const hasInvalid = numbers.some((number) => !Number.isInteger(number) || number < 0 || number > choices.length)
    const chosen = choices.filter((_, index) => numbers.includes(index + 1)).map(({ value }) => value)
    const problem = hasInvalid ? invalid : validate(chosen)
    if (problem === null) return { kind: 'answered', value: chosen }
    writeProblem(setup, quote(problem, MAX_SHOWN_LENGTH))
  }
}

async function askToConfirm(setup: PlainSetup, question: Confirm): Promise<Answer<boolean>> {
  const message = `${titleOf(setup, question)} (y or n, Enter: ${question.preset ? 'y' : 'n'}) `
  for (;;) {
    const text = (await nextLine(setup, message)).toLowerCase()
    if (text === BACK) return { kind: 'back', unfinished: '' }
    if (text === '') return { kind: 'answered', value: question.preset }
    if ('yes'.startsWith(text) || 'no'.startsWith(text)) return { kind: 'answered', value: 'yes'.startsWith(text) }
    writeProblem(setup, 'Answer y or n.')
  }
}

async function askForLine(setup: PlainSetup, question: Input): Promise<Answer<string>> {
  const { prefix = '' } = question
  const answerSoFar = writeAnswerSoFar(setup, question, 'Enter keeps it')
  for (;;) {
    const text = await nextLine(setup, `${titleOf(setup, question)}: `)
    if (text === BACK) return { kind: 'back', unfinished: '' }
    const pasted = await withPastedLines(setup, text)
    const answer = resolveAnswer(pasted, answerSoFar, () => withPrefix(pasted, prefix))
    const problem = question.validate(answer)
    if (problem === null) return { kind: 'answered', value: answer }
    writeProblem(setup, quote(problem, MAX_SHOWN_LENGTH))
  }
}

/** Adds the other lines of a paste, which would otherwise answer the next questions. */
async function withPastedLines({ lines }: PlainSetup, firstLine: string): Promise<string> {
  const all = [firstLine, ...(await lines.readPasted())]
  return all
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ')
}

async function askForLines(setup: PlainSetup, question: Input): Promise<Answer<string>> {
  const { write } = setup
  const answerSoFar = writeAnswerSoFar(setup, question, 'A dot alone keeps it, other lines replace it')
  for (;;) {
    write(`${titleOf(setup, question)}. Write as many lines as you like; end with a line that is only a dot:\n`)
    const text = await readText(setup)
    if (text === null) return { kind: 'back', unfinished: '' }
    const answer = resolveAnswer(text, answerSoFar, () => text)
    const problem = question.validate(answer)
    if (problem === null) return { kind: 'answered', value: answer }
    writeProblem(setup, quote(problem, MAX_SHOWN_LENGTH))
  }
}

/** Reads lines up to a line with only a dot, or up to the end of the input. Returns null if the person goes back. */
async function readText(setup: PlainSetup): Promise<string | null> {
  const textLines: string[] = []
  for (;;) {
    const line = await nextRawLine(setup, { mayEnd: textLines.length > 0 }).catch((error: unknown) => {
      throw error instanceof CancelledError ? new CancelledError(textLines.join('\n')) : error
    })
    if (line === null || line === '.') return trimText(textLines.join('\n'))
    if (textLines.length === 0 && line.trim() === BACK && setup.place?.canGoBack === true) return null
    textLines.push(line)
  }
}

/** Shows the answer so far or, if there is none, the suggested answer, and how to keep it. Returns that answer. */
function writeAnswerSoFar(
  { write, place }: PlainSetup,
  { initial = '', suggested = '', prefix = '' }: Input,
  howToKeep: string,
): string {
  const earlierAnswer = place?.unfinished || initial
  const answer = earlierAnswer || suggested
  const label = earlierAnswer === '' ? 'Suggested' : 'So far'
  if (answer !== '' && answer === prefix)
    write(`The answer begins with "${quote(prefix, MAX_SHOWN_LENGTH)}"; type the rest.\n`)
  else if (answer !== '')
    write(`${label}: ${quote(answer, MAX_SHOWN_LENGTH)}\n${howToKeep}, and a single "${EMPTY}" empties it.\n`)
  return answer
}

/** The answer that a text stands for: nothing keeps the answer so far, and a single hyphen empties it. */
function resolveAnswer(text: string, answerSoFar: string, newAnswer: () => string): string {
  if (text === '') return answerSoFar
  return text.trim() === EMPTY ? '' : newAnswer()
}

/** Adds the prefix unless the person has typed it, because they see it above the question and may type only the rest. */
function withPrefix(text: string, prefix: string): string {
  return text.toLowerCase().startsWith(prefix.trim().toLowerCase()) ? text : `${prefix}${text}`
}

const BACK = '<'
const EMPTY = '-'

/** Asks for one line, and trims it. Returns `<` only if the person can go back from this question. */
async function nextLine(setup: PlainSetup, message: string): Promise<string> {
  const { lines, write, place } = setup
  for (;;) {
    write(message)
    let text: string
    // Somebody who presses Enter while they wait does not answer a question with it.
    do text = (await nextRawLine(setup))?.trim() ?? ''
    while (text === '' && lines.wasTypedAhead())
    if (text !== BACK || place?.canGoBack === true) return text
    write('This is the first question.\n')
  }
}

/** Returns the next line, untrimmed. If that fails, ends the line on the screen, so that the next message begins on a new line. */
async function nextRawLine(
  { lines, write }: PlainSetup,
  options?: { readonly mayEnd: boolean },
): Promise<string | null> {
  return lines.next(options).catch((error: unknown) => {
    write('\n')
    throw error
  })
}

type QuestionText = { readonly message: string; readonly required?: boolean }

function writeQuestion(setup: PlainSetup, question: QuestionText): void {
  setup.write(`\n${titleOf(setup, question)}\n`)
}

function titleOf({ place }: PlainSetup, { message, required }: QuestionText): string {
  const position = place === null || place.total === 1 ? '' : `${place.number} of ${place.total}. `
  const title = `${position}${quote(message, MAX_SHOWN_LENGTH)}`
  if (required === undefined) return title
  return `${title} ${required ? '(required)' : '(optional)'}`
}
