import type { Classifier } from '../../classifier/classify.ts'
import { UsageError } from '../../errors.ts'
import { ACTIONABILITIES, PRIVATE_SENSITIVITIES, type Question, SENSITIVITIES, TYPES } from '../../policy/answers.ts'
import { type PartialAnswers, questionsToAsk, valuesOf } from '../../policy/questions.ts'
import type { Policy } from '../../policy/schema.ts'
import { nearestWord } from '../../text/nearest.ts'
import type { WhereOptions } from './command.ts'

/** @throws UsageError for an unknown value, and for two values that contradict each other */
export function readFlags(policy: Policy, options: WhereOptions): PartialAnswers {
  const flags: PartialAnswers = {
    type: parseChoice('type', options.type, TYPES),
    sensitivity: parseChoice('sensitivity', options.sensitivity, SENSITIVITIES),
    actionability: parseChoice('actionability', options.actionability, ACTIONABILITIES),
    area: parseChoice('area', options.area, Object.keys(policy.areas)),
  }
  refuseContradiction(policy, flags)
  return flags
}

function parseChoice<T extends string>(
  flag: Question,
  value: string | undefined,
  choices: readonly T[],
): T | undefined {
  if (value === undefined) return undefined
  const match = choices.find((choice) => choice === value)
  if (match !== undefined) return match
  const nearest = nearestWord(value, choices)
  const allChoices = `Choices: ${choices.join(', ')}`
  const allChoicesHint = choices.length > MAX_CHOICES ? ` All ${flag}s: --${flag} help` : `\n${allChoices}`
  const hint = nearest === null ? allChoices : `Did you mean ${nearest}?${allChoicesHint}`
  throw new UsageError(`--${flag} ${value}: unknown ${flag}`, { hint })
}

/** A longer list would distract from the rest of the hint. */
const MAX_CHOICES = 5

function refuseContradiction(policy: Policy, { type, sensitivity }: PartialAnswers): void {
  if (type === undefined || sensitivity === undefined) return
  const { implies } = policy.questions.type.options[type]
  if (implies !== undefined && implies !== sensitivity)
    throw new UsageError(
      `--type ${type} and --sensitivity ${sensitivity} contradict each other: ${type} is always ${implies}`,
      { hint: 'Remove one of them' },
    )
}

export const PRIVACY_NOTE =
  'this reads as if it must stay private, but --sensitivity says otherwise; the checks before posting go by the text'

/** Whether the text seems to be about a vulnerability or a person, although `--sensitivity` says otherwise. */
export function readsAsPrivate(
  { sensitivity, ...otherAnswers }: PartialAnswers,
  text: string,
  classify: Classifier,
): boolean {
  if (sensitivity === undefined || PRIVATE_SENSITIVITIES.includes(sensitivity)) return false
  const { answers, saysTooLittle } = classify(text, otherAnswers)
  return !saysTooLittle && PRIVATE_SENSITIVITIES.includes(answers.sensitivity)
}

/** @throws UsageError unless the flags answer all questions, because there is no text */
export function requireFlags(policy: Policy, flags: PartialAnswers): void {
  const unanswered = questionsToAsk(policy, flags)
  if (unanswered.length === 0) return
  throw new UsageError(['Not running interactively; missing:', ...flagLines(policy, unanswered)].join('\n'), {
    hint: 'Or say in a few words what it is about: mcp-comms where "…"',
  })
}

/** @throws UsageError unless the flags answer all questions, because the text says too little */
export function refuseUnclearText(policy: Policy, flags: PartialAnswers): void {
  const unanswered = questionsToAsk(policy, flags)
  if (unanswered.length === 0) return
  const hint = [
    'Say in a sentence what happens, or what you want: mcp-comms where "the inspector crashes when I connect"',
    'Or answer with flags:',
    ...unanswered.map((question) => shortFlagLine(policy, question)),
  ]
  throw new UsageError('The text says too little to tell where it belongs', { hint: hint.join('\n') })
}

function flagLines(policy: Policy, questions: readonly Question[]): readonly string[] {
  return questions.map((question) => `  --${question} ${choicesOf(policy, question).join('|')}`)
}

function shortFlagLine(policy: Policy, question: Question): string {
  const choices = choicesOf(policy, question)
  const isLong = choices.length > MAX_CHOICES
  return `  --${question} ${choices.slice(0, MAX_CHOICES).join('|')}${isLong ? `|… (all: --${question} help)` : ''}`
}

function choicesOf(policy: Policy, question: Question): readonly string[] {
  return valuesOf(policy, question).filter((value) => value !== null)
}
