import type { DiagramFormat } from '../../../seps/diagram/diagram.ts'
import { choiceWithDefault, defineCommand, type OptionsOf, optionalArgument } from '../../shared/define.ts'
import { catalogueFlags } from '../shared/flags.ts'

export type SepDiagramOptions = OptionsOf<typeof sepDiagram>

/** Repeats the names of the formats, so that printing the help does not load the drawing code. */
const FORMATS: readonly DiagramFormat[] = ['text', 'mermaid', 'svg']

export const sepDiagram = defineCommand({
  description: 'draw the life cycle of SEPs, and mark the status of one',
  parameters: [optionalArgument('sep', 'the number or the file name of the SEP to mark')],
  flags: { ...catalogueFlags, format: choiceWithDefault('text', '<format>', FORMATS, 'how to draw it') },
  examples: ['sep diagram 1686 --format svg > 1686.svg'],
})
