import { type Answers, QUESTIONS, type Question } from '../policy/answers.ts'
import { nearestGroups } from '../policy/groups.ts'
import { completeAnswers, type PartialAnswers } from '../policy/questions.ts'
import { conditionsFor, type Recommendation, recommend } from '../policy/recommend.ts'
import type { Group, Policy } from '../policy/schema.ts'
import type { Classification, Classifier, Confidence } from './classify.ts'
import type { Evidence } from './evidence.ts'
import { MAX_CANDIDATES, type RankedRepository, repoConfidenceOf, repoOf } from './repositories.ts'
import { isForeign } from './words.ts'

/** Where an answer comes from. `default`: neither a person nor the words answered. */
export type AnsweredBy = 'flag' | 'text' | 'prompt' | 'default'

/** Where a text belongs, and how we found the place. */
export type Placement = {
  readonly recommendation: Recommendation
  readonly answeredBy: { readonly [Q in Question]: AnsweredBy }
  /** The confidence in the channel. */
  readonly confidence: Confidence
  /** The confidence in the repository. null: the recommendation needs no repository. */
  readonly repoConfidence: Confidence | null
  /** The possible repositories, likeliest first. If the repository is known, it comes first. */
  readonly repoCandidates: readonly RepoCandidate[]
  readonly evidence: readonly Evidence[]
  /** Whether the words seem to be in a language other than English. */
  readonly isForeign: boolean
  /** Whether the words say too little to place the text. */
  readonly saysTooLittle: boolean
  /** The probability that the text is a private report; 1 for a special case. */
  readonly reportProbability: number
  /** The probability that only a few people may know about the matter yet. */
  readonly limitedAudienceProbability: number
  /** Whether the text would be private even if it were long. */
  readonly isClearlyPrivate: boolean
  /** The second likeliest place, if we are not sure of the likeliest. */
  readonly second: SecondPlace | null
  /** Where another matter of the same text belongs. */
  readonly otherMatter: OtherMatter | null
}

/** `conditions`: when the likeliest place is right, and when this one is. Each is the end of a sentence, after the word "if". */
export type SecondPlace = {
  readonly recommendation: Recommendation
  readonly conditions: readonly [first: string, second: string]
}
export type OtherMatter = { readonly text: string; readonly recommendation: Recommendation }

export type RepoCandidate = {
  readonly repo: string
  /** What area the text is about if it belongs in this repository; null: none. */
  readonly area: string | null
  readonly share: number
  readonly evidence: readonly RepoEvidence[]
}
export type RepoEvidence = { readonly from: AnsweredBy | 'folder' | 'rule'; readonly words: string }

/** An area that the working directory suggests, and the sentence that says why. */
export type FolderArea = { readonly area: string; readonly words: string }

/** A text, and the answers that are known already. */
export type PlacementRequest = { readonly known: PartialAnswers; readonly text: string }

/** Places a text without asking anybody: by the known answers and, for the other questions, by the words. */
export function placeText(
  policy: Policy,
  { known, text }: PlacementRequest,
  classify: Classifier | null,
  folder: readonly FolderArea[] = [],
): Placement {
  const classification = text === '' ? null : (classify?.(text, known) ?? null)
  const answeredBy = mapQuestions((question): AnsweredBy => {
    if (known[question] !== undefined) return 'flag'
    return classification === null ? 'default' : 'text'
  })
  const answers = classification?.answers ?? completeAnswers(policy, known)
  return toPlacement(policy, { answers, answeredBy, text, classification, folder })
}

/** A complete set of answers, and where they come from. */
type AnsweredText = Pick<Placement, 'answeredBy'> & {
  readonly answers: Answers
  readonly text: string
  /** null: no words were classified. */
  readonly classification: Classification | null
  readonly folder?: readonly FolderArea[]
}

