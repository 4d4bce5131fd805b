import { stripVTControlCharacters } from 'node:util'
import search from '@inquirer/search'
import select, { Separator } from '@inquirer/select'
import { type Asking, ask, isWide, lookOf, messageOf, pageSize, quoteText, widthFor } from './inquirer.ts'
import { listTheme, MESSAGE_WIDTH } from './prompt-theme.ts'
import { type Answer, type Choice, frequentOf, matches, type Select } from './questions.ts'
import { padText, widestOf, widthOf, wrapText } from './style.ts'

/** A longer list is searched by typing. */
const SHORT_LIST = 7

/** Lets the person choose from a short list, or search a long list. */
export async function askForChoice<Value>(asking: Asking, question: Select<Value>): Promise<Answer<Value>> {
  if (question.choices.length <= SHORT_LIST)
    return ask(asking, (context) => select(selectConfig(question, asking), context))
  const answer = await ask(asking, (context) => search<Value | typeof ALL>(searchConfig(question, asking), context))
  if (answer.kind === 'back') return answer
  const { value } = answer
  if (value !== ALL) return { kind: 'answered', value }
  const { frequent: _, ...whole } = question
  return askForChoice(asking, whole)
}

function selectConfig<Value>(question: Select<Value>, asking: Asking) {
  const { choices, preselected } = question
  const items = withSections(choices.map(quoteChoice), question.message, asking)
  return {
    message: messageOf(question, asking.place),
    choices: items,
    loop: false,
    ...listLook(asking, 'type to jump', () => items.length),
    ...(preselected === undefined ? {} : { default: preselected }),
  }
}

const ALL = Symbol('all choices')

/** A list that becomes shorter with each word that the person types. */
function searchConfig<Value>(question: Select<Value>, asking: Asking) {
  const { choices, preselected, frequent } = question
  const all: readonly Choice<Value | typeof ALL>[] = choices.map(quoteChoice)
  const short =
    frequent === undefined
      ? all
      : [
          ...frequentOf(question).map(quoteChoice),
          { value: ALL, label: 'More …', hint: `all ${choices.length}, or type a word to search them` } as const,
        ]
  let shown = 0
  return {
    message: messageOf(question, asking.place),
    source: (term: string | undefined) => {
      // Tab completes the name of a choice, with its style and cut hint.
      const words = stripVTControlCharacters(term ?? '')
        .replaceAll('…', ' ')
        .trim()
      const items = withSections<Value | typeof ALL>(
        words === '' ? short : all.filter((one) => one.always === true || matches(one, words)),
        question.message,
        asking,
      )
      shown = items.length
      return items
    },
    ...listLook(asking, 'type to search', () => shown),
    ...(preselected === undefined || short.every(({ value }) => value !== preselected) ? {} : { default: preselected }),
  }
}

/** @param typing what typing does @param count how many lines the whole list has now */
function listLook({ streams: { output }, style, place }: Asking, typing: string, count: () => number) {
  const size = pageSize(output)
  const keys = { ...lookOf(output, place), typing }
  const moreText = () => (count() > size ? `The list continues; it has ${count()} lines` : null)
  return { pageSize: size, theme: listTheme(style, keys, moreText) }
}

function withSections<Value>(
  choices: readonly Choice<Value>[],
  message: string,
  { streams: { output }, style }: Asking,
) {
  const wide = isWide(output)
  const width = widthFor(output)
  const labelWidth = widestOf(choices.map(({ label }) => label)) + 2
  return choices.flatMap(({ value, label, hint, section }, index) => {
    const hintBeside = cut(hint, width - labelWidth - 3)
    const short = cut(label, answerWidth(message, wide, width))
    const choice = wide
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

/** The width left for the answer beside an answered question, so that neither is broken within a word. */
function answerWidth(message: string, wide: boolean, width: number): number {
  const messageWidth = Math.max(widthOf(quoteText(message)), wide ? MESSAGE_WIDTH : 0) + 3
  return messageWidth + SHORT_ANSWER <= width ? width - messageWidth : width
}

/** With less space than this, the answer continues on the next row. */
const SHORT_ANSWER = 12

function cut(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1)).trimEnd()}…`
}

function quoteChoice<Value>({ label, hint, section, ...rest }: Choice<Value>): Choice<Value> {
  const texts = { ...rest, label: quoteText(label), hint: quoteText(hint) }
  return section === undefined ? texts : { ...texts, section: quoteText(section) }
}
