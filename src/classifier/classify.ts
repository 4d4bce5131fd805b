import { type Answers, CHANNELS, type Channel, PRIVATE_SENSITIVITIES } from '../policy/answers.ts'
import { nearestGroups, nearestGroupsByWords } from '../policy/groups.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import type { Group, Policy } from '../policy/schema.ts'
import type { CaseId } from '../policy/schema-questions.ts'
import { isAscii, memoize } from '../text/words.ts'
import { type AreaIndex, findAreas, indexAreas } from './areas.ts'
import { findCase, findRestrictingCase, type SpecialCase } from './cases.ts'
import { isShort, minimumSensitivity, saysTooLittle } from './content.ts'
import { createPhraseFinder, type Evidence, findEvidence, withEvidence } from './evidence.ts'
import { type Features, featuresOf } from './features.ts'
import { type Model, REPORT_CHANNELS, type Thresholds } from './model.ts'
import { type AreaBelief, likelyArea, type RankedRepository, rankAreas, rankRepositories } from './repositories.ts'
import { createRouter, type RankedChannel, rankChannels } from './routes.ts'
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
  readonly sensitive: number
  /** The probability that only a few people may know about the matter for now. */
  readonly forFew: number
  /** Whether a text of any length would be private with these probabilities. A short text is private with lower ones. */
  readonly isClearlyPrivate: boolean
  /** Whether the text says too little to decide anything. */
  readonly saysTooLittle: boolean
  /** Whether we have to ask the person who may read the text. */
  readonly sensitivityDoubt: boolean
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
  /** Returns `sensitive` with far less work than a classification, but does not look for special cases. */
  readonly sensitivityOf: (text: string) => number
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
  const prepared: Prepared = { policy, model, evidence, areaIndex, scorer, router: createRouter(policy) }
  const classify = (text: string, given: PartialAnswers): Classification => {
    const deciding = findCase(policy, text)
    if (given.type !== undefined || given.sensitivity !== undefined)
      return classifyAs(prepared, deciding !== null && agree(deciding.answers, given) ? deciding : null, text, given)
    const classification = classifyAs(prepared, deciding, text, given)
    if (deciding !== null) return classification
    const isSure = classification.confidence === 'high'
    const restricting = findRestrictingCase(policy, text, { isSure, ...classification })
    return restricting === null ? classification : classifyAs(prepared, restricting, text, given)
  }
  const cachedSensitivity = memoize((text) => {
    const features = featuresOf(text, findAreas(areaIndex, text))
    return sensitivity(scorer.scoreChannels(features), features)
  }, SENSITIVITY_CACHE)
  return Object.assign(classify, { sensitivityOf: (text: string) => cachedSensitivity(zeroDigits(text)) })
}

/** What a classifier prepares once for all texts. */
type Prepared = Required<ClassifierOptions> & {
  readonly policy: Policy
  readonly model: Model
  readonly areaIndex: AreaIndex
  readonly router: ReturnType<typeof createRouter>
  readonly scorer: Scorer
}

/** @param special a special case that decides some answers, whatever the words say; null: none does */
function classifyAs(
  { policy, model, evidence, areaIndex, router, scorer }: Prepared,
  special: SpecialCase | null,
  text: string,
  given: PartialAnswers,
): Classification {
  const { association, thresholds } = model
  const known = { ...given, ...special?.answers }
  const areas = findAreas(areaIndex, text)
  const features = featuresOf(text, areas)
  const scores = scorer.score(features)
  const group = groupOf(policy, text, features)
  const beliefs = rankAreas(model, scores.area, policy)
  const repositories = rankRepositories(policy, beliefs, areas)
  const ourArea = likelyArea(repositories)
  const routes = router(group, known, [ourArea, areas.other?.area ?? 'other-product'])
  const ranked = rankChannels({ association, ...scores }, routes, areas.other !== undefined)
  const sensitive = special === null ? sensitivity(scores.channel, features) : 1
  const forFew = scores.channel[CHANNELS.indexOf('private-discord')] ?? 0
  const notPublic = sensitive + forFew
  const chosen = choose(ranked, notPublic, thresholds, features, known)
  const probability = shareOf(ranked, chosen)
  const sensitivityDoubt = isDoubtful(chosen, sensitive, thresholds)
  const phrasesFor = evidence ? createPhraseFinder(features, scorer.explain) : null
  const explained = phrasesFor === null ? repositories : withEvidence(repositories, model, phrasesFor)
  const confidence = confidenceOf(probability, sensitivityDoubt, thresholds)
  const named = areas.named.map(({ words }) => words)
  const classified = { text, words: features.words, named, isPrivate: isPrivate(chosen), sensitive, confidence }
  return {
    answers: chosen.answers,
    channel: chosen.channel,
    confidence,
    probability,
    second: secondTo(ranked, chosen),
    sensitive,
    forFew,
    isClearlyPrivate: notPublic >= thresholds.private,
    saysTooLittle:
      special === null && (known.type === undefined || isPrivate(chosen)) && saysTooLittle(classified, model),
    sensitivityDoubt,
    beliefs,
    repositories: explained,
    group,
    evidence:
      phrasesFor === null
        ? []
        : findEvidence(phrasesFor, chosen, { other: areas.other, repositories: explained, special }),
    special: special?.id ?? null,
  }
}

