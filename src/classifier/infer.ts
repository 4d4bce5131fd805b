import { type Answers, type Channel, PRIVATE_SENSITIVITIES, type Question, TYPES } from '../policy/answers.ts'
import type { Policy } from '../policy/schema.ts'
import { type AreaCue, areasIn } from './areas.ts'
import { type Beliefs, type Decoded, decode, type Way } from './decode.ts'
import { type Features, passingFeaturesOf } from './features.ts'
import { type Head, labelIndex, type Model, PRIVATE_LABELS, type Thresholds } from './model.ts'
import { logits, shares, softmax } from './score.ts'

export type Confidence = 'high' | 'medium' | 'low'
export type Inference = {
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
  readonly evidence: readonly Evidence[]
}

export type InferOptions = {
  readonly areas: Policy['areas']
  /** The ways of the policy that agree with what is known, in our area or that of others: see `waysTo`. */
  readonly waysIn: (areas: readonly [ours: string | null, others: string]) => readonly Way[]
  /** Whether anybody reads it: finding it takes a fifth of the time. Where not, there is none. */
  readonly evidence: boolean
}

/** Reads a person's words. Pure and deterministic; its work is bounded however long the text is. */
export function infer(text: string, model: Model, { areas, waysIn, evidence }: InferOptions): Inference {
  const cues = areasIn(areas, text)
  const features = passingFeaturesOf(text, { ours: cues.ours !== undefined, other: cues.other !== undefined })
  const beliefs = beliefsOf(model, features)
  const ranked = decode(beliefs, waysIn([cues.ours?.area ?? null, cues.other?.area ?? 'other-product']))
  const sensitive = Math.max(sensitiveShare(beliefs), doubtFrom(features))
  const chosen = choose(ranked, sensitive, model.thresholds)
  const probability = shareOf(ranked, chosen)
  return {
    answers: chosen.answers,
    channel: chosen.channel,
    confidence: confidenceOf(probability, isDoubtful(chosen, sensitive, model.thresholds), model.thresholds),
    probability,
    sensitive,
    sensitivityDoubt: isDoubtful(chosen, sensitive, model.thresholds),
    evidence: evidence ? evidenceOf(model, features, chosen, cues) : [],
  }
}

function beliefsOf({ channel, type, association, thresholds }: Model, features: Features): Beliefs {
  return {
    channel: softmax(logits(channel, features), thresholds.temperature),
    type: softmax(logits(type, features), thresholds.temperature),
    association,
  }
}

function sensitiveShare({ channel }: Beliefs): number {
  return PRIVATE_LABELS.reduce((sum, label) => sum + (channel[labelIndex(label)] ?? 0), 0)
}

/**
 * A statement that a secret is shown is private in seven of ten texts (MODEL.md), whatever the other words say: that is
 * doubt enough for the private side.
 */
function doubtFrom({ signs }: Features): number {
  return signs.includes('a secret shown') && !signs.includes('asks how') ? 0.5 : 0
}

/** The likeliest channel, but the private side already when being sensitive is likely enough. */
function choose(ranked: readonly Decoded[], sensitive: number, thresholds: Thresholds): Decoded {
  const [first] = ranked
  if (first === undefined) throw new Error('no answers fit what is known')
  if (sensitive < thresholds.private || isPrivate(first)) return first
  return ranked.find(isPrivate) ?? first
}

function isPrivate({ answers }: Decoded): boolean {
  return PRIVATE_SENSITIVITIES.includes(answers.sensitivity)
}

/** The share of the chosen channel among all, as the scores have it. */
function shareOf(ranked: readonly Decoded[], chosen: Decoded): number {
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - chosen.score), 0)
}

function confidenceOf(probability: number, doubtful: boolean, { high, medium }: Thresholds): Confidence {
  if (probability < medium) return 'low'
  return probability >= high && !doubtful ? 'high' : 'medium'
}

function isDoubtful(chosen: Decoded, sensitive: number, { doubt }: Thresholds): boolean {
  return isPrivate(chosen) ? sensitive < 1 - doubt : sensitive >= doubt
}

function evidenceOf(
  { channel, type }: Model,
  features: Features,
  { answers, channel: place }: Decoded,
  { ours, other }: { readonly ours?: AreaCue; readonly other?: AreaCue },
): readonly Evidence[] {
  const { area } = answers
  const label = labelIndex(place)
  const forType = wordsFor(type, features, TYPES.indexOf(answers.type))
  const forChannel = label < 0 || answers.sensitivity === 'public' ? [] : wordsFor(channel, features, label)
  const cue = [ours, other].find((one) => one !== undefined && one.area === area)
  return [
    ...forType.map((words): Evidence => ({ answer: 'type', value: answers.type, words })),
    ...forChannel.map((words): Evidence => ({ answer: 'sensitivity', value: answers.sensitivity, words })),
    ...(cue === undefined || area === null ? [] : [{ answer: 'area', value: area, words: cue.words } as const]),
  ]
}

export type Evidence = { readonly answer: Question; readonly value: string; readonly words: string }

const MOST = 2
/** A word counts as a reason from this part of the strongest one on. */
const WORTH_NAMING = 0.4

/** The words that spoke most for a class, neighbours joined to a phrase. */
export function wordsFor(head: Head, features: Features, chosen: number): readonly string[] {
  const share = shares(head, features, chosen)
  const strongest = share.reduce((most, value) => Math.max(most, value), 0)
  if (strongest === 0) return []
  const worthNaming: number[] = []
  for (let index = 0; index < share.length; index++)
    if ((share[index] ?? 0) >= strongest * WORTH_NAMING) worthNaming.push(index)
  const ranked = worthNaming
    .sort((a, b) => (share[b] ?? 0) - (share[a] ?? 0))
    .slice(0, MOST + 1)
    .sort((a, b) => a - b)
  return phrases(features, ranked).slice(0, MOST)
}

function phrases({ words }: Features, indexes: readonly number[]): readonly string[] {
  const runs: number[][] = []
  for (const index of indexes) {
    const last = runs.at(-1)
    if (last?.at(-1) === index - 1) last.push(index)
    else runs.push([index])
  }
  return runs.map((run) => run.map((index) => words[index]?.said ?? '').join(' '))
}
