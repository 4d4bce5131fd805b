import type { Confidence } from '../../src/classifier/classify.ts'
import { type Channel, PRIVATE_SENSITIVITIES } from '../../src/policy/answers.ts'
import { isAccepted, type LabeledText } from './texts.ts'

/** A labeled text and how it was classified. */
export type ScoredText = {
  readonly labeled: LabeledText
  readonly channel: Channel
  readonly confidence: Confidence
  readonly probability: number
  /** The repository of the answer, without its owner; null: it is unknown, or the answer needs no repository. */
  readonly repo: string | null
  /** The confidence in the repository; null: the answer needs no repository. */
  readonly repoConfidence: Confidence | null
  /** The repositories that were offered, without their owners. */
  readonly candidates: readonly string[]
}

export type Report = {
  readonly texts: number
  /** The share of texts whose channel is the labeled one or another acceptable one. */
  readonly accepted: number
  readonly byConfidence: Readonly<Record<Confidence, { readonly coverage: number; readonly accuracy: number }>>
  /** Private texts (about security, about people's conduct, or for a few people) that were classified into a public channel. */
  readonly leaks: { readonly count: number; readonly of: number }
  /** Public texts that were classified into a private channel. */
  readonly falseAlarms: { readonly count: number; readonly of: number; readonly rate: number }
  readonly calibration: readonly Bin[]
  /** The mean distance between the predicted probability and the share of accepted texts, weighted by the number of texts. */
  readonly calibrationError: number
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly byLanguage: Readonly<Record<string, Breakdown>>
  readonly byAuthor: Readonly<Record<string, Breakdown>>
  readonly byKind: Readonly<Record<string, Breakdown>>
  /** The results for texts whose post belongs in a repository. */
  readonly repositories: Repositories
  readonly wrong: readonly WrongAnswer[]
}
type Bin = { readonly from: number; readonly texts: number; readonly probability: number; readonly accuracy: number }
type Repositories = {
  readonly texts: number
  readonly right: number
  /** Texts whose repository is among the repositories that were offered. */
  readonly offered: number
  /** Texts whose repository is shown as certain, and how many of these repositories are wrong. */
  readonly high: { readonly texts: number; readonly wrong: number }
}
type Breakdown = { readonly texts: number; readonly accepted: number }
type WrongAnswer = {
  readonly id: string
  readonly expected: Channel
  readonly got: Channel
  readonly confidence: Confidence
  readonly text: string
}

const PRIVATE_CHANNELS: readonly Channel[] = ['security-advisory', 'conduct', 'private-discord']
const BINS = 5

export function reportOn(scored: readonly ScoredText[]): Report {
  const calibration = calibrationBins(scored)
  const sensitive = scored.filter(isSensitive)
  const publicTexts = scored.filter((one) => !isSensitive(one))
  const falseAlarmCount = publicTexts.filter(({ channel }) => PRIVATE_CHANNELS.includes(channel)).length
  return {
    texts: scored.length,
    accepted: shareOf(scored, hasAcceptedChannel),
    byConfidence: {
      high: resultsAt(scored, 'high'),
      medium: resultsAt(scored, 'medium'),
      low: resultsAt(scored, 'low'),
    },
    leaks: { count: sensitive.filter(isLeak).length, of: sensitive.length },
    falseAlarms: {
      count: falseAlarmCount,
      of: publicTexts.length,
      rate: publicTexts.length === 0 ? 0 : falseAlarmCount / publicTexts.length,
    },
    calibration,
    calibrationError: calibration.reduce(
      (sum, { texts, probability, accuracy }) => sum + (texts / scored.length) * Math.abs(probability - accuracy),
      0,
    ),
    confusion: confusionOf(scored),
    byLanguage: breakdownBy(scored, ({ labeled }) => labeled.lang),
    byAuthor: breakdownBy(scored, ({ labeled }) => labeled.author),
    byKind: breakdownBy(scored, ({ labeled }) => labeled.kind),
    repositories: repositoryResults(scored),
    wrong: scored.filter((one) => !hasAcceptedChannel(one)).map(toWrongAnswer),
  }
}

function hasAcceptedChannel({ labeled, channel }: ScoredText): boolean {
  return isAccepted(labeled, channel)
}

function isSensitive({ labeled }: ScoredText): boolean {
  return PRIVATE_SENSITIVITIES.includes(labeled.sensitivity) || PRIVATE_CHANNELS.includes(labeled.channel)
}

/** Whether a sensitive text went to a public channel. "Elsewhere" is not a leak if the text is labeled so. */
function isLeak({ labeled, channel }: ScoredText): boolean {
  return !PRIVATE_CHANNELS.includes(channel) && !(channel === 'elsewhere' && labeled.channel === 'elsewhere')
}

function shareOf(scored: readonly ScoredText[], test: (one: ScoredText) => boolean): number {
  return scored.length === 0 ? 0 : scored.filter(test).length / scored.length
}

function resultsAt(scored: readonly ScoredText[], level: Confidence) {
  const atLevel = scored.filter((one) => one.confidence === level)
  return { coverage: atLevel.length / Math.max(1, scored.length), accuracy: shareOf(atLevel, hasAcceptedChannel) }
}

function calibrationBins(scored: readonly ScoredText[]): readonly Bin[] {
  return Array.from({ length: BINS }, (_, index) => {
    const inBin = scored.filter(({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)) === index)
    const mean = inBin.reduce((sum, { probability }) => sum + probability, 0) / Math.max(1, inBin.length)
    return { from: index / BINS, texts: inBin.length, probability: mean, accuracy: shareOf(inBin, hasAcceptedChannel) }
  })
}

function confusionOf(scored: readonly ScoredText[]): Report['confusion'] {
  const table: Record<string, Record<string, number>> = {}
  for (const { labeled, channel } of scored) {
    const row = table[labeled.channel] ?? {}
    row[channel] = (row[channel] ?? 0) + 1
    table[labeled.channel] = row
  }
  return table
}

/** Channels whose posts belong in a repository. */
const REPOSITORY_CHANNELS: readonly Channel[] = [
  'issue',
  'discussion',
  'sep',
  'pull-request',
  'decision-record',
  'security-advisory',
]

function repositoryResults(scored: readonly ScoredText[]): Repositories {
  const withRepository = scored.filter(
    ({ labeled }) => labeled.repo !== null && REPOSITORY_CHANNELS.includes(labeled.channel),
  )
  const isRightRepo = ({ labeled, repo, candidates }: ScoredText) => (repo ?? candidates[0]) === labeled.repo
  const high = withRepository.filter(({ repoConfidence }) => repoConfidence === 'high')
  return {
    texts: withRepository.length,
    right: withRepository.filter(isRightRepo).length,
    offered: withRepository.filter((one) => isRightRepo(one) || one.candidates.includes(one.labeled.repo ?? '')).length,
    high: { texts: high.length, wrong: high.filter((one) => !isRightRepo(one)).length },
  }
}

function breakdownBy(
  scored: readonly ScoredText[],
  nameOf: (one: ScoredText) => string,
): Readonly<Record<string, Breakdown>> {
  const names = [...new Set(scored.map(nameOf))].sort()
  return Object.fromEntries(
    names.map((name) => {
      const inGroup = scored.filter((one) => nameOf(one) === name)
      return [name, { texts: inGroup.length, accepted: shareOf(inGroup, hasAcceptedChannel) }]
    }),
  )
}

function toWrongAnswer({ labeled, channel, confidence }: ScoredText): WrongAnswer {
  return { id: labeled.id, expected: labeled.channel, got: channel, confidence, text: labeled.text }
}
