import type { Policy } from '../schema.ts'
import { mermaidDiagram } from './mermaid.ts'
import { svgDiagram } from './svg.ts'
import { textDiagram } from './text.ts'
import { type Tree, treeOf } from './tree.ts'

export type DiagramFormat = 'text' | 'mermaid' | 'svg'

/** The diagram and what it shows, for scripts. */
export function diagramWithTree(
  policy: Policy,
  format: DiagramFormat,
): { readonly format: DiagramFormat; readonly diagram: string } & Tree {
  return { format, diagram: drawDiagram(policy, format), ...treeOf(policy) }
}

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
