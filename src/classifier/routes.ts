import {
  ACTIONABILITIES,
  type Answers,
  CHANNELS,
  type Channel,
  PRIVATE_SENSITIVITIES,
  SENSITIVITIES,
  type Sensitivity,
  TYPES,
} from '../policy/answers.ts'
import { type AreaContext, areaContextOf } from '../policy/match.ts'
import type { PartialAnswers } from '../policy/questions.ts'
import { channelFor } from '../policy/recommend.ts'
import type { Group, Policy } from '../policy/schema.ts'
import { getOrCreate } from '../text/words.ts'

/** The parts of a policy that decide on routes: the channel for a set of answers, and the sensitivity that a type implies. */
type Routing = {
  readonly route: (answers: Answers) => Channel | undefined
  readonly implies: (type: Answers['type']) => Sensitivity | undefined
}

/**
 * All routes to one channel: the types that can lead there, each with the answers that are usual there. The indexes find the
 * probability of the type, and the association of type and channel.
 */
export type ChannelRoutes = {
  readonly channel: Channel
  readonly routes: readonly {
    readonly answers: Answers
    readonly typeIndex: number
    readonly associationIndex: number
  }[]
}

/** Returns a function that finds the routes that a text can take. Caches them, because many texts can take the same routes. */
export function createRouter(
  policy: Policy,
): (
  group: Group | null,
  known: PartialAnswers,
  areas: readonly [ours: string | null, other: string],
) => readonly ChannelRoutes[] {
  const cache = new Map<string, readonly ChannelRoutes[]>()
  return (group, known, [ours, other]) => {
    // If a person gives the type and names one of our products, the text is not about another product.
    const areas = known.type !== undefined && ours !== null ? [ours] : [ours, other]
    const key = JSON.stringify([known, areas, group?.name])
    const routes =
      cache.get(key) ??
      findRoutes(known, areas, {
        route: createChannelFinder(policy, group),
        implies: (type) => policy.questions.type.options[type].implies,
      })
    cache.set(key, routes)
    return routes
  }
}

/** Returns a function that finds the channel for answers. Caches the context of each area, because many answers share an area. */
function createChannelFinder(policy: Policy, group: Group | null): (answers: Answers) => Channel | undefined {
  const contexts = new Map<string | null, AreaContext>()
  return (answers) => {
    const context = contexts.get(answers.area) ?? areaContextOf(policy, answers, group)
    contexts.set(answers.area, context)
    return channelFor(policy, answers, context)
  }
}

/**
 * Finds, for each type, one route to each channel that it can lead to: a route that agrees with the known answers, and whose area
 * is the known one or one of `areas`. Groups the routes by channel.
 */
function findRoutes(
  known: PartialAnswers,
  areas: readonly (string | null)[],
  routing: Routing,
): readonly ChannelRoutes[] {
  const byChannel = new Map<Channel, ChannelRoutes & { readonly routes: ChannelRoutes['routes'][number][] }>()
  /** Adds the routes of a type. `scoredType` is the type whose probability counts for them. */
  const addRoutes = (type: Answers['type'], knownAnswers: PartialAnswers, scoredType = type) => {
    for (const [channel, answers] of channelsOf(type, knownAnswers, areas, routing)) {
      const typeIndex = TYPES.indexOf(scoredType)
      const associationIndex = typeIndex * CHANNELS.length + CHANNELS.indexOf(channel)
      const { routes } = getOrCreate(byChannel, channel, () => ({ channel, routes: [] }))
      routes.push({ answers, typeIndex, associationIndex })
    }
  }
  for (const type of known.type === undefined ? TYPES : [known.type]) addRoutes(type, known)
  if (known.type !== undefined && known.sensitivity === undefined && routing.implies(known.type) === undefined)
    // The given type does not say who may read the text: a protocol change can describe a weakness. So the words decide: we add
    // private routes, each as likely as the type that implies its sensitivity.
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
  // The known sensitivity contradicts the type.
  if (sensitivity !== (implied ?? sensitivity)) return channels
  const actionabilities = known.actionability === undefined ? ACTIONABILITIES : [known.actionability]
  const possibleAreas = known.area === undefined ? areas : [known.area]
  for (const actionability of actionabilities)
    for (const area of possibleAreas) {
      const answers = { type, sensitivity, actionability, area }
      const channel = route(answers)
      // Earlier areas win, so an area of this project that the text names wins over another product.
      if (channel !== undefined && isBetter(channel, answers, channels.get(channel))) channels.set(channel, answers)
    }
  return channels
}

function isBetter(channel: Channel, answers: Answers, previous: Answers | undefined): boolean {
  return previous === undefined || (isUsual(channel, answers) && !isUsual(channel, previous))
}

/**
 * Whether the matter is open-ended, as is usual for the channels `discussion` and `elsewhere`. Decides if several actionabilities lead
 * to the same channel.
 */
function isUsual(channel: Channel, { actionability }: Answers): boolean {
  return actionability === 'open-ended' && (channel === 'discussion' || channel === 'elsewhere')
}

/** The probabilities of channels and of types, and how types and channels occur together. */
export type Probabilities = {
  readonly channel: Float64Array
  readonly type: Float64Array
  readonly association: Float32Array
}
export type RankedChannel = { readonly channel: Channel; readonly answers: Answers; readonly score: number }

/** Added before a logarithm or a root, so that neither is zero or infinite. */
const EPSILON = 1e-9

/** The factor for `elsewhere` if a text names no other product, because an error message alone is more often one of ours. */
const UNNAMED_PRODUCT_FACTOR = 0.2

/**
 * Returns the possible channels, likeliest first, each with the answers that lead there. Choosing both together, along the routes
 * of the policy, keeps them from contradicting each other.
 */
export function rankChannels(
  probabilities: Probabilities,
  channels: readonly ChannelRoutes[],
  namesOtherProduct: boolean,
): readonly RankedChannel[] {
  const ranked = channels.map((routes) => rankChannel(probabilities, routes, namesOtherProduct))
  return ranked.sort((a, b) => b.score - a.score)
}

/**
 * Scores a channel by its probability, and by how likely the types that lead there are and how well they go with the channel. The
 * square root makes the type classifier count half as much as the channel classifier. We chose that by cross-validation.
 */
function rankChannel(
  probabilities: Probabilities,
  { channel, routes }: ChannelRoutes,
  namesOtherProduct: boolean,
): RankedChannel {
  let best: ChannelRoutes['routes'][number] | undefined
  let bestWeight = -1
  let total = 0
  for (const candidate of routes) {
    const type = probabilities.type[candidate.typeIndex] ?? 0
    const weight = Math.sqrt(type * (probabilities.association[candidate.associationIndex] ?? 0) + EPSILON)
    total += weight
    if (weight > bestWeight) {
      best = candidate
      bestWeight = weight
    }
  }
  if (best === undefined) throw new Error(`no route leads to ${channel}`)
  const factor = channel === 'elsewhere' && !namesOtherProduct ? UNNAMED_PRODUCT_FACTOR : 1
  const probability = (probabilities.channel[CHANNELS.indexOf(channel)] ?? 0) * factor
  const score = Math.log(probability + EPSILON) + Math.log(total + EPSILON)
  return { answers: best.answers, channel, score }
}

/** Returns the share of one channel in the scores of all channels. */
export function probabilityOf(channel: RankedChannel, ranked: readonly RankedChannel[]): number {
  return 1 / ranked.reduce((sum, { score }) => sum + Math.exp(score - channel.score), 0)
}
