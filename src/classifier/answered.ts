import { type Answers, QUESTIONS, type Question } from '../policy/answers.ts'
import { nearestGroups } from '../policy/groups.ts'
import { complete, type PartialAnswers } from '../policy/questions.ts'
import { type Recommendation, recommend, route } from '../policy/recommend.ts'
import type { Group, Policy } from '../policy/schema.ts'
import { type Rules, type Way, waysTo } from './decode.ts'
import { type Confidence, type Evidence, type Inference, infer } from './infer.ts'
import type { Model } from './model.ts'

/** Who gave an answer. `default`: nobody had to, since it changes nothing. */
export type AnsweredBy = 'flag' | 'text' | 'prompt' | 'default'

/** Where it belongs, and how that was found out. */
export type Answered = {
  readonly recommendation: Recommendation
  readonly answeredBy: { readonly [Q in Question]: AnsweredBy }
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
}

/** A text, and what is known of where it belongs. */
export type Asked = { readonly known: PartialAnswers; readonly text: string }

export type Reader = (text: string, known: PartialAnswers) => Inference

/**
 * Reads a person's words under a policy: what is known already is never contradicted.
 * @param evidence whether the words that spoke for it are told; of many texts, finding them takes long.
 */
export function reader(policy: Policy, model: Model, { evidence = true } = {}): Reader {
  const made = new Map<string, readonly Way[]>()
  return (text, known) => {
    const group = topicGroup(policy, text)
    const waysIn = ([ours, others]: readonly [ours: string | null, others: string]) => {
      // Somebody who says what it is about, and names something of ours, does not mean the product of others.
      const areas = known.type !== undefined && ours !== null ? [ours] : [ours, others]
      // Many texts ask for the same ways. Which group is near does not matter for them, only whether one is.
      const key = JSON.stringify([known, areas, group === null])
      const ways = made.get(key) ?? waysTo(known, areas, rulesOf(policy, group))
      made.set(key, ways)
      return ways
    }
    return infer(text, model, { areas: policy.areas, waysIn, evidence })
  }
}

function rulesOf(policy: Policy, group: Group | null): Rules {
  return {
    route: (answers) => route(policy, answers, group),
    implies: (type) => policy.questions.type.options[type].implies,
  }
}

/** Answers without a person: from flags, and from the words where flags leave something open. */
export function answerAlone(policy: Policy, flags: PartialAnswers, text: string, read: Reader | null): Answered {
  const reading = text === '' ? null : (read?.(text, flags) ?? null)
  const by = (question: Question): AnsweredBy => {
    if (flags[question] !== undefined) return 'flag'
    return reading === null ? 'default' : 'text'
  }
  const answers = reading?.answers ?? complete(policy, flags)
  return conclude(policy, answers, text, byEach(by), reading)
}

export function conclude(
  policy: Policy,
  answers: Answers,
  text: string,
  answeredBy: Answered['answeredBy'],
  reading: Inference | null,
): Answered {
  return {
    recommendation: recommended(policy, answers, topicGroup(policy, text)),
    answeredBy,
    confidence: reading?.confidence ?? 'high',
    evidence: reading?.evidence ?? [],
  }
}

const recommendedFor = new WeakMap<Policy, WeakMap<Answers, Map<Group | null, Recommendation>>>()

/** Many texts have the very same answers: those of a way of the policy. */
function recommended(policy: Policy, answers: Answers, group: Group | null): Recommendation {
  const ofPolicy = recommendedFor.get(policy) ?? new WeakMap<Answers, Map<Group | null, Recommendation>>()
  const ofAnswers = ofPolicy.get(answers) ?? new Map<Group | null, Recommendation>()
  const recommendation = ofAnswers.get(group) ?? recommend(policy, answers, group)
  recommendedFor.set(policy, ofPolicy.set(answers, ofAnswers.set(group, recommendation)))
  return recommendation
}

/** The questions that words answered; how actionable it is does not count where it is not public. */
export function readFromText({ answeredBy, recommendation }: Answered): readonly Question[] {
  const { sensitivity } = recommendation.answers
  return QUESTIONS.filter(
    (question) => answeredBy[question] === 'text' && (question !== 'actionability' || sensitivity === 'public'),
  )
}

export function byEach(by: (question: Question) => AnsweredBy): Answered['answeredBy'] {
  return { type: by('type'), sensitivity: by('sensitivity'), actionability: by('actionability'), area: by('area') }
}

let last: { readonly policy: Policy; readonly text: string; readonly group: Group | null } | undefined

/** Reading a text and recommending a place for it ask for the same group, one after the other. */
function topicGroup(policy: Policy, text: string): Group | null {
  if (text === '') return null
  if (last?.policy !== policy || last.text !== text)
    last = { policy, text, group: nearestGroups(policy, text)[0]?.group ?? null }
  return last.group
}
