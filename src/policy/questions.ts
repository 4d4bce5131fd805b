import {
  ACTIONABILITIES,
  type Answers,
  QUESTIONS,
  type Question,
  SENSITIVITIES,
  type TopicType,
  TYPES,
} from './answers.ts'
import { areaContextOf, matchRule } from './match.ts'
import { withImplied } from './recommend.ts'
import type { Policy } from './schema.ts'

/** The answers so far. `area: null` is an answer too: "I do not know". */
export type PartialAnswers = { readonly [Q in Question]?: Answers[Q] | undefined }

export type Choice = {
  readonly value: string | null
  readonly label: string
  readonly hint: string
  readonly section?: string
  /** Other words that people type to find this choice. */
  readonly words?: readonly string[]
}

/** The unanswered questions that can still change the recommendation. */
export function openQuestions(policy: Policy, answers: PartialAnswers): readonly Question[] {
  const known = withImplied(policy, answers)
  return QUESTIONS.filter((question) => known[question] === undefined && canChangeOutcome(policy, known, question))
}

/** The open questions to ask a person. For some types, the policy does not ask for the area. */
export function questionsToAsk(policy: Policy, answers: PartialAnswers): readonly Question[] {
  const { type } = answers
  const asksArea = type === undefined || policy.questions.type.options[type].asksArea
  return openQuestions(policy, answers).filter((question) => question !== 'area' || asksArea)
}

export function completeAnswers(policy: Policy, answers: PartialAnswers): Answers {
  const {
    type = 'other',
    sensitivity = 'public',
    actionability = 'open-ended',
    area = null,
  } = withImplied(policy, answers)
  return { type, sensitivity, actionability, area }
}

/** The wording of `actionability` depends on the type. */
export function wordingOf({ questions }: Policy, question: Question, type: TopicType | undefined): string {
  const typeWording = type === undefined ? undefined : questions.type.options[type].actionability?.ask
  return question === 'actionability' && typeWording !== undefined ? typeWording : questions[question].ask
}

/** The choices of `actionability` depend on the type. */
export function choices(policy: Policy, question: Question, type: TopicType | undefined): readonly Choice[] {
  const { questions, areas } = policy
  switch (question) {
    case 'type': {
      const { sections, options } = questions.type
      const types = TYPES.map((value) => ({ value, ...options[value] }))
      return types.sort((a, b) => sections.indexOf(a.section) - sections.indexOf(b.section))
    }
    case 'sensitivity':
      return SENSITIVITIES.map((value) => ({ value, ...questions.sensitivity.options[value] }))
    case 'actionability': {
      const typeOptions = type === undefined ? undefined : questions.type.options[type].actionability
      return ACTIONABILITIES.map((value) => ({
        value,
        ...(typeOptions?.[value] ?? questions.actionability.options[value]),
      }))
    }
    case 'area':
      return [
        ...Object.entries(areas)
          .filter(([, { listed }]) => listed)
          .map(([value, { label, hint }]) => ({ value, label, hint })),
        { value: null, ...questions.area.unknown },
      ]
    default:
      return question satisfies never
  }
}

/** Whether the answer to a question can change the rule or the repository, for some answers to the other open questions. */
function canChangeOutcome(policy: Policy, known: PartialAnswers, question: Question): boolean {
  const values = valuesOf(policy, question)
  for (const completion of completions(policy, { ...known, [question]: values[0] })) {
    const outcomes = new Set(values.map((value) => outcomeOf(policy, { ...completion, [question]: value })))
    if (outcomes.size > 1) return true
  }
  return false
}

function outcomeOf(policy: Policy, givenAnswers: Answers): string {
  const answers = withImplied(policy, givenAnswers)
  const context = areaContextOf(policy, answers)
  const rule = matchRule(policy, answers, context)
  return rule?.repository === 'area' && context.isKnown ? `${rule.id} ${context.repository.repo}` : `${rule?.id}`
}

function* completions(policy: Policy, known: PartialAnswers): Generator<Answers> {
  const open = QUESTIONS.find((question) => known[question] === undefined)
  if (open === undefined) {
    yield completeAnswers(policy, known)
    return
  }
  for (const value of valuesOf(policy, open)) yield* completions(policy, { ...known, [open]: value })
}

/** The possible answers to a question. null: the area is unknown. */
export function valuesOf(policy: Policy, question: Question): readonly (string | null)[] {
  switch (question) {
    case 'type':
      return TYPES
    case 'sensitivity':
      return SENSITIVITIES
    case 'actionability':
      return ACTIONABILITIES
    case 'area':
      return [...Object.keys(policy.areas), null]
    default:
      return question satisfies never
  }
}
