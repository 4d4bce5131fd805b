import type { Writable } from 'node:stream'
import { CancelledError } from '../errors.ts'
import { plain, quote } from '../text/quote.ts'
import { fitToScreen } from './fit.ts'
import { findChoice, firstListed, MAX_LENGTH, promptFor, quoteChoice, writeChoices } from './plain-choices.ts'
import { type LineSource, type Lines, readLines } from './plain-lines.ts'
import {
  type Answer,
  type Checkboxes,
  type Confirm,
  type Input,
  type Place,
  type Prompter,
  prompterOf,
  type Select,
  type StepPrompter,
} from './questions.ts'

/**
 * Prompts for a screen reader, a terminal that cannot move the cursor, and a shell in an editor: numbered lists and whole
 * lines. It never redraws a line.
 */
export function plainPrompter(source: LineSource & { readonly output: Output }): Prompter {
  const lines = readLines(source)
  const { output } = source
  const write = (text: string) => output.write(fitToScreen(plain(text), output.columns ?? DEFAULT_COLUMNS))
  return prompterOf((place) => stepPrompter({ lines, write, place }), {
    keys: { back: BACK, stop: 'Ctrl-C' },
    supportsMultiline: true,
  })
}

type Output = Writable & { readonly columns?: number }

const DEFAULT_COLUMNS = 80

type Asking = {
  readonly lines: Lines
  readonly write: (text: string) => void
  /** null: the question is not part of a sequence. */
  readonly place: Place | null
}

function stepPrompter(asking: Asking): StepPrompter {
  return {
    select: (question) => askForChoice(asking, question),
    checkbox: (question) => askForChoices(asking, question),
    input: (question) => (question.isMultiline === true ? askForLines(asking, question) : askForLine(asking, question)),
    confirm: (question) => askToConfirm(asking, question),
  }
}

async function askForChoice<Value>(asking: Asking, question: Select<Value>): Promise<Answer<Value>> {
  const all = question.choices.map(quoteChoice)
  let listed = firstListed(question, all)
  writeQuestion(asking, question)
  for (;;) {
    writeChoices(asking.write, listed, all.length)
    const preset = listed.choices.findIndex(({ value }) => value === question.preselected) + 1
    const text = await nextLine(asking, promptFor(listed, preset))
    if (text === BACK) return { kind: 'back', unfinished: '' }
    const found = findChoice(listed, all, text === '' && preset > 0 ? String(preset) : text)
    if (found.kind === 'one') {
      asking.write(`${found.choice.label}\n`)
      return { kind: 'answered', value: found.choice.value }
    }
    if (found.kind === 'none') asking.write(`"${quote(text)}" matches none of them.\n`)
    else listed = { choices: found.choices, isShort: false }
  }
}

async function askForChoices<Value>(asking: Asking, question: Checkboxes<Value>): Promise<Answer<readonly Value[]>> {
  const { write } = asking
  const { choices, validate } = question
  writeQuestion(asking, question)
  for (const [at, { label, checked }] of choices.entries())
    write(`  ${at + 1}. ${quote(label, MAX_LENGTH)}${checked ? ' (selected)' : ''}\n`)
  const preset = choices.flatMap(({ checked }, at) => (checked ? [at + 1] : []))
  const enter = preset.length === 0 ? 'none' : preset.join(', ')
  for (;;) {
    const text = await nextLine(asking, `Numbers, such as 1, 2 (0: none, Enter: ${enter}): `)
    if (text === BACK) return { kind: 'back', unfinished: '' }
    const numbers = text === '' ? preset : text.split(/[\s,]+/).map(Number)
    const unknown = numbers.some((number) => !Number.isInteger(number) || number < 0 || number > choices.length)
    const chosen = choices.filter((_, at) => numbers.includes(at + 1)).map(({ value }) => value)
    const problem = unknown ? `Type numbers from 1 to ${choices.length}.` : validate(chosen)
    if (problem === null) return { kind: 'answered', value: chosen }
    write(`${quote(problem, MAX_LENGTH)}\n`)
  }
}

async function askToConfirm(asking: Asking, question: Confirm): Promise<Answer<boolean>> {
  const message = `${titleOf(asking, question)} (y or n, Enter: ${question.preset ? 'y' : 'n'}) `
  for (;;) {
    const text = (await nextLine(asking, message)).toLowerCase()
    if (text === BACK) return { kind: 'back', unfinished: '' }
    if (text === '') return { kind: 'answered', value: question.preset }
    if ('yes'.startsWith(text) || 'no'.startsWith(text)) return { kind: 'answered', value: 'yes'.startsWith(text) }
    asking.write('Answer y or n.\n')
  }
}

