import {
  ACTIONABILITIES,
  type Answers,
  type Channel,
  SENSITIVITIES,
  type Sensitivity,
  TYPES,
} from '../policy/answers.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import { LABELS, labelIndex } from './model.ts'

/** What the two classifiers say of a text, and how types and channels go together. */
export type Beliefs = {
  readonly channel: Float64Array
  readonly type: Float64Array
  readonly association: Float32Array
}
export type Decoded = { readonly answers: Answers; readonly channel: Channel; readonly score: number }

/** A private Discord channel is hardly ever what a text means by itself. */
const RARELY_PRIVATE = 0.02
const LEAST = 1e-9

/**
 * The channels that can be meant, likeliest first, each with the answers that lead there. Answers and channel are found
 * together, along the ways that the policy has, so they never contradict.
 */
export function decode(beliefs: Beliefs, ways: readonly Way[]): readonly Decoded[] {
  return routesOf(ways)
    .map((route) => decoded(beliefs, route))
    .sort((a, b) => b.score - a.score)
}

/** All ways to one channel. */
type Route = {
  readonly channel: Channel
  readonly ways: readonly { readonly answers: Answers; readonly row: number; readonly together: number }[]
}
const routes = new WeakMap<readonly Way[], readonly Route[]>()

/** Many texts have the same ways. */
function routesOf(ways: readonly Way[]): readonly Route[] {
  const known = routes.get(ways)
  if (known !== undefined) return known
  const channels = [...new Set(ways.map(({ channel }) => channel))]
  const made = channels.map((channel) => ({
    channel,
    ways: ways
      .filter((way) => way.channel === channel)
      .map(({ answers, type }) => {
        const row = TYPES.indexOf(type)
        return { answers, row, together: row * LABELS.length + columnOf(channel) }
      }),
  }))
  routes.set(ways, made)
  return made
}

/**
 * How likely the type is and how well it goes with the channel. The square root lets the type's own classifier count
 * half as much as that of the channel; that was chosen by cross-validation.
 */
function decoded({ channel: channels, type: types, association }: Beliefs, { channel, ways }: Route): Decoded {
  let best: Route['ways'][number] | undefined
  let most = -1
  let total = 0
  for (const way of ways) {
    const weight = Math.sqrt((types[way.row] ?? 0) * (association[way.together] ?? 0) + LEAST)
    total += weight
    if (weight > most) {
      best = way
      most = weight
    }
  }
  if (best === undefined) throw new Error(`no way leads to ${channel}`)
  const score = Math.log(channelProbability(channels, channel) + LEAST) + Math.log(total + LEAST)
  return { answers: best.answers, channel, score }
}

function channelProbability(probabilities: Float64Array, channel: Channel): number {
  const probability = probabilities[columnOf(channel)] ?? 0
  return channel === 'private-discord' ? RARELY_PRIVATE * probability : probability
}

function columnOf(channel: Channel): number {
  return labelIndex(channel === 'private-discord' ? 'discord' : channel)
}

/** A channel that a type can lead to, with the answers that are usual there. */
export type Way = { readonly type: Answers['type']; readonly channel: Channel; readonly answers: Answers }
export type Rules = {
  readonly route: (answers: Answers) => Channel | undefined
  readonly implies: (type: Answers['type']) => Sensitivity | undefined
}

/** Every way that agrees with what is known, in one of the given areas. */
export function waysTo(known: PartialAnswers, areas: readonly (string | null)[], rules: Rules): readonly Way[] {
  const types = known.type === undefined ? TYPES : [known.type]
  return types.flatMap((type) =>
    [...reachable(type, known, areas, rules)].map(([channel, answers]) => ({ type, channel, answers })),
  )
}

function reachable(
  type: Answers['type'],
  known: PartialAnswers,
  areas: readonly (string | null)[],
  { route, implies }: Rules,
): ReadonlyMap<Channel, Answers> {
  const found = new Map<Channel, Answers>()
  const implied = implies(type)
  if (implied !== undefined && known.sensitivity !== undefined && known.sensitivity !== implied) return found
  const sensitivity = known.sensitivity ?? implied ?? SENSITIVITIES[0]
  for (const answers of variants({ type, sensitivity }, known, areas)) {
    const channel = route(answers)
    if (channel !== undefined && (!found.has(channel) || isUsual(channel, answers))) found.set(channel, answers)
  }
  return found
}

function variants(
  fixed: Pick<Answers, 'type' | 'sensitivity'>,
  known: PartialAnswers,
  areas: readonly (string | null)[],
): readonly Answers[] {
  const actionabilities = known.actionability === undefined ? ACTIONABILITIES : [known.actionability]
  const places = known.area === undefined ? areas : [known.area]
  return actionabilities.flatMap((actionability) => places.map((area) => ({ ...fixed, actionability, area })))
}

/** Where several actionabilities lead to the same place, the one that is usual there. */
function isUsual(channel: Channel, { actionability }: Answers): boolean {
  return actionability === 'open-ended' && (channel === 'discussion' || channel === 'elsewhere')
}
