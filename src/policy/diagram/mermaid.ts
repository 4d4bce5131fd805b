import type { Channel } from '../answers.ts'
import type { Policy } from '../schema.ts'
import { mermaidLabel } from './labels.ts'
import { type TypeBranch, treeOf } from './tree.ts'

/** Draws the tree as a Mermaid flowchart, which GitHub renders in Markdown. */
export function mermaidDiagram(policy: Policy): string {
  const { sensitivities, outsideAreas, types } = treeOf(policy)
  const { questions } = policy
  const reachedChannels = new Set<Channel>()
  const nodeOf = (channel: Channel) => {
    reachedChannels.add(channel)
    return `channel-${channel}`
  }
  const edges = [
    ...sensitivities.map(({ label, channel }) => `  sensitivity -->|${mermaidLabel(label)}| ${nodeOf(channel)}`),
    `  sensitivity -->|${mermaidLabel(questions.sensitivity.options.public.label)}| area`,
    ...outsideAreas.map(({ label, channel }) => `  area -->|${mermaidLabel(label)}| ${nodeOf(channel)}`),
    '  area -->|"in this project"| type',
    ...types.flatMap((branch) => branchEdges(branch, nodeOf)),
  ]
  return [
    'flowchart LR',
    `  sensitivity{${mermaidLabel(questions.sensitivity.ask)}}`,
    `  area{${mermaidLabel(questions.area.ask)}}`,
    `  type{${mermaidLabel(questions.type.ask)}}`,
    ...edges,
    ...[...reachedChannels].map((channel) => `  channel-${channel}([${mermaidLabel(policy.channels[channel].title)}])`),
    ...[...reachedChannels]
      .filter((channel) => !policy.channels[channel].public)
      .map((channel) => `  class channel-${channel} private`),
    '  classDef private fill:#fde8e8,stroke:#b42318,color:#111',
    '',
  ].join('\n')
}

function branchEdges({ type, label, leaves }: TypeBranch, nodeOf: (channel: Channel) => string): readonly string[] {
  const [first, ...others] = leaves
  if (first !== undefined && others.length === 0) return [`  type -->|${mermaidLabel(label)}| ${nodeOf(first.channel)}`]
  return [
    `  type -->|${mermaidLabel(label)}| type-${type}{" "}`,
    ...leaves.map((leaf) => `  type-${type} -->|${mermaidLabel(leaf.label)}| ${nodeOf(leaf.channel)}`),
  ]
}