export function toPlacement(policy: Policy, answered: AnsweredText): Placement {
  const { answers, answeredBy, text, classification } = answered
  const group = classification === null ? groupOf(policy, text) : classification.group
  const isGiven = (question: Question) => answeredBy[question] === 'flag' || answeredBy[question] === 'prompt'
  const recommendation = withFirstStep(recommend(policy, answers, group), policy, classification)
  return {
    recommendation,
    answeredBy,
    // If a person gave every answer, the words decide nothing.
    confidence: QUESTIONS.every(isGiven) ? 'high' : (classification?.confidence ?? 'high'),
    ...repositoryOf(policy, recommendation, answered),
    evidence: (classification?.evidence ?? []).filter(({ question }) => !isGiven(question)),
    isForeign: isForeign(text),
    saysTooLittle: classification?.saysTooLittle ?? false,
    reportProbability: classification?.reportProbability ?? 0,
    limitedAudienceProbability: classification?.limitedAudienceProbability ?? 0,
    isClearlyPrivate: classification?.isClearlyPrivate ?? false,
    second: classification !== null && answeredBy.type === 'text' ? secondPlaceOf(policy, classification) : null,
    otherMatter: null,
  }
}

/** A second place that is less likely would only confuse. */
const MIN_PROBABILITY = 0.05

/** Returns the second place, if we are not sure of the first and the policy says what decides between the two. */
export function secondPlaceOf(
  policy: Policy,
  { confidence, channel, second, group }: Classification,
): SecondPlace | null {
  if (confidence === 'high' || second === null || second.probability < MIN_PROBABILITY) return null
  const conditions = conditionsFor(policy, channel, second.channel)
  return conditions === null ? null : { recommendation: recommend(policy, second.answers, group), conditions }
}

/** Adds the step that a special case of the policy requires before all other steps. */
function withFirstStep(
  recommendation: Recommendation,
  { cases }: Policy,
  classification: Classification | null,
): Recommendation {
  const special = classification?.special ?? null
  const specialCase = special === null ? undefined : cases[special]
  if (!specialCase?.first || specialCase.answers.sensitivity !== recommendation.answers.sensitivity)
    return recommendation
  return { ...recommendation, steps: [specialCase.first, ...recommendation.steps] }
}

function repositoryOf(
  policy: Policy,
  { repo, repoBy, rule, answers: { area } }: Recommendation,
  { answeredBy, classification, folder = [] }: AnsweredText,
): Pick<Placement, 'repoConfidence' | 'repoCandidates'> {
  if (repoBy === null) return { repoConfidence: null, repoCandidates: [] }
  const certainCandidates = (from: RepoEvidence['from'], words: string) =>
    repo === null ? [] : [{ repo, area, share: 1, evidence: [{ from, words }] }]
  const ranked = classification?.repositories ?? []
  const inferred = answeredBy.type === 'text' ? classification : null
  if (repoBy === 'rule') return repositoryByRule(policy, certainCandidates('rule', rule), { ranked, inferred, folder })
  if (repo !== null && (answeredBy.area !== 'text' || classification === null))
    return { repoConfidence: 'high', repoCandidates: certainCandidates(answeredBy.area, area ?? '') }
  // A text can name what it is about, and another place as a contrast ("works in …, fails in …").
  const isContested = ranked.some((candidate) => candidate.isNamed && candidate.repo !== repo)
  const repoCandidates = candidatesOf(policy, ranked, folder, repo)
  const share = ranked.find((candidate) => candidate.repo === repo)?.share ?? 0
  const confidence = repo === null ? 'low' : repoConfidenceOf(share)
  return { repoConfidence: isContested && confidence === 'high' ? 'medium' : confidence, repoCandidates }
}

/** What may point to another repository than that of the rule. */
type OtherClues = {
  readonly ranked: readonly RankedRepository[]
  /** The classification that the channel comes from; null: a person chose the channel. */
  readonly inferred: Classification | null
  readonly folder: readonly FolderArea[]
}

/**
 * The repository that a rule names is certain if the channel is certain and the words do not name another repository. If the
 * channel was inferred, the words must not suggest another repository either.
 */
