import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'

export type DiagramOptions = { readonly format: 'text' | 'mermaid' | 'svg'; readonly policy?: string }

/** `mcp-comms policy diagram`: the decision tree as a picture. */
export async function policyDiagram(app: App, { format, policy: named }: DiagramOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, named)
  const { diagram } = await import('../../../policy/diagram/diagram.ts')
  app.terminal.out.write(diagram(policy, format))
  return EXIT.done
}
