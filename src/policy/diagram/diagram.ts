import type { Policy } from '../schema.ts'
import { mermaidDiagram } from './mermaid.ts'
import { svgDiagram } from './svg.ts'
import { textDiagram } from './text.ts'

export type DiagramFormat = 'text' | 'mermaid' | 'svg'

export function drawDiagram(policy: Policy, format: DiagramFormat): string {
  switch (format) {
    case 'text':
      return textDiagram(policy)
    case 'mermaid':
      return mermaidDiagram(policy)
    case 'svg':
      return svgDiagram(policy)
    default:
      return format satisfies never
  }
}
