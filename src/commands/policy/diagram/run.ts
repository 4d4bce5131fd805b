import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyDiagramOptions } from './command.ts'

export async function run(app: App, { format, json, policy: policyPath }: PolicyDiagramOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, policyPath)
  const [{ drawDiagram }, { treeOf }] = await Promise.all([
    import('../../../policy/diagram/diagram.ts'),
    import('../../../policy/diagram/tree.ts'),
  ])
  const diagram = drawDiagram(policy, format)
  app.terminal.out.write(json === true ? jsonDocument({ format, diagram, ...treeOf(policy) }) : diagram)
  return EXIT.done
}
