import {
  ACTIONABILITIES,
  type Answers,
  type Channel,
  PRIVATE_SENSITIVITIES,
  SENSITIVITIES,
  type Sensitivity,
  TYPES,
} from '../policy/answers.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import { LABELS, labelIndex } from './model.ts'

/** What a policy says of a set of answers, and of a type alone. */
export type Routing = {
  readonly route: (answers: Answers) => Channel | undefined
  readonly implies: (type: Answers['type']) => Sensitivity | undefined
}

/** All routes to one channel: the types that can lead there, each with the answers that are usual there. */
export type ChannelRoutes = {
  readonly channel: Channel
  readonly routes: readonly {
    readonly answers: Answers
    readonly typeIndex: number
    readonly associationIndex: number
  }[]
}

/** Every route that agrees with what is known, in one of the given areas, by channel. */
export function findRoutes(
  known: PartialAnswers,
  areas: readonly (string | null)[],
  routing: Routing,
): readonly ChannelRoutes[] {
  const byChannel = new Map<Channel, ChannelRoutes & { readonly routes: ChannelRoutes['routes'][number][] }>()
  const addRoutes = (type: Answers['type'], from: PartialAnswers, likeType = type) => {
    for (const [channel, answers] of channelsOf(type, from, areas, routing)) {
      const typeIndex = TYPES.indexOf(likeType)
      const associationIndex = typeIndex * LABELS.length + columnOf(channel)
      const known = byChannel.get(channel) ?? { channel, routes: [] }
      known.routes.push({ answers, typeIndex, associationIndex })
      byChannel.set(channel, known)
    }
  }
  for (const type of known.type === undefined ? TYPES : [known.type]) addRoutes(type, known)
  if (known.type !== undefined && known.sensitivity === undefined && routing.implies(known.type) === undefined)
    // The type says nothing about who may read it: a protocol change can describe a weakness. So the words decide that, and
    // a private route is as likely as its own type is.
    for (const type of TYPES) {
      const sensitivity = routing.implies(type)
      if (sensitivity !== undefined && PRIVATE_SENSITIVITIES.includes(sensitivity))
        addRoutes(known.type, { ...known, sensitivity }, type)
    }
  return [...byChannel.values()]
}

function channelsOf(
  type: Answers['type'],
  known: PartialAnswers,
  areas: readonly (string | null)[],
  { route, implies }: Routing,
): ReadonlyMap<Channel, Answers> {
  const channels = new Map<Channel, Answers>()
  const implied = implies(type)
  const sensitivity = known.sensitivity ?? implied ?? SENSITIVITIES[0]
  if (sensitivity !== (implied ?? sensitivity)) return channels
  const actionabilities = known.actionability === undefined ? ACTIONABILITIES : [known.actionability]
  const possibleAreas = known.area === undefined ? areas : [known.area]
  for (const actionability of actionabilities)
    for (const area of possibleAreas) {
      const answers = { type, sensitivity, actionability, area }
      const channel = route(answers)
      // The area that the text names comes before "somebody else's product".
      if (channel !== undefined && isBetter(channel, answers, channels.get(channel))) channels.set(channel, answers)
    }
  return channels
}

function isBetter(channel: Channel, answers: Answers, earlier: Answers | undefined): boolean {
  return earlier === undefined || (isUsual(channel, answers) && !isUsual(channel, earlier))
}

/** Where several actionabilities lead to the same channel, the one that is usual there. */
function isUsual(channel: Channel, { actionability }: Answers): boolean {
  return actionability === 'open-ended' && (channel === 'discussion' || channel === 'elsewhere')
}

/** The probabilities of the two linear classifiers, and how types and channels occur together. */
export type Probabilities = {
  readonly channel: Float64Array
  readonly type: Float64Array
  readonly association: Float32Array
}
export type RankedChannel = { readonly channel: Channel; readonly answers: Answers; readonly score: number }

/** A private Discord channel is hardly ever what a text means by itself. */
const RARELY_PRIVATE = 0.02
const LEAST = 1e-9

/**
 * The channels that a text can mean, likeliest first, each with the answers that lead there. Deciding both together, along
 * the routes of the policy, keeps them from contradicting each other.
 */
export function rankChannels(
  probabilities: Probabilities,
  channels: readonly ChannelRoutes[],
): readonly RankedChannel[] {
  return channels.map((routes) => rankChannel(probabilities, routes)).sort((a, b) => b.score - a.score)
}

/**
 * Scores how likely the type is and how well it goes with the channel. The square root makes the classifier of types count
 * half as much as the one of channels; cross-validation chose that.
 */
function rankChannel(probabilities: Probabilities, { channel, routes }: ChannelRoutes): RankedChannel {
  let best: ChannelRoutes['routes'][number] | undefined
  let most = -1
  let total = 0
  for (const route of routes) {
    const type = probabilities.type[route.typeIndex] ?? 0
    const weight = Math.sqrt(type * (probabilities.association[route.associationIndex] ?? 0) + LEAST)
    total += weight
    if (weight > most) {
      best = route
      most = weight
    }
  }
  if (best === undefined) throw new Error(`no route leads to ${channel}`)
  const score = Math.log(channelProbability(probabilities, channel) + LEAST) + Math.log(total + LEAST)
  return { answers: best.answers, channel, score }
}

function channelProbability({ channel: probabilities }: Probabilities, channel: Channel): number {
  const probability = probabilities[columnOf(channel)] ?? 0
  return channel === 'private-discord' ? RARELY_PRIVATE * probability : probability
}

function columnOf(channel: Channel): number {
  return labelIndex(channel === 'private-discord' ? 'discord' : channel)
}
