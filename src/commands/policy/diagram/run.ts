import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyDiagramOptions } from './command.ts'

export async function run(app: App, { format, json, policy: policyPath }: PolicyDiagramOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, policyPath)
  const { drawDiagram, diagramWithTree } = await import('../../../policy/diagram/diagram.ts')
  app.terminal.out.write(json === true ? jsonDocument(diagramWithTree(policy, format)) : drawDiagram(policy, format))
  return EXIT.done
}
