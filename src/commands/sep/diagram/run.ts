import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import { type MarkedSep, stageName, TRANSITIONS } from '../../../seps/life-cycle.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import { findSep } from '../shared/find-sep.ts'
import type { SepDiagramOptions } from './command.ts'

export async function run(app: App, numberOrFile: string | undefined, options: SepDiagramOptions): Promise<ExitCode> {
  const { lifeCycleDiagram } = await import('../../../seps/diagram/diagram.ts')
  const markedSep = numberOrFile === undefined ? null : await markedSepOf(app, numberOrFile, options)
  const { format, json } = options
  const diagram = lifeCycleDiagram(format, markedSep)
  app.terminal.out.write(json === true ? jsonDocument({ format, diagram, ...lifeCycleOf(markedSep) }) : diagram)
  return EXIT.done
}

async function markedSepOf(app: App, numberOrFile: string, options: SepDiagramOptions): Promise<MarkedSep> {
  const { stage, number, file } = (await findSep(app, options, numberOrFile)).entry
  if (stage === null)
    throw new Failure('validation', `${file.path ?? file.url}: neither the file nor a label says its status`, {
      hint: 'write it into the file, as in "- **Status**: Draft"',
    })
  return { stage, name: `SEP-${number ?? '0000'}` }
}

/** In JSON, a stage is called a status, as in `sep list`. */
function lifeCycleOf(markedSep: MarkedSep | null) {
  return {
    sep: markedSep === null ? null : { name: markedSep.name, status: markedSep.stage },
    transitions: TRANSITIONS.map(({ from, ...transition }) => ({ from: stageName(from), ...transition })),
  }
}
