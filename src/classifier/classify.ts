import { type Answers, CHANNELS, type Channel, PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import { nearestGroups, nearestGroupsByWords } from '../policy/groups.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import type { Group, Policy } from '../policy/schema.ts'
import type { CaseId } from '../policy/schema-questions.ts'
import { type CacheLimits, isAscii, memoize } from '../text/words.ts'
import { type AreaIndex, findAreas, indexAreas } from './areas.ts'
import { findCase, findRestrictingCase, type SpecialCase } from './cases.ts'
import { isShort, minimumReportProbability, saysTooLittle } from './content.ts'
import { createPhraseFinder, type Evidence, findEvidence, withEvidence } from './evidence.ts'
import { type Features, featuresOf } from './features.ts'
import { type Model, REPORT_CHANNELS, type Thresholds } from './model.ts'
import { type AreaBelief, likelyArea, type RankedRepository, rankAreas, rankRepositories } from './repositories.ts'
import { createRouter, probabilityOf, type RankedChannel, rankChannels } from './routes.ts'
import { createScorer, type Scorer } from './scorer.ts'
import { claimsWeakness, complains, offersReport, proposesProtection } from './sensitive-words.ts'
import { zeroDigits } from './words.ts'

export type Confidence = 'high' | 'medium' | 'low'
/** A channel that a text can belong in, with the answers that lead there. */
export type Candidate = {
  readonly answers: Answers
  readonly channel: Channel
  /** The probability that the channel is right, between 0 and 1. */
  readonly probability: number
}
export type Classification = Candidate & {
  /** The confidence in the channel. MODEL.md says how often each level is right. */
  readonly confidence: Confidence
  /** The second likeliest channel. null: there is none, or the text belongs in a private channel. */
  readonly second: Candidate | null
  /** The probability that the text is a private report; 1 for a special case. */
  readonly reportProbability: number
  /** The probability that only a few people may know about the matter yet. */
  readonly limitedAudienceProbability: number
  /** Whether a text of any length would be private with these probabilities. A short text is private with lower ones. */
  readonly isClearlyPrivate: boolean
  /** Whether the text says too little to decide anything. */
  readonly saysTooLittle: boolean
  /** Whether it is so unclear who may read the text that we have to ask its author. */
  readonly isSensitivityDoubtful: boolean
  /** How likely each area is by all words together, likeliest first. */
  readonly beliefs: readonly AreaBelief[]
  /** The repositories that the words can be about, likeliest first. */
  readonly repositories: readonly RankedRepository[]
  /** The working or interest group whose topics the words name. */
  readonly group: Group | null
  readonly evidence: readonly Evidence[]
  /** The special case that the text describes, if that case decides the answers. */
  readonly special: CaseId | null
}

export type Classifier = {
  /** Infers answers from a text. The result never contradicts the known answers. */
  (text: string, known: PartialAnswers): Classification
  /** Returns the `reportProbability` with far less work than a classification, but ignores special cases. */
  readonly reportProbabilityOf: (text: string) => number
}

export type ClassifierOptions = {
  /** Whether to find the words that are the reasons for each answer, which is slow for many texts; true by default. */
  readonly evidence?: boolean
}

/** Creates a classifier for a policy. It is deterministic, and its work is bounded, however long a text is. */
export function createClassifier(
  policy: Policy,
  model: Model,
  { evidence = true }: ClassifierOptions = {},
): Classifier {
  const areaIndex = indexAreas(policy)
  const scorer = createScorer(model)
  const parts: ClassifierParts = { policy, model, evidence, areaIndex, scorer, router: createRouter(policy) }
  const classify = (text: string, givenAnswers: PartialAnswers): Classification => {
    const decidingCase = findCase(policy, text)
    if (givenAnswers.type !== undefined || givenAnswers.sensitivity !== undefined)
      return classifyAs(
        parts,
        decidingCase !== null && agreesWith(decidingCase.answers, givenAnswers) ? decidingCase : null,
        text,
        givenAnswers,
      )
    const classification = classifyAs(parts, decidingCase, text, givenAnswers)
    if (decidingCase !== null) return classification
    const isSure = classification.confidence === 'high'
    const restrictingCase = findRestrictingCase(policy, text, { isSure, ...classification })
    return restrictingCase === null ? classification : classifyAs(parts, restrictingCase, text, givenAnswers)
  }
  const cachedProbability = memoize((text) => {
    const features = featuresOf(text, findAreas(areaIndex, text))
    return estimateReportProbability(scorer.scoreChannels(features), features)
  }, PROBABILITY_CACHE_LIMITS)
  return Object.assign(classify, { reportProbabilityOf: (text: string) => cachedProbability(zeroDigits(text)) })
}

/** What a classifier prepares once for all texts. */
type ClassifierParts = Required<ClassifierOptions> & {
  readonly policy: Policy
  readonly model: Model
  readonly areaIndex: AreaIndex
  readonly router: ReturnType<typeof createRouter>
  readonly scorer: Scorer
}

/** @param special a special case that decides some answers, whatever the words say; null: none does */
function classifyAs(
  { policy, model, evidence, areaIndex, router, scorer }: ClassifierParts,
  special: SpecialCase | null,
  text: string,
  givenAnswers: PartialAnswers,
): Classification {
  const { association, thresholds } = model
  const known = { ...givenAnswers, ...special?.answers }
  const areas = findAreas(areaIndex, text)
  const features = featuresOf(text, areas)
  const scores = scorer.score(features)
  const group = groupOf(policy, text, features)
  const beliefs = rankAreas(model, scores.area, policy)
  const repositories = rankRepositories(policy, beliefs, areas)
  const ourArea = likelyArea(repositories)
  const routes = router(group, known, [ourArea, areas.other?.area ?? 'other-product'])
  const ranked = rankChannels({ association, ...scores }, routes, areas.other !== undefined)
  const reportProbability = special === null ? estimateReportProbability(scores.channel, features) : 1
  const limitedAudienceProbability = scores.channel[CHANNELS.indexOf('private-discord')] ?? 0
  const privateProbability = reportProbability + limitedAudienceProbability
  const chosen = chooseChannel(ranked, features, { privateProbability, thresholds, type: known.type })
  const probability = probabilityOf(chosen, ranked)
  const isSensitivityDoubtful = isDoubtful(chosen, reportProbability, thresholds)
  const phrasesFor = evidence ? createPhraseFinder(features, scorer.explain) : null
  const explainedRepositories = phrasesFor === null ? repositories : withEvidence(repositories, model, phrasesFor)
  const confidence = confidenceOf(probability, isSensitivityDoubtful, thresholds)
  const named = areas.named.map(({ words }) => words)
  const classifiedText = {
    text,
    words: features.words,
    named,
    isPrivate: isPrivate(chosen),
    reportProbability,
    confidence,
  }
  return {
    answers: chosen.answers,
    channel: chosen.channel,
    confidence,
    probability,
    second: secondChoice(ranked, chosen),
    reportProbability,
    limitedAudienceProbability,
    isClearlyPrivate: privateProbability >= thresholds.private,
    saysTooLittle:
      special === null && (known.type === undefined || isPrivate(chosen)) && saysTooLittle(classifiedText, model),
    isSensitivityDoubtful,
    beliefs,
    repositories: explainedRepositories,
    group,
    evidence:
      phrasesFor === null
        ? []
        : findEvidence(phrasesFor, chosen, { other: areas.other, repositories: explainedRepositories, special }),
    special: special?.id ?? null,
  }
}

/** The issues of a plan share many sentences, except for the numbers in them. */
const PROBABILITY_CACHE_LIMITS: CacheLimits = { maxLength: 400, maxEntries: 4_096 }

/** Whether the answers that a person gave, if any, are those of a special case. */
function agreesWith({ type, sensitivity }: PartialAnswers, givenAnswers: PartialAnswers): boolean {
  return (givenAnswers.type ?? type) === type && (givenAnswers.sensitivity ?? sensitivity) === sensitivity
}

/** The group that a text is about. Reuses the words of the features if they cover the whole text. */
function groupOf(policy: Policy, text: string, { text: excerpt, words }: Features): Group | null {
  const isComplete = excerpt === text && isAscii(text)
  const topicWords = words.map(({ topicWord }) => topicWord)
  const groups = isComplete ? nearestGroupsByWords(policy, topicWords) : nearestGroups(policy, text)
  return groups[0]?.group ?? null
}

/** The probability that a text is a private report. */
function estimateReportProbability(channels: Float64Array, features: Features): number {
  return Math.max(reportShare(channels), minimumReportProbability(features))
}

const REPORT_INDEXES = REPORT_CHANNELS.map((channel) => CHANNELS.indexOf(channel))

function reportShare(channels: Float64Array): number {
  return REPORT_INDEXES.reduce((sum, index) => sum + (channels[index] ?? 0), 0)
}

/** A short text counts as private from this low probability on, because a few words add up to little. MODEL.md has the figures. */
const MIN_IF_SHORT = 0.22

/** A proposal of protection always names a weakness, so it counts as private only from this probability on. */
const MIN_FOR_PROTECTION = 0.6

type ChoiceFactors = Pick<PartialAnswers, 'type'> & {
  readonly privateProbability: number
  readonly thresholds: Thresholds
}

/**
 * Returns the likeliest private channel if the text is likely enough to be private, and the likeliest public one if it is very
 * unlikely to be private or the person gave the type. In between, returns the likeliest of all channels.
 */
function chooseChannel(
  ranked: readonly RankedChannel[],
  { text, words }: Features,
  { privateProbability, thresholds, type }: ChoiceFactors,
): RankedChannel {
  const [first] = ranked
  if (first === undefined) throw new Error('no answers fit what is known')
  const minimum = isShort(words) ? MIN_IF_SHORT : thresholds.private
  if (privateProbability >= minimum && (privateProbability >= MIN_FOR_PROTECTION || !proposesProtection(text)))
    return likeliestPrivate(ranked, text) ?? first
  const isPublic = type !== undefined || privateProbability < thresholds.doubt
  return (isPublic ? ranked.find((candidate) => !isPrivate(candidate)) : undefined) ?? first
}

/** The channel for a weakness or a complaint if the words clearly describe one; otherwise the likeliest private channel. */
function likeliestPrivate(ranked: readonly RankedChannel[], text: string): RankedChannel | undefined {
  const reported = reportChannelOf(text)
  return ranked.find(({ channel }) => channel === reported) ?? ranked.find(isPrivate)
}

function reportChannelOf(text: string): Channel | null {
  if (claimsWeakness(text) || offersReport(text)) return 'security-advisory'
  return complains(text) ? 'conduct' : null
}

function isPrivate({ answers }: RankedChannel): boolean {
  return PRIVATE_SENSITIVITIES.includes(answers.sensitivity)
}

/** Returns the second likeliest channel. null for a private text, because the second channel could be public. */
function secondChoice(ranked: readonly RankedChannel[], chosen: RankedChannel): Candidate | null {
  const second = isPrivate(chosen) ? undefined : ranked.find(({ channel }) => channel !== chosen.channel)
  if (second === undefined) return null
  return { answers: second.answers, channel: second.channel, probability: probabilityOf(second, ranked) }
}

function confidenceOf(probability: number, isDoubted: boolean, { high, medium }: Thresholds): Confidence {
  if (probability < medium) return 'low'
  return probability >= high && !isDoubted ? 'high' : 'medium'
}

function isDoubtful(chosen: RankedChannel, reportProbability: number, { doubt }: Thresholds): boolean {
  return chosen.answers.sensitivity === 'public' ? reportProbability >= doubt : reportProbability < 1 - doubt
}
