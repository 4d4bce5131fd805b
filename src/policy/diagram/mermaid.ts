import type { Channel } from '../answers.ts'
import type { Policy } from '../schema.ts'
import { quoted } from './mermaid-text.ts'
import { type TypeBranch, treeOf } from './tree.ts'

/** Draws the tree as a Mermaid flowchart, which GitHub renders in Markdown. */
export function mermaidDiagram(policy: Policy): string {
  const { gates, foreign, types } = treeOf(policy)
  const { questions } = policy
  const reached = new Set<Channel>()
  const to = (channel: Channel) => {
    reached.add(channel)
    return `channel-${channel}`
  }
  const edges = [
    ...gates.map(({ label, channel }) => `  sensitivity -->|${quoted(label)}| ${to(channel)}`),
    `  sensitivity -->|${quoted(questions.sensitivity.options.public.label)}| area`,
    ...foreign.map(({ label, channel }) => `  area -->|${quoted(label)}| ${to(channel)}`),
    '  area -->|"here"| type',
    ...types.flatMap((branch) => branchEdges(branch, to)),
  ]
  return [
    'flowchart LR',
    `  sensitivity{${quoted(questions.sensitivity.ask)}}`,
    `  area{${quoted(questions.area.ask)}}`,
    `  type{${quoted(questions.type.ask)}}`,
    ...edges,
    ...[...reached].map((channel) => `  channel-${channel}([${quoted(policy.channels[channel].title)}])`),
    ...[...reached]
      .filter((channel) => !policy.channels[channel].public)
      .map((channel) => `  class channel-${channel} private`),
    '  classDef private fill:#fde8e8,stroke:#b42318,color:#111',
    '',
  ].join('\n')
}

function branchEdges({ type, label, leaves }: TypeBranch, to: (channel: Channel) => string): readonly string[] {
  const [first, ...others] = leaves
  if (first !== undefined && others.length === 0) return [`  type -->|${quoted(label)}| ${to(first.channel)}`]
  return [
    `  type -->|${quoted(label)}| type-${type}{" "}`,
    ...leaves.map((leaf) => `  type-${type} -->|${quoted(leaf.label)}| ${to(leaf.channel)}`),
  ]
}
