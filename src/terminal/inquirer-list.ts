import { stripVTControlCharacters } from 'node:util'
import search from '@inquirer/search'
import select, { Separator } from '@inquirer/select'
import { oneLine } from '../text/quote.ts'
import { ask, type InquirerSetup, isWide, lookOf, messageOf, pageSize, quoteText, widthFor } from './inquirer.ts'
import { joinPastedLines } from './paste.ts'
import { listTheme, MESSAGE_WIDTH, type TypingLook } from './prompt-theme.ts'
import { type Answer, type Choice, frequentChoices, matchesSearch, type Select } from './questions.ts'
import { cut, maxWidthOf, padText, widthOf, wrapText } from './style.ts'

/** The person searches a longer list by typing. */
const MAX_UNSEARCHED_CHOICES = 7

export async function askForChoice<Value>(setup: InquirerSetup, question: Select<Value>): Promise<Answer<Value>> {
  if (question.choices.length <= MAX_UNSEARCHED_CHOICES)
    return ask(setup, (context) => select(selectConfig(question, setup), context))
  const { config, isSearching } = searchConfig(question, setup)
  const stopJoining = joinPastedLines(setup.streams.input)
  const answer = await ask(setup, (context) => search<Value | typeof ALL>(config, context), isSearching).finally(
    stopJoining,
  )
  if (answer.kind === 'back') return answer
  const { value } = answer
  if (value !== ALL) return { kind: 'answered', value }
  const { frequent: _, ...withAllChoices } = question
  return askForChoice(setup, withAllChoices)
}

function selectConfig<Value>(question: Select<Value>, setup: InquirerSetup) {
  const { choices, preselected } = question
  const width = widthFor(setup.streams.output)
  const items = withSections(choices.map(quoteChoice), question.message, setup).map((item) =>
    // A search cannot show a label on several rows, because Tab types the label, and a line feed would count as Enter.
    'name' in item ? { ...item, name: wrapText(item.name, width, POINTER_WIDTH).trimStart() } : item,
  )
  return {
    message: messageOf(question, setup.place),
    choices: items,
    loop: false,
    ...listLook(setup, { typingHint: 'type to jump', isSearching: () => false }, () => items.length),
    ...(preselected === undefined ? {} : { default: preselected }),
  }
}

/** The width of the pointer and the space before a label. */
const POINTER_WIDTH = 2

const ALL = Symbol('all choices')

function searchConfig<Value>(question: Select<Value>, setup: InquirerSetup) {
  const { choices, preselected, frequent, choiceFor } = question
  const all: readonly Choice<Value | typeof ALL>[] = choices.map(quoteChoice)
  const initial =
    frequent === undefined
      ? all
      : [
          ...frequentChoices(question).map(quoteChoice),
          { value: ALL, label: 'More …', hint: `all ${choices.length}, or type a word to search them` } as const,
        ]
  const choicesWith = (words: string): readonly Choice<Value | typeof ALL>[] => {
    // Tab fills in the name of a choice, including its hint, which may be shortened with "…".
    const searched = words.replaceAll('…', ' ').trim()
    return searched === '' ? initial : all.filter((choice) => matchesSearch(choice, searched))
  }
  let shownLines = 0
  /** The name of the choice that `choiceFor` made last, and the words that it was made from. */
  let lastOffer = { name: '', words: '' }
  let typed = ''
  const isSearching = () => typed !== ''
  const config = {
    message: messageOf(question, setup.place),
    source: (term: string | undefined) => {
      typed = withoutStyle(term ?? '')
      // Tab may have filled in the name of that choice. It stands for the words that the person typed.
      const words = typed === lastOffer.name ? lastOffer.words : typed
      const found = choicesWith(words)
      const fallback = found.length === 0 && choiceFor !== undefined ? [quoteChoice(choiceFor(words))] : []
      const items = withSections([...found, ...fallback], question.message, setup)
      for (const item of items)
        if (fallback.length > 0 && 'name' in item) lastOffer = { name: withoutStyle(item.name), words }
      shownLines = items.length
      return items
    },
    ...listLook(setup, { typingHint: 'type to search', isSearching }, () => shownLines),
    ...(preselected === undefined || initial.every(({ value }) => value !== preselected)
      ? {}
      : { default: preselected }),
  }
  return { config, isSearching }
}

function withoutStyle(text: string): string {
  return oneLine(stripVTControlCharacters(text))
}

/** @param countLines returns the current number of lines in the whole list */
function listLook({ streams: { output }, style, place }: InquirerSetup, typing: TypingLook, countLines: () => number) {
  const size = pageSize(output)
  const look = { ...lookOf(output, place), ...typing }
  const moreText = () => (countLines() > size ? `The list continues; it has ${countLines()} lines` : null)
  return { pageSize: size, theme: listTheme(style, look, moreText) }
}

function withSections<Value>(
  choices: readonly Choice<Value>[],
  message: string,
  { streams: { output }, style }: InquirerSetup,
) {
  const width = widthFor(output)
  const labelWidth = maxWidthOf(choices.map(({ label }) => label)) + 2
  const hintWidth = width - labelWidth - 3
  const hasHintsBeside = isWide(output) && hintWidth >= MIN_HINT_WIDTH
  return choices.flatMap(({ value, label, hint, section }, index) => {
    const hintBeside = cut(hint, hintWidth)
    const short = cut(label, answerWidth(message, isWide(output), width))
    const choice = hasHintsBeside
      ? {
          value,
          name: padText(label, labelWidth) + style.quiet(hintBeside),
          short,
          ...(hintBeside === hint ? {} : { description: wrapText(hint, width, 0) }),
        }
      : { value, name: label, short, description: wrapText(hint, width, 0) }
    const startsSection = section !== undefined && section !== choices[index - 1]?.section
    return startsSection ? [new Separator(style.quiet(section)), choice] : [choice]
  })
}

/** The columns for the answer beside an answered question. If too few are left, the answer has the next row to itself. */
function answerWidth(message: string, wide: boolean, width: number): number {
  const messageWidth = Math.max(widthOf(quoteText(message)), wide ? MESSAGE_WIDTH : 0) + 3
  return messageWidth + MIN_ANSWER_WIDTH <= width ? width - messageWidth : width
}

const MIN_ANSWER_WIDTH = 12
/** With less space than this beside the labels, the hint of the current choice is shown below the list. */
const MIN_HINT_WIDTH = 12

function quoteChoice<Value>({ label, hint, section, ...rest }: Choice<Value>): Choice<Value> {
  const texts = { ...rest, label: quoteText(label), hint: quoteText(hint) }
  return section === undefined ? texts : { ...texts, section: quoteText(section) }
}
