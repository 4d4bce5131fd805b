import {
  ACTIONABILITIES,
  type Answers,
  type Channel,
  SENSITIVITIES,
  type Sensitivity,
  TYPES,
} from '../policy/answers.ts'
import type { PartialAnswers } from '../policy/questions.ts'

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
