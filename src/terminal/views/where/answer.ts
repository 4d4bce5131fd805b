import { type Placement, questionsAnsweredByText, type RepoCandidate } from '../../../classifier/placement.ts'
import { ageInDays, MAX_AGE_DAYS } from '../../../policy/age.ts'
import { type Answers, QUESTIONS, type Question, type Sensitivity } from '../../../policy/answers.ts'
import { choices, wordingOf } from '../../../policy/questions.ts'
import type { NextStep, Recommendation } from '../../../policy/recommend.ts'
import type { Policy } from '../../../policy/schema.ts'
import { plain, quote } from '../../../text/quote.ts'
import { flagWords, policyFlag, type Shell, shellWord } from '../../../text/shell.ts'
import { labelRow, padText, type Style, textWidth, widthOf, wrapCommand, wrapText } from '../../style.ts'
import { sourceLine } from '../shared/source.ts'

const QUESTION_WIDTH = 30
/** The width of the labels, such as `Why`, and of the space around them. */
const INDENT = 10

/** @param policyFile the file of `--policy`, for the commands that begin again */
export function answerView(
  policy: Policy,
  placement: Placement,
  style: Style,
  columns: number,
  policyFile?: string,
): string {
  const policyWords = policyFlag(policyFile, style.shell)
  const { recommendation } = placement
  const width = textWidth(columns)
  const rows = [
    ...privateLine(recommendation, style),
    wrapText(style.answer(recommendation.title), width, 2),
    ...secondRows(placement, width, style),
    ...confidenceRows(policy, placement, width, style),
    ...candidateRows(placement, width, style),
    '',
    ...whyRows(recommendation, width, style),
    ...recommendation.steps.flatMap((step, index) => stepRows(stepLabel(step, index), step, columns, style)),
    ...recommendation.avoid.map((text) => labelRow('Not', plain(text), width, style)),
    ...otherAlternatives(placement).map(({ channel, when }) =>
      labelRow('Or', `${policy.channels[channel].title}: ${plain(when)}`, width, style),
    ),
    ...otherMatterRows(placement, columns, style, policyWords),
    ...overrideRows(placement, width, style, policyWords),
  ]
  return `\n${rows.join('\n')}\n\n`
}

/** Shown as soon as an answer turns out to be sensitive. */
export function privacyWarning(style: Style): string {
  return `\n${warningLine(style)}\n\n`
}

/** The answers that we inferred from a person's words, so that the person can correct them. */
export function inferredAnswersView(policy: Policy, placement: Placement, style: Style, columns: number): string {
  const { recommendation } = placement
  const rows = questionsAnsweredByText(placement).map((question) => {
    const questionText = padText(wordingOf(policy, question, recommendation.answers.type), QUESTION_WIDTH)
    const answer = answerLabel(policy, recommendation.answers, question)
    const from = fittingWords(wordsFor(placement, question), columns - QUESTION_WIDTH - widthOf(answer) - 6, style)
    return `${style.good(style.symbols.tick)} ${questionText} ${style.chosen(answer)}${from}`
  })
  return rows.length === 0 ? '' : `${style.quiet('From your words:')}\n${rows.join('\n')}\n`
}

/** The person's words that suggest the answer to a question, in quotation marks. */
export function wordsFor({ evidence }: Placement, question: Question): string {
  return evidence
    .filter((item) => item.question === question)
    .map(({ words }) => `"${quote(words, 40)}"`)
    .join(', ')
}

function fittingWords(words: string, available: number, style: Style): string {
  return words === '' || widthOf(words) > available ? '' : style.quiet(`  ${words}`)
}

/** One line if the rules were last compared with their sources a long time ago; otherwise nothing. */
export function ageHint(policy: Policy, now: Date, shell: Shell): string {
  const age = ageInDays(policy, now)
  if (age <= MAX_AGE_DAYS) return ''
  const command = ['mcp-comms policy check', ...flagWords([['--policy', policy.path]], shell)].join(' ')
  return `These rules were last checked ${age} days ago. To see what has changed since: ${command}\n`
}

export function answerLabel(policy: Policy, answers: Answers, question: Question): string {
  if (question === 'area' && answers.area !== null) return policy.areas[answers.area]?.label ?? ''
  const chosen = choices(policy, question, answers.type).find(({ value }) => value === answers[question])
  return chosen?.label ?? ''
}

function privateLine(recommendation: Recommendation, style: Style): readonly string[] {
  const { sensitivity } = recommendation.answers
  const needsWarning = !recommendation.public && sensitivity !== 'public'
  return needsWarning ? [warningLine(style), ''] : []
}

function warningLine(style: Style): string {
  return `  ${style.warning('Do not post this publicly.')}`
}

type Override = { readonly text: string; readonly command: string }

/**
 * What to do if the text only sounds sensitive. If it may be about a vulnerability or a person, no flag makes it public: its author
 * answers the questions, and sees what each answer means.
 */
const OVERRIDES: { readonly [S in Exclude<Sensitivity, 'public'>]: Override } = {
  security: {
    text: 'If you are not sure, this is the safe choice. If it cannot harm anybody, answer the questions instead:',
    command: 'mcp-comms where',
  },
  people: {
    text: 'If you are not sure, this is the safe choice. If it is not about a person, answer the questions instead:',
    command: 'mcp-comms where',
  },
  'limited-audience': { text: 'If everyone may read it:', command: 'mcp-comms where --sensitivity public "…"' },
}

function overrideRows(
  { recommendation, answeredBy }: Placement,
  width: number,
  style: Style,
  policyWords: readonly string[],
): readonly string[] {
  const { sensitivity } = recommendation.answers
  if (sensitivity === 'public' || answeredBy.sensitivity !== 'text') return []
  const { text, command } = OVERRIDES[sensitivity]
  return ['', style.quiet(wrapText(text, width, 2)), style.quiet(`    ${[command, ...policyWords].join(' ')}`)]
}

