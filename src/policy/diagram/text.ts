import type { Policy } from '../schema.ts'
import { type Leaf, type TypeBranch, treeOf } from './tree.ts'

/** Draws the tree with box-drawing characters, for terminals and plain text files. */
export function textDiagram(policy: Policy): string {
  const { sensitivities, outsideAreas, types } = treeOf(policy)
  const title = (channel: Leaf['channel']) => policy.channels[channel].title
  const { questions } = policy
  return [
    questions.sensitivity.ask,
    ...sensitivities.map(({ label, channel }) => `├─ ${label} → ${title(channel)}`),
    `└─ ${questions.sensitivity.options.public.label}: ${questions.area.ask}`,
    ...outsideAreas.map(({ label, channel }) => `   ├─ ${label} → ${title(channel)}`),
    `   └─ In this project: ${questions.type.ask}`,
    ...types.flatMap((branch, index) => branchLines(branch, index === types.length - 1, title)),
    '',
  ].join('\n')
}

function branchLines(
  branch: TypeBranch,
  isLast: boolean,
  title: (channel: Leaf['channel']) => string,
): readonly string[] {
  const stem = isLast ? '      └─' : '      ├─'
  const [first, ...others] = branch.leaves
  if (first !== undefined && others.length === 0) return [`${stem} ${branch.label} → ${title(first.channel)}`]
  const indent = isLast ? '         ' : '      │  '
  return [
    `${stem} ${branch.label}`,
    ...branch.leaves.map(({ label, channel }, index) => {
      const twig = index === branch.leaves.length - 1 ? '└─' : '├─'
      return `${indent}${twig} ${label} → ${title(channel)}`
    }),
  ]
}
