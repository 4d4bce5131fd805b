import stringWidth from 'string-width'
import { type Answered, readFromText } from '../../../classifier/answered.ts'
import { type Answers, QUESTIONS, type Question } from '../../../policy/answers.ts'
import { choices } from '../../../policy/questions.ts'
import type { Recommendation, Step } from '../../../policy/recommend.ts'
import type { Policy } from '../../../policy/schema.ts'
import { plain, quote } from '../../../text/quote.ts'
import { indented, labelled, padded, textWidth } from '../../layout.ts'
import type { Style } from '../../style.ts'
import { sourceLine } from '../shared/source.ts'

const QUESTION_WIDTH = 30

/** The answer, one screen: the place, why, what to do next, what to leave, and what else may fit. */
export function answerView(policy: Policy, answered: Answered, style: Style, columns: number): string {
  const { recommendation } = answered
  const width = textWidth(columns)
  const rows = [
    ...privateLine(recommendation, style),
    indented(style.answer(recommendation.title), width, 2),
    ...doubtRows(policy, answered, width, style),
    '',
    ...whyRows(policy, recommendation, width, style),
    ...recommendation.steps.flatMap((step, index) => stepRows(index === 0 ? 'Next' : 'Then', step, width, style)),
    ...recommendation.avoid.map((text) => labelled('Not', plain(text), width, style)),
    ...recommendation.alternatives.map(({ channel, when }) =>
      labelled('Or', `${policy.channels[channel].title}: ${plain(when)}`, width, style),
    ),
    ...overcautiousRows(answered, width, style),
  ]
  return `\n${rows.join('\n')}\n\n`
}

/** Said at once when an answer is sensitive, before anything else is asked. */
export function privacyWarning(style: Style): string {
  return `\n  ${style.warning('Do not post this publicly.')}\n\n`
}

/** What was read from a person's words, so that they can see and correct it. */
export function inferredView(policy: Policy, answered: Answered, style: Style, columns: number): string {
  const { recommendation, evidence } = answered
  const rows = readFromText(answered).map((question) => {
    const words = evidence.filter(({ answer }) => answer === question).map((found) => `"${quote(found.words, 40)}"`)
    const asked = padded(policy.questions[question].ask, QUESTION_WIDTH)
    const answer = answerLabel(policy, recommendation.answers, question)
    const from = fitting(words.join(', '), columns - QUESTION_WIDTH - stringWidth(answer) - 6, style)
    return `${style.good(style.symbols.tick)} ${asked} ${style.chosen(answer)}${from}`
  })
  return rows.length === 0 ? '' : `${style.quiet('Read from your words:')}\n${rows.join('\n')}\n`
}

/** The words that decided, beside the answer if they fit there. */
function fitting(words: string, room: number, style: Style): string {
  return words === '' || stringWidth(words) > room ? '' : style.quiet(`  ${words}`)
}

/** `--explain`: the way through the tree and the rule that matched. */
export function explainView(answered: Answered, style: Style, columns: number): string {
  const width = textWidth(columns)
  const { recommendation, answeredBy, evidence, confidence } = answered
  const path = QUESTIONS.map((question) => {
    const words = evidence.filter(({ answer }) => answer === question).map((found) => `"${quote(found.words, 40)}"`)
    const by = words.length === 0 ? answeredBy[question] : `${answeredBy[question]}: ${words.join(', ')}`
    return `    ${padded(question, 14)} ${recommendation.answers[question] ?? 'not known'}${style.quiet(`  (${by})`)}`
  })
  const founding = recommendation.founding
  return [
    `  ${style.label('How')}     The rule is ${style.answer(recommendation.rule)}; confidence: ${confidence}.`,
    ...path,
    ...(founding === null ? [] : [labelled('Before', founding, width, style)]),
    '',
    '',
  ].join('\n')
}

export function answerLabel(policy: Policy, answers: Answers, question: Question): string {
  const chosen = choices(policy, question, answers.type).find(({ value }) => value === answers[question])
  return chosen?.label ?? ''
}

function privateLine(recommendation: Recommendation, style: Style): readonly string[] {
  const { sensitivity } = recommendation.answers
  const warns = !recommendation.public && sensitivity !== 'public'
  return warns ? [`  ${style.warning('Do not post this publicly.')}`, ''] : []
}

/** What reads like something sensitive may be harmless; only the person knows. */
function overcautiousRows({ recommendation, answeredBy }: Answered, width: number, style: Style): readonly string[] {
  if (recommendation.answers.sensitivity === 'public' || answeredBy.sensitivity !== 'text') return []
  return ['', style.quiet(indented('Not what you meant?  mcp-comms where --sensitivity public "…"', width, 2))]
}

function doubtRows(policy: Policy, { confidence, recommendation }: Answered, width: number, style: Style) {
  if (confidence === 'high') return []
  const text = `Read from the words alone, and not sure. To be exact, add ${flagsOf(policy, recommendation.answers)}`
  return ['', indented(style.quiet(text), width, 2)]
}

function flagsOf(policy: Policy, { type, sensitivity, area }: Answers): string {
  const implied = policy.questions.type.options[type].implies !== undefined
  return [
    `--type ${type}`,
    ...(implied ? [] : [`--sensitivity ${sensitivity}`]),
    ...(area === null ? ['--area …'] : [`--area ${area}`]),
  ].join(' ')
}

function whyRows(policy: Policy, { because }: Recommendation, width: number, style: Style): readonly string[] {
  return because.flatMap((reason, index) => [
    labelled(index === 0 ? 'Why' : '', reason.text, width, style),
    indented(sourceLine(policy, reason, style), width, 10),
  ])
}

/** A command that is too long for a line goes on as a shell lets it, so that it can still be copied. */
function commandRows(command: string, width: number): readonly string[] {
  const rows: string[] = []
  for (const part of command.split(/ (?=--)/)) {
    const longer = rows.length === 0 ? part : `${rows.at(-1)} ${part}`
    if (rows.length > 0 && longer.length + ' \\'.length <= width - 10) rows.splice(-1, 1, longer)
    else rows.push(part)
  }
  return rows.map((row, at) => (at === rows.length - 1 ? row : `${row} \\`))
}

function stepRows(label: string, { text, url, command }: Step, width: number, style: Style): readonly string[] {
  return [
    labelled(label, text, width, style),
    ...(command === undefined ? [] : commandRows(command, width).map((row) => `          ${style.answer(row)}`)),
    ...(url === undefined ? [] : [`          ${style.link(url, url)}`]),
  ]
}