function secondRows({ second }: Placement, width: number, style: Style): readonly string[] {
  if (second === null) return []
  const { recommendation, conditions } = second
  return [
    wrapText(`if ${plain(conditions[0])}.`, width, 2),
    '',
    wrapText(`Or: ${style.answer(recommendation.title)}`, width, 2),
    wrapText(`if ${plain(conditions[1])}.`, width, 2),
  ]
}

/** The other channels, without that of the second place, which has rows of its own. */
function otherAlternatives({ recommendation, second }: Placement): Recommendation['alternatives'] {
  return recommendation.alternatives.filter(({ channel }) => channel !== second?.recommendation.channel)
}

function otherMatterRows(
  { otherMatter }: Placement,
  columns: number,
  style: Style,
  policyWords: readonly string[],
): readonly string[] {
  if (otherMatter === null) return []
  const width = textWidth(columns)
  const words = shellWord(quote(otherMatter.text, MAX_MATTER_LENGTH), style.shell)
  const command = ['mcp-comms where', words, ...policyWords].join(' ')
  return [
    '',
    labelRow('Also', `Another matter: "${quote(otherMatter.text, MAX_MATTER_LENGTH)}"`, width, style),
    wrapText(style.answer(otherMatter.recommendation.title), width, INDENT),
    ...commandLines(command, columns, style),
  ]
}

const MAX_MATTER_LENGTH = 200

function confidenceRows(policy: Policy, placement: Placement, width: number, style: Style) {
  if (placement.confidence === 'high') return []
  const isGuess = QUESTIONS.every((question) => placement.answeredBy[question] === 'text')
  const sentence = isGuess ? 'This is a guess from your words alone.' : 'A part of this is a guess from your words.'
  const language = placement.isForeign ? ' English words are understood best.' : ''
  const advice = `To be exact, add ${missingFlags(policy, placement)}`
  return ['', wrapText(style.quiet(`${sentence}${language} ${advice}`), width, 2)]
}

/** The flags for the answers that nobody gave. Names `--actionability` only if there is no other. */
function missingFlags(policy: Policy, { recommendation: { answers }, answeredBy }: Placement): string {
  const { type, sensitivity, area, actionability } = answers
  const isGiven = (question: Question) => answeredBy[question] === 'flag' || answeredBy[question] === 'prompt'
  const isImplied = policy.questions.type.options[type].implies !== undefined
  const flags = [
    ...(isGiven('type') ? [] : [`--type ${type}`]),
    ...(isImplied || isGiven('sensitivity') ? [] : [`--sensitivity ${sensitivity}`]),
    ...(isGiven('area') ? [] : [`--area ${area ?? '…'}`]),
  ]
  return flags.length > 0 ? flags.join(' ') : `--actionability ${actionability}`
}

function whyRows({ because }: Recommendation, width: number, style: Style): readonly string[] {
  return because.flatMap((reason, index) => [
    labelRow(index === 0 ? 'Why' : '', reason.text, width, style),
    wrapText(sourceLine(reason, style), width, INDENT),
  ])
}

/** A command may be as long as the terminal is wide, because people copy it. */
function commandLines(command: string, columns: number, style: Style): readonly string[] {
  return wrapCommand(command, columns - 1 - INDENT, style.shell).map((row) => ' '.repeat(INDENT) + style.answer(row))
}

function stepLabel({ note }: NextStep, index: number): string {
  if (note === true) return 'Note'
  return index === 0 ? 'Next' : 'Then'
}

function stepRows(
  label: string,
  { text, url, command, paste }: NextStep,
  columns: number,
  style: Style,
): readonly string[] {
  const width = textWidth(columns)
  return [
    labelRow(label, text, width, style),
    ...(paste === undefined ? [] : [wrapText(style.answer(paste), width, INDENT)]),
    ...(command === undefined ? [] : commandLines(command, columns, style)),
    ...(url === undefined ? [] : [wrapText(style.link(url, url), width, INDENT)]),
  ]
}

/** The reasons for this repository: facts about the folder, and the person's words in quotation marks. */
export function evidenceText({ evidence }: RepoCandidate): string {
  const quotedWords = evidence.filter(({ from }) => from === 'text').map(({ words }) => `"${quote(words, 40)}"`)
  const folderFacts = evidence.filter(({ from }) => from === 'folder').map(({ words }) => plain(words))
  return [...folderFacts, ...quotedWords].join(', ')
}

/** The likely repositories, if the answer names none, or names one without certainty. */
function candidateRows(placement: Placement, width: number, style: Style): readonly string[] {
  const { recommendation, repoConfidence, repoCandidates } = placement
  if (repoConfidence === null || repoConfidence === 'high') return []
  const others = repoCandidates.filter(({ repo }) => repo !== recommendation.repo)
  if (others.length === 0) return []
  const label = recommendation.repo === null ? 'Perhaps' : 'Or in'
  const areas = others.flatMap(({ area }) => (area === null ? [] : [`--area ${area}`]))
  const hint = `To choose ${others.length === 1 ? 'it' : 'one'}, add ${areas.join(', or ')}`
  return [
    '',
    ...others.map((candidate, index) => {
      const why = evidenceText(candidate)
      return labelRow(
        index === 0 ? label : '',
        why === '' ? candidate.repo : `${candidate.repo}  (${why})`,
        width,
        style,
      )
    }),
    ...(areas.length === 0 ? [] : [wrapText(style.quiet(hint), width, INDENT)]),
  ]
}