function repositoryByRule(
  policy: Policy,
  ruleCandidates: readonly RepoCandidate[],
  { ranked, inferred, folder }: OtherClues,
): Pick<Placement, 'repoConfidence' | 'repoCandidates'> {
  const [first] = ruleCandidates
  const others = ranked.filter(({ repo }) => repo !== first?.repo)
  const isNamed = others.some((other) => other.isNamed)
  const isLikely = others.some(({ share }) => repoConfidenceOf(share) !== 'low')
  const isSure = inferred === null || (inferred.confidence === 'high' && !isLikely)
  if (first === undefined || (isSure && !isNamed)) return { repoConfidence: 'high', repoCandidates: ruleCandidates }
  const candidates = candidatesOf(policy, others, folder).filter(({ repo }) => repo !== first.repo)
  return {
    repoConfidence: 'medium',
    repoCandidates: withShares(first, candidates, inferred?.probability ?? EVEN_SHARE),
  }
}

/** The share of the rule's repository if a person chose the channel, but the words name another repository. */
const EVEN_SHARE = 0.5

/** Divides the shares between the repository of a rule and the others. */
function withShares(
  first: RepoCandidate,
  others: readonly RepoCandidate[],
  probability: number,
): readonly RepoCandidate[] {
  const scaled = others.map((candidate) => ({ ...candidate, share: candidate.share * (1 - probability) }))
  return [{ ...first, share: probability }, ...scaled].slice(0, MAX_CANDIDATES)
}

/** What the folder adds to the share of its repository. It is more than unclear words can add. */
const FOLDER_SHARE = 0.5
/** A repository with a smaller share would only confuse. */
const MIN_SHARE = 0.005

/**
 * Returns the likeliest of the repositories that the words can be about or the folder suggests. `chosen` is the repository that
 * clear words lead to. It stays first, because the folder is weaker evidence.
 */
export function candidatesOf(
  policy: Policy,
  ranked: readonly RankedRepository[],
  folder: readonly FolderArea[],
  chosen: string | null = null,
): readonly RepoCandidate[] {
  const candidates = new Map<string, RepoCandidate>()
  for (const { repo, area, share, words } of ranked)
    candidates.set(repo, { repo, area, share, evidence: words.map((phrase) => ({ from: 'text', words: phrase })) })
  for (const { area, words } of folder) {
    const repo = repoOf(policy, area)
    if (repo === null) continue
    const { share, evidence } = candidates.get(repo) ?? { share: 0, evidence: [] }
    const isFirst = !evidence.some(({ from }) => from === 'folder')
    const allEvidence = [...evidence, { from: 'folder', words } as const]
    candidates.set(repo, { repo, area, share: isFirst ? share + FOLDER_SHARE : share, evidence: allEvidence })
  }
  const total = [...candidates.values()].reduce((sum, { share }) => sum + share, 0)
  return [...candidates.values()]
    .map((candidate) => ({ ...candidate, share: candidate.share / Math.max(1, total) }))
    .filter(({ share }) => share >= MIN_SHARE)
    .sort((a, b) => Number(b.repo === chosen) - Number(a.repo === chosen) || b.share - a.share)
    .slice(0, MAX_CANDIDATES)
}

function groupOf(policy: Policy, text: string): Group | null {
  return text === '' ? null : (nearestGroups(policy, text)[0]?.group ?? null)
}

/** Returns the questions that the words answered. For a text that is not public, `actionability` does not matter. */
export function questionsAnsweredByText({ answeredBy, recommendation }: Placement): readonly Question[] {
  const { sensitivity } = recommendation.answers
  return QUESTIONS.filter(
    (question) => answeredBy[question] === 'text' && (question !== 'actionability' || sensitivity === 'public'),
  )
}

export function mapQuestions<T>(valueFor: (question: Question) => T): { readonly [Q in Question]: T } {
  return {
    type: valueFor('type'),
    sensitivity: valueFor('sensitivity'),
    actionability: valueFor('actionability'),
    area: valueFor('area'),
  }
}
