import { type Answers, type Channel, PRIVATE_SENSITIVITIES, TYPES } from '../policy/answers.ts'
import { nearestGroups } from '../policy/groups.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import { route } from '../policy/recommend.ts'
import type { Group, Policy } from '../policy/schema.ts'
import { type AreaMatch, findAreas, indexAreas } from './areas.ts'
import { COUNTS } from './feature-kinds.ts'
import { type Evidence, type Features, featuresOf, type Naming, strongestPhrases } from './features.ts'
import {
  addRow,
  emptySums,
  type Head,
  labelIndex,
  type Model,
  PRIVATE_LABELS,
  rowOf,
  type Thresholds,
} from './model.ts'
import { type ChannelRoutes, findRoutes, type Probabilities, type RankedChannel, rankChannels } from './routes.ts'
import type { Word } from './words.ts'

export type Confidence = 'high' | 'medium' | 'low'
export type Classification = {
  readonly answers: Answers
  readonly channel: Channel
  /** How sure the channel is: see MODEL.md for how often each is right. */
  readonly confidence: Confidence
  /** The probability that the channel is right, between 0 and 1. */
  readonly probability: number
  /** The probability that it must not be public. */
  readonly sensitive: number
  /** A person should be asked whether everyone may read it. */
  readonly sensitivityDoubt: boolean
  /** The working or interest group whose topics the words name. */
  readonly group: Group | null
  readonly evidence: readonly Evidence[]
}

/** Finds the answers that a person's words give. It never contradicts what is known already. */
export type Classifier = (text: string, known: PartialAnswers) => Classification

/**
 * A classifier for a policy. It is deterministic, and its work is bounded however long a text is.
 * @param evidence whether to find the words that speak for each answer, which takes long for many texts.
 */
export function createClassifier(policy: Policy, model: Model, { evidence = true } = {}): Classifier {
  const areaIndex = indexAreas(policy.areas)
  const routesFor = createRouter(policy)
  const probabilitiesOf = createProbabilities(model)
  return (text, known) => {
    const areas = findAreas(areaIndex, text)
    const features = featuresOf(text, namingOf(areas), { listWords: evidence })
    const probabilities = probabilitiesOf(features)
    const group = nearestGroups(policy, text)[0]?.group ?? null
    const ranked = rankChannels(probabilities, routesFor(group, known, areas))
    const sensitive = Math.max(sensitiveShare(probabilities), leastDoubt(features))
    const chosen = choose(ranked, sensitive, model.thresholds, known.type !== undefined)
    const probability = shareOf(ranked, chosen)
    const sensitivityDoubt = isDoubtful(chosen, sensitive, model.thresholds)
    return {
      answers: chosen.answers,
      channel: chosen.channel,
      confidence: confidenceOf(probability, sensitivityDoubt, model.thresholds),
      probability,
      sensitive,
      sensitivityDoubt,
      group,
      evidence: evidence ? findEvidence(model, features, chosen, areas) : [],
    }
  }
}

function namingOf({ ours, other }: Areas): Naming {
  return { ours: ours !== undefined, other: other !== undefined }
}

type Areas = { readonly ours?: AreaMatch; readonly other?: AreaMatch }

/** Finds the routes of a policy that a text can take, once for all texts that can take the same. */
function createRouter(
  policy: Policy,
): (group: Group | null, known: PartialAnswers, areas: Areas) => readonly ChannelRoutes[] {
  const cache = new Map<string, readonly ChannelRoutes[]>()
  return (group, known, { ours, other }) => {
    const ourArea = ours?.area ?? null
    // Somebody who gives the type, and names something of ours, does not mean the product of others.
    const areas = known.type !== undefined && ourArea !== null ? [ourArea] : [ourArea, other?.area ?? 'other-product']
    // It does not matter to the routes which group is near, only whether there is one.
    const key = JSON.stringify([known, areas, group === null])
    const routes =
      cache.get(key) ??
      findRoutes(known, areas, {
        route: (answers) => route(policy, answers, group),
        implies: (type) => policy.questions.type.options[type].implies,
      })
    cache.set(key, routes)
    return routes
  }
}

function createProbabilities({ channel, type, association, thresholds }: Model): (features: Features) => Probabilities {
  const score = createScorer({ channel, type })
  return (features) => {
    const sums = score(features)
    return {
      channel: softmax(sums.channel, thresholds.temperature),
      type: softmax(sums.type, thresholds.temperature),
      association,
    }
  }
}

function sensitiveShare({ channel }: Probabilities): number {
  return PRIVATE_LABELS.reduce((sum, label) => sum + (channel[labelIndex(label)] ?? 0), 0)
}

/**
 * A statement that a secret is shown is private in seven of ten texts (MODEL.md), whatever the other words say: that is
 * doubt enough for a private channel.
 */
