import { mapQuestions, type Placement, type RepoCandidate } from '../../../classifier/placement.ts'
import { ageInDays } from '../../../policy/age.ts'
import type { Question } from '../../../policy/answers.ts'
import type { PartialAnswers } from '../../../policy/questions.ts'
import type { Recommendation } from '../../../policy/recommend.ts'
import type { Policy } from '../../../policy/schema.ts'

/** The answer as JSON. Scripts rely on it, so we may add fields, but never remove one. */
export function answerJson(policy: Policy, placement: Placement, explain: boolean, now: Date) {
  const { recommendation, answeredBy, confidence, evidence } = placement
  const { channel, answers, repo, title, url, because, steps, alternatives, avoid, rule, founding } = recommendation
  const { name, edition, verified, path = null } = policy
  return {
    channel,
    confidence,
    answers,
    answeredBy,
    evidence: evidence.map(({ question, value, words }) => ({ answer: question, value, words })),
    repo,
    repoConfidence: placement.repoConfidence,
    repoCandidates: placement.repoCandidates.map(candidateJson),
    title,
    url,
    public: recommendation.public,
    because,
    steps,
    alternatives,
    avoid,
    second: secondJson(placement.second),
    also: otherMatterJson(placement.otherMatter),
    policy: { name, edition, verified, age: ageInDays(policy, now), path },
    ...(explain ? { explain: { rule, path: pathOf(placement), founding } } : {}),
  }
}

/** The fields of `answerJson` for a text that says too little, and `missing`: the questions without an answer. */
export function unclearJson(
  { policy }: ReturnType<typeof answerJson>,
  flags: PartialAnswers,
  missing: readonly Question[],
) {
  return {
    channel: null,
    confidence: 'low',
    missing,
    answers: mapQuestions((question) => flags[question] ?? null),
    answeredBy: mapQuestions((question) => (flags[question] === undefined ? null : 'flag')),
    evidence: [],
    repo: null,
    repoConfidence: null,
    repoCandidates: [],
    title: null,
    url: null,
    public: null,
    because: [],
    steps: [],
    alternatives: [],
    avoid: [],
    second: null,
    also: null,
    policy,
  } as const
}

/** `when` is the condition for this second place, and `firstWhen` the condition for the first place. */
function secondJson(second: Placement['second']) {
  if (second === null) return null
  const { recommendation, conditions } = second
  return {
    ...placeJson(recommendation),
    answers: recommendation.answers,
    when: conditions[1],
    firstWhen: conditions[0],
  }
}

function otherMatterJson(matter: Placement['otherMatter']) {
  return matter === null ? null : { text: matter.text, ...placeJson(matter.recommendation) }
}

function placeJson({ channel, repo, title, url, steps }: Recommendation) {
  return { channel, repo, title, url, command: steps.find(({ command }) => command !== undefined)?.command ?? null }
}

function candidateJson({ repo, share, evidence }: RepoCandidate) {
  return { repo, share: Math.round(share * 1000) / 1000, evidence }
}

function pathOf({ recommendation: { answers }, answeredBy }: Placement) {
  return [
    { question: 'type', answer: answers.type, by: answeredBy.type },
    { question: 'sensitivity', answer: answers.sensitivity, by: answeredBy.sensitivity },
    { question: 'actionability', answer: answers.actionability, by: answeredBy.actionability },
    { question: 'area', answer: answers.area, by: answeredBy.area },
  ] as const
}
