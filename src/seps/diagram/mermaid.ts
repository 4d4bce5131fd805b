import { quoted } from '../../policy/diagram/mermaid-text.ts'
import { TRANSITIONS } from '../life-cycle.ts'
import { STAGE_NAMES, stageName, stageText } from '../stage.ts'
import type { Mark } from './diagram.ts'

/** The life cycle as a Mermaid flowchart, as GitHub renders it in Markdown. */
export function mermaidDiagram(mark: Mark | null): string {
  const nameOf = (stage: Mark['stage']) =>
    mark?.stage === stage ? `${stageText(stage)}: ${mark.name}` : stageText(stage)
  return [
    'flowchart TD',
    ...STAGE_NAMES.map((stage) => `  ${stage}([${quoted(nameOf(stage))}])`),
    ...TRANSITIONS.map(({ from, to, decidedBy }) => `  ${stageName(from)} -->|${quoted(decidedBy)}| ${to}`),
    ...(mark === null ? [] : [`  class ${mark.stage} here`]),
    ...(mark === null ? [] : ['  classDef here fill:#ffe8b8,stroke:#7a4f01,stroke-width:3px,color:#111']),
    '',
  ].join('\n')
}
