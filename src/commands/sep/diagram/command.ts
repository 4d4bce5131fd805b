import type { DiagramFormat } from '../../../seps/diagram/diagram.ts'
import { choiceOr, defineCommand, type OptionsOf, optionalArgument } from '../../shared/define.ts'
import { catalogue } from '../shared/flags.ts'

export type SepDiagramOptions = OptionsOf<typeof sepDiagram>

/** Repeats the names of the formats, so that printing the help does not load the drawing code. */
const FORMATS: readonly DiagramFormat[] = ['text', 'mermaid', 'svg']

export const sepDiagram = defineCommand({
  description: 'the life cycle of a SEP as a picture, and where one is in it',
  parameters: [optionalArgument('sep', 'its number, or the name of its file')],
  flags: { ...catalogue, format: choiceOr('text', '<format>', FORMATS, 'how to draw it') },
  examples: ['sep diagram 1686 --format svg > 1686.svg'],
})
