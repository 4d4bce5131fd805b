import { getOrCreate } from '../../text/words.ts'
import {
  ACTIONABILITIES,
  type Actionability,
  type Channel,
  SENSITIVITIES,
  type Sensitivity,
  type TopicType,
  TYPES,
} from '../answers.ts'
import { choices } from '../questions.ts'
import { recommend } from '../recommend.ts'
import type { Policy } from '../schema.ts'

/** The decision tree of the rules. `types` is for a public text whose area and group are unknown. */
export type Tree = {
  /** The sensitivities other than `public`, with the channel for a text of the type `other` and an unknown area. */
  readonly sensitivities: readonly {
    readonly sensitivity: Sensitivity
    readonly label: string
    readonly channel: Channel
  }[]
  /** The areas that belong to other projects, with the channel for a bug. */
  readonly outsideAreas: readonly { readonly area: string; readonly label: string; readonly channel: Channel }[]
  readonly types: readonly TypeBranch[]
}
export type TypeBranch = {
  readonly type: TopicType
  readonly label: string
  readonly section: string
  readonly leaves: readonly Leaf[]
}
export type Leaf = {
  readonly actionabilities: readonly Actionability[]
  readonly label: string
  readonly channel: Channel
}

export function treeOf(policy: Policy): Tree {
  return { sensitivities: sensitivitiesOf(policy), outsideAreas: outsideAreasOf(policy), types: typesOf(policy) }
}

function sensitivitiesOf(policy: Policy): Tree['sensitivities'] {
  return SENSITIVITIES.filter((sensitivity) => sensitivity !== 'public').map((sensitivity) => ({
    sensitivity,
    label: policy.questions.sensitivity.options[sensitivity].label,
    channel: recommend(policy, { type: 'other', sensitivity, actionability: 'open-ended', area: null }).channel,
  }))
}

function outsideAreasOf(policy: Policy): Tree['outsideAreas'] {
  return Object.entries(policy.areas)
    .filter(([, { ours }]) => !ours)
    .map(([area, { label }]) => ({
      area,
      label,
      channel: recommend(policy, { type: 'bug', sensitivity: 'public', actionability: 'actionable', area }).channel,
    }))
}

function typesOf(policy: Policy): readonly TypeBranch[] {
  return choices(policy, 'type', undefined)
    .flatMap(({ value, label, section = '' }) =>
      TYPES.filter((type) => type === value).map((type) => ({ type, label, section })),
    )
    .filter(({ type }) => policy.questions.type.options[type].implies === undefined)
    .map(({ type, label, section }) => ({ type, label, section, leaves: leavesOf(policy, type) }))
}

/** Returns one leaf for each channel that a public text of the type can lead to if its area is unknown. */
function leavesOf(policy: Policy, type: TopicType): readonly Leaf[] {
  const typeChoices = choices(policy, 'actionability', type)
  const byChannel = new Map<Channel, Actionability[]>()
  for (const actionability of ACTIONABILITIES) {
    const { channel } = recommend(policy, { type, sensitivity: 'public', actionability, area: null })
    getOrCreate(byChannel, channel, () => []).push(actionability)
  }
  return [...byChannel].map(([channel, actionabilities]) => ({
    channel,
    actionabilities,
    label: actionabilities
      .map((value) => typeChoices.find((choice) => choice.value === value)?.label ?? value)
      .join(', or '),
  }))
}
