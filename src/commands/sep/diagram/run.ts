import type { App } from '../../../app.ts'
import { EXIT, type ExitCode, Failure } from '../../../errors.ts'
import type { Mark } from '../../../seps/life-cycle.ts'
import { findSep, readCatalogue } from '../shared/catalogue.ts'
import type { SepDiagramOptions } from './command.ts'

export async function run(app: App, numberOrFile: string | undefined, options: SepDiagramOptions): Promise<ExitCode> {
  const { lifeCycleDiagram } = await import('../../../seps/diagram/diagram.ts')
  const mark = numberOrFile === undefined ? null : await markOf(app, numberOrFile, options)
  app.terminal.out.write(lifeCycleDiagram(options.format, mark))
  return EXIT.done
}

async function markOf(app: App, numberOrFile: string, options: SepDiagramOptions): Promise<Mark> {
  const { stage, number, file } = findSep(await readCatalogue(app, options, numberOrFile), numberOrFile)
  if (stage === null)
    throw new Failure('validation', `${file.path ?? file.url}: neither the file nor a label says its status`, {
      hint: 'write it into the file, as in "- **Status**: Draft"',
    })
  return { stage, name: `SEP-${number ?? '0000'}` }
}
