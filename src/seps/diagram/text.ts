import { transitionsFrom } from '../life-cycle.ts'
import { STAGE_NAMES, type StageName, stageName, stageNamed, stageText } from '../stage.ts'
import type { Mark } from './diagram.ts'

/** Each place with what may follow, and who decides it; reads well aloud and in a plain file. */
export function textDiagram(mark: Mark | null): string {
  return [...STAGE_NAMES.flatMap((stage) => stageLines(stage, mark)), ''].join('\n')
}

function stageLines(stage: StageName, mark: Mark | null): readonly string[] {
  const next = transitionsFrom(stageNamed(stage))
  const end = next.length === 0 ? ', and stays there' : ''
  const here = mark?.stage === stage ? `  ◀ ${mark.name}` : ''
  return [
    `${stageText(stage)}${end}${here}`,
    ...next.map(({ to, decidedBy }, at) => {
      const twig = at === next.length - 1 ? '└─' : '├─'
      return `${twig} ${stageText(stageName(to))} (${decidedBy})`
    }),
  ]
}
