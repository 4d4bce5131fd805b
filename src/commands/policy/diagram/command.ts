import { choiceOr, defineCommand, type OptionsOf } from '../../shared/define.ts'
import { policy } from '../../shared/flags.ts'

export type PolicyDiagramOptions = OptionsOf<typeof policyDiagram>

export const policyDiagram = defineCommand({
  description: 'the decision tree as a picture',
  parameters: [],
  flags: { format: choiceOr('text', '<format>', ['text', 'mermaid', 'svg'], 'how to draw it'), policy },
  examples: ['policy diagram --format svg > policy.svg'],
})