async function askForLine(asking: Asking, question: Input): Promise<Answer<string>> {
  const { write, lines } = asking
  const { prefix = '' } = question
  const known = writeAnswerSoFar(asking, question, 'Enter keeps it')
  for (;;) {
    const text = await nextLine(asking, `${titleOf(asking, question)}: `)
    if (text === BACK) return { kind: 'back', unfinished: '' }
    // Otherwise the other lines of a paste would answer the next questions.
    const pasted = [text, ...(await lines.pasted())].join(' ').trim()
    const answer = pasted === '' ? known : pasted === EMPTY ? '' : withPrefix(pasted, prefix)
    const problem = question.validate(answer)
    if (problem === null) return { kind: 'answered', value: answer }
    write(`${quote(problem, MAX_LENGTH)}\n`)
  }
}

async function askForLines(asking: Asking, question: Input): Promise<Answer<string>> {
  const { write } = asking
  const known = writeAnswerSoFar(asking, question, 'A dot alone keeps it, other lines replace it')
  for (;;) {
    write(`${titleOf(asking, question)}. Write as many lines as you like; end with a line that is only a dot:\n`)
    const text = await readText(asking)
    if (text === null) return { kind: 'back', unfinished: '' }
    const answer = text === '' ? known : text === EMPTY ? '' : text
    const problem = question.validate(answer)
    if (problem === null) return { kind: 'answered', value: answer }
    write(`${quote(problem, MAX_LENGTH)}\n`)
  }
}

/** Reads lines up to a single dot. The end of the input also ends the text. Returns null if the person goes back. */
async function readText(asking: Asking): Promise<string | null> {
  const textLines: string[] = []
  for (;;) {
    const line = await nextRawLine(asking, { mayEnd: textLines.length > 0 }).catch((error: unknown) => {
      throw error instanceof CancelledError ? new CancelledError(textLines.join('\n')) : error
    })
    if (line === null || line === '.') return textLines.join('\n').trim()
    if (textLines.length === 0 && line.trim() === BACK && asking.place?.canGoBack === true) return null
    textLines.push(line)
  }
}

/** Shows the answer so far, or the suggested answer, and how to keep it. Returns that answer. */
function writeAnswerSoFar(
  { write, place }: Asking,
  { initial = '', suggested = '', prefix = '' }: Input,
  howToKeep: string,
): string {
  const ownAnswer = place?.unfinished || initial
  const known = ownAnswer || suggested
  const label = ownAnswer === '' ? 'Suggested' : 'So far'
  if (known !== '' && known === prefix) write(`It begins with "${quote(prefix, MAX_LENGTH)}"; type the rest.\n`)
  else if (known !== '')
    write(`${label}: ${quote(known, MAX_LENGTH)}\n${howToKeep}, and a single "${EMPTY}" empties it.\n`)
  return known
}

/** Adds the prefix, because the person sees it only above the question, and types what follows it. */
function withPrefix(text: string, prefix: string): string {
  return text.toLowerCase().startsWith(prefix.trim().toLowerCase()) ? text : `${prefix}${text}`
}

const BACK = '<'
const EMPTY = '-'

/** Asks for one line, and trims it. Returns `<` only if the person can go back from this question. */
async function nextLine(asking: Asking, message: string): Promise<string> {
  const { write, place } = asking
  for (;;) {
    const text = (await nextRawLine(asking, { show: () => write(message) }))?.trim() ?? ''
    if (text !== BACK || place?.canGoBack === true) return text
    write('This is the first question.\n')
  }
}

/** Ends the current line of the screen if there is no answer. Otherwise the next message would begin on that line. */
async function nextRawLine({ lines, write }: Asking, how: Parameters<Lines['next']>[0]): Promise<string | null> {
  return lines.next(how).catch((error: unknown) => {
    write('\n')
    throw error
  })
}

type Shown = { readonly message: string; readonly required?: boolean }

function writeQuestion(asking: Asking, question: Shown): void {
  asking.write(`\n${titleOf(asking, question)}\n`)
}

function titleOf({ place }: Asking, { message, required }: Shown): string {
  const at = place === null || place.total === 1 ? '' : `${place.number} of ${place.total}. `
  const note = required === undefined ? '' : required ? ' (required)' : ' (optional)'
  return `${at}${quote(message, MAX_LENGTH)}${note}`
}
