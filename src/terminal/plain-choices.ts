import { quote } from '../text/quote.ts'
import { type Choice, frequentChoices, matchesSearch, type Select } from './questions.ts'

/** How many characters of a label, a hint or a message we show. */
export const MAX_SHOWN_LENGTH = 300

/** `isShort`: the list has only the frequent choices, and a last line that offers all. */
type ListedChoices<Value> = { readonly choices: readonly Choice<Value>[]; readonly isShort: boolean }
type ChoiceMatch<Value> =
  | { readonly kind: 'one'; readonly choice: Choice<Value> }
  | { readonly kind: 'several'; readonly choices: readonly Choice<Value>[] }
  | { readonly kind: 'none' }

export function initialChoices<Value>(question: Select<Value>, all: readonly Choice<Value>[]): ListedChoices<Value> {
  if (question.frequent === undefined) return { choices: all, isShort: false }
  return { choices: frequentChoices(question).map(quoteChoice), isShort: true }
}

/** The prompt, which says what the person can type. `preset`: the number that Enter chooses; 0: none. */
export function promptFor({ choices, isShort }: ListedChoices<unknown>, preset: number): string {
  const enter = preset === 0 ? '' : ` (Enter: ${preset})`
  const last = choices.length + (isShort ? 1 : 0)
  return last === 1
    ? `1 to choose it, or other words to search for${enter}: `
    : `Number from 1 to ${last}, or words to search for${enter}: `
}

/** The prompt for checkboxes, and what to say about an invalid answer. `preset`: the numbers of the selected boxes, which Enter keeps. */
export function checkboxTexts(count: number, preset: readonly number[]) {
  const enter = preset.join(', ')
  return count === 1
    ? { prompt: `1 to select it, 0 to leave it empty (Enter: ${enter || '0'}): `, invalid: 'Type 1 or 0.' }
    : {
        prompt: `Numbers, such as 1, 2 (0: none, Enter: ${enter || 'none'}): `,
        invalid: `Type numbers from 1 to ${count}.`,
      }
}

/** Finds the choices for a number in the list, the beginning of one label, or words to search for. */
export function findChoice<Value>(
  listed: ListedChoices<Value>,
  all: readonly Choice<Value>[],
  text: string,
  choiceFor: Select<Value>['choiceFor'],
): ChoiceMatch<Value> {
  const number = /^\d+$/.test(text) ? Number(text) : null
  if (number !== null) {
    const choice = listed.choices[number - 1]
    if (choice !== undefined) return { kind: 'one', choice }
    if (listed.isShort && number === listed.choices.length + 1) return { kind: 'several', choices: all }
  }
  const found = all.filter((choice) => matchesSearch(choice, text))
  const [only, ...others] = found.filter(({ label }) => label.toLowerCase().startsWith(text.toLowerCase()))
  if (text !== '' && only !== undefined && others.length === 0) return { kind: 'one', choice: only }
  if (found.length > 0) return { kind: 'several', choices: found }
  return choiceFor === undefined || number !== null
    ? { kind: 'none' }
    : { kind: 'several', choices: [quoteChoice(choiceFor(text))] }
}

export function writeChoices(
  write: (text: string) => void,
  { choices, isShort }: ListedChoices<unknown>,
  total: number,
): void {
  for (const [index, { label, hint, section }] of choices.entries()) {
    if (!isShort && section !== undefined && section !== choices[index - 1]?.section) write(`${section}:\n`)
    const separator = /[.?!]$/.test(label) ? ' ' : ': '
    write(`  ${index + 1}. ${[label, hint].filter((text) => text !== '').join(separator)}\n`)
  }
  if (isShort) write(`  ${choices.length + 1}. More: all ${total}\n`)
}

export function quoteChoice<Value>(choice: Choice<Value>): Choice<Value> {
  const { label, hint } = choice
  return { ...choice, label: quote(label, MAX_SHOWN_LENGTH), hint: quote(hint, MAX_SHOWN_LENGTH) }
}
