import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyShowOptions } from './command.ts'

export async function run(app: App, options: PolicyShowOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const { out } = app.terminal
  if (options.json === true) {
    const { topicIndex: _, agentRules: __, path: ___, ...published } = policy
    out.write(jsonDocument(published))
    return EXIT.done
  }
  const { policyView } = await import('../../../terminal/views/policy/show.ts')
  out.write(policyView(policy, await out.style(), out.columns))
  return EXIT.done
}
