import { mermaidLabel } from '../../policy/diagram/labels.ts'
import type { MarkedSep } from '../life-cycle.ts'
import {
  STAGE_NAMES,
  type StageName,
  stageByName,
  stageName,
  stageText,
  TRANSITIONS,
  transitionsFrom,
} from '../life-cycle.ts'

/** Lists each stage with the stages that may follow it, and who decides. Works in a plain file and for screen readers. */
export function textDiagram(mark: MarkedSep | null): string {
  return [...STAGE_NAMES.flatMap((stage) => stageLines(stage, mark)), ''].join('\n')
}

function stageLines(stage: StageName, mark: MarkedSep | null): readonly string[] {
  const next = transitionsFrom(stageByName(stage))
  const ending = next.length === 0 ? ' (no next stage)' : ''
  const pointer = mark?.stage === stage ? `  ◀ ${mark.name}` : ''
  return [
    `${stageText(stage)}${ending}${pointer}`,
    ...next.map(({ to, decidedBy }, index) => {
      const branch = index === next.length - 1 ? '└─' : '├─'
      return `${branch} ${stageText(stageName(to))} (${decidedBy})`
    }),
  ]
}

export function mermaidDiagram(mark: MarkedSep | null): string {
  const nameOf = (stage: MarkedSep['stage']) =>
    mark?.stage === stage ? `${stageText(stage)}: ${mark.name}` : stageText(stage)
  return [
    'flowchart TD',
    ...STAGE_NAMES.map((stage) => `  ${stage}([${mermaidLabel(nameOf(stage))}])`),
    ...TRANSITIONS.map(({ from, to, decidedBy }) => `  ${stageName(from)} -->|${mermaidLabel(decidedBy)}| ${to}`),
    ...(mark === null
      ? []
      : [`  class ${mark.stage} here`, '  classDef here fill:#ffe8b8,stroke:#7a4f01,stroke-width:3px,color:#111']),
    '',
  ].join('\n')
}
