import { choiceWithDefault, defineCommand, type OptionsOf } from '../../shared/define.ts'
import { json, policy } from '../../shared/flags.ts'

export type PolicyDiagramOptions = OptionsOf<typeof policyDiagram>

export const policyDiagram = defineCommand({
  description: 'draw the decision tree',
  parameters: [],
  flags: { format: choiceWithDefault('text', '<format>', ['text', 'mermaid', 'svg'], 'how to draw it'), json, policy },
  examples: ['policy diagram --format svg > policy.svg'],
})