function leastDoubt({ signals }: Features): number {
  return signals.includes('a secret shown') && !signals.includes('asks how') ? 0.5 : 0
}

/**
 * The likeliest channel, or the likeliest private one where being sensitive is likely enough. A type that somebody gave
 * leads to a private channel only then.
 */
function choose(
  ranked: readonly RankedChannel[],
  sensitive: number,
  thresholds: Thresholds,
  isTypeKnown: boolean,
): RankedChannel {
  const [first] = ranked
  if (first === undefined) throw new Error('no answers fit what is known')
  if (sensitive >= thresholds.private) return ranked.find(isPrivate) ?? first
  return (isTypeKnown ? ranked.find((one) => !isPrivate(one)) : undefined) ?? first
}

function isPrivate({ answers }: RankedChannel): boolean {
  return PRIVATE_SENSITIVITIES.includes(answers.sensitivity)
}

/** The share of the chosen channel in the scores of all. */
function shareOf(ranked: readonly RankedChannel[], chosen: RankedChannel): number {
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - chosen.score), 0)
}

function confidenceOf(probability: number, isDoubted: boolean, { high, medium }: Thresholds): Confidence {
  if (probability < medium) return 'low'
  return probability >= high && !isDoubted ? 'high' : 'medium'
}

function isDoubtful(chosen: RankedChannel, sensitive: number, { doubt }: Thresholds): boolean {
  return isPrivate(chosen) ? sensitive < 1 - doubt : sensitive >= doubt
}

function findEvidence(
  model: Model,
  features: Features,
  { answers, channel }: RankedChannel,
  { ours, other }: Areas,
): readonly Evidence[] {
  const { area, sensitivity, type } = answers
  const label = labelIndex(channel)
  const forType = strongestPhrases(model.type, features, TYPES.indexOf(type))
  const forChannel = label < 0 || sensitivity === 'public' ? [] : strongestPhrases(model.channel, features, label)
  const match = [ours, other].find((one) => one !== undefined && one.area === area)
  return [
    ...forType.map((words): Evidence => ({ answer: 'type', value: type, words })),
    ...forChannel.map((words): Evidence => ({ answer: 'sensitivity', value: sensitivity, words })),
    ...(match === undefined || area === null ? [] : [{ answer: 'area', value: area, words: match.words } as const]),
  ]
}

type Heads = Pick<Model, 'channel' | 'type'>
/** What features add to the score of each class, for both heads. */
type Sums = { readonly channel: Float64Array; readonly type: Float64Array }

/**
 * Scores the features of a text with both heads. Texts share most of their words, so what a word adds is computed once, and
 * found with one look-up for both heads: docs/benchmarks.md says what that saves.
 */
export function createScorer(heads: Heads): (features: Features) => Sums {
  const cache = new WeakMap<Word, Sums>()
  const sumsOf = (word: Word): Sums => {
    const cached = cache.get(word)
    if (cached !== undefined) return cached
    const sums = { channel: wordSums(heads.channel, word), type: wordSums(heads.type, word) }
    cache.set(word, sums)
    return sums
  }
  return ({ words, bucket, weight, others, length }) => {
    const channel = emptySums(heads.channel)
    const type = emptySums(heads.type)
    const times = 1 / length
    for (const word of words) {
      const sums = sumsOf(word)
      addScaled(channel, sums.channel, times)
      addScaled(type, sums.type, times)
    }
    for (const index of others) {
      addFeature(heads.channel, channel, bucket[index] ?? 0, weight[index] ?? 0)
      addFeature(heads.type, type, bucket[index] ?? 0, weight[index] ?? 0)
    }
    return { channel: channel.subarray(0, heads.channel.classes), type: type.subarray(0, heads.type.classes) }
  }
}

function addScaled(sums: Float64Array, more: Float64Array, times: number): void {
  for (let index = 0; index < sums.length; index++) sums[index] = (sums[index] ?? 0) + times * (more[index] ?? 0)
}

/** What the letters of a word add to each class, before it is divided by the length of the text's vector. */
function wordSums(head: Head, { bucket, pieces }: Word): Float64Array {
  const sums = emptySums(head)
  addFeature(head, sums, bucket, COUNTS.word)
  for (const piece of pieces) addFeature(head, sums, piece, COUNTS.piece)
  return sums
}

function addFeature(head: Head, sums: Float64Array, bucket: number, times: number): void {
  const row = rowOf(head, bucket)
  if (row >= 0) addRow(head, sums, row, times)
}

export function softmax(sums: Float64Array, temperature: number): Float64Array {
  const most = sums.reduce((max, sum) => Math.max(max, sum), -Infinity)
  const powers = sums.map((sum) => Math.exp((sum - most) / temperature))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return powers.map((power) => power / total)
}
