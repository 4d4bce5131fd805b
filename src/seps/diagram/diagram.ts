import type { MarkedSep } from '../life-cycle.ts'
import { svgDiagram } from './svg.ts'
import { mermaidDiagram, textDiagram } from './text.ts'

export type DiagramFormat = 'text' | 'mermaid' | 'svg'

export function lifeCycleDiagram(format: DiagramFormat, mark: MarkedSep | null): string {
  switch (format) {
    case 'text':
      return textDiagram(mark)
    case 'mermaid':
      return mermaidDiagram(mark)
    case 'svg':
      return svgDiagram(mark)
    default:
      return format satisfies never
  }
}