/** The limits of the cache. The issues of a plan share many sentences, except for the numbers in them. */
const SENSITIVITY_CACHE = { maxLength: 400, maxEntries: 4_096 } as const

/** Whether the answers that a person gave, if any, are those of a special case. */
function agree({ type, sensitivity }: PartialAnswers, given: PartialAnswers): boolean {
  return (given.type ?? type) === type && (given.sensitivity ?? sensitivity) === sensitivity
}

/** The group that a text is about. Reuses the words of the features if they cover the whole text. */
function groupOf(policy: Policy, text: string, { text: excerpt, words }: Features): Group | null {
  const isAllRead = excerpt === text && isAscii(text)
  const groups = isAllRead
    ? nearestGroupsByWords(
        policy,
        words.map(({ topicWord }) => topicWord),
      )
    : nearestGroups(policy, text)
  return groups[0]?.group ?? null
}

/** The probability that a text is a private report. */
function sensitivity(channels: Float64Array, features: Features): number {
  return Math.max(sensitiveShare(channels), minimumSensitivity(features))
}

const REPORT_INDEXES = REPORT_CHANNELS.map((channel) => CHANNELS.indexOf(channel))

function sensitiveShare(channels: Float64Array): number {
  return REPORT_INDEXES.reduce((sum, index) => sum + (channels[index] ?? 0), 0)
}

/** The probability from which a short text counts as private. It is low, because a few words add up to little. MODEL.md has the figures. */
const MIN_IF_SHORT = 0.25

/** A proposal of protection always names a weakness, so it counts as private only from this probability on. */
const MIN_FOR_PROTECTION = 0.6

/**
 * The likeliest private channel if the text is likely enough to be sensitive. Otherwise the likeliest public channel, if the text is
 * hardly sensitive or the person gave the type. In any other case, the likeliest of all channels.
 */
function choose(
  ranked: readonly RankedChannel[],
  notPublic: number,
  thresholds: Thresholds,
  { text, words }: Features,
  { type }: PartialAnswers,
): RankedChannel {
  const [first] = ranked
  if (first === undefined) throw new Error('no answers fit what is known')
  const minimum = isShort(words) ? MIN_IF_SHORT : thresholds.private
  if (notPublic >= minimum && (notPublic >= MIN_FOR_PROTECTION || !proposesProtection(text)))
    return likeliestPrivate(ranked, text) ?? first
  const isPublic = type !== undefined || notPublic < thresholds.doubt
  return (isPublic ? ranked.find((candidate) => !isPrivate(candidate)) : undefined) ?? first
}

/** The likeliest private channel; for a weakness or a complaint that words show, the one for it. */
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

/** Returns the share of one channel in the scores of all channels. */
function shareOf(ranked: readonly RankedChannel[], channel: RankedChannel): number {
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - channel.score), 0)
}

/** Returns the second likeliest channel. null for a private text, because the second channel could be public. */
function secondTo(ranked: readonly RankedChannel[], chosen: RankedChannel): Candidate | null {
  const second = isPrivate(chosen) ? undefined : ranked.find(({ channel }) => channel !== chosen.channel)
  if (second === undefined) return null
  return { answers: second.answers, channel: second.channel, probability: shareOf(ranked, second) }
}

function confidenceOf(probability: number, isDoubted: boolean, { high, medium }: Thresholds): Confidence {
  if (probability < medium) return 'low'
  return probability >= high && !isDoubted ? 'high' : 'medium'
}

function isDoubtful(chosen: RankedChannel, sensitive: number, { doubt }: Thresholds): boolean {
  return chosen.answers.sensitivity === 'public' ? sensitive >= doubt : sensitive < 1 - doubt
}
