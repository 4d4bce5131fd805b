import type { App } from '../../../app.ts'
import { EXIT, type ExitCode } from '../../../errors.ts'
import { loadPolicy } from '../../../storage/policy-file.ts'
import { jsonDocument } from '../../../terminal/json.ts'
import type { PolicyShowOptions } from './command.ts'

export async function run(app: App, options: PolicyShowOptions): Promise<ExitCode> {
  const policy = await loadPolicy(app, options.policy)
  const { out } = app.terminal
  if (options.json === true) {
    // Leaves out what is not in the policy file.
    const { topicIndex: _topicIndex, agentRules: _agentRules, path: _path, ...policyJson } = policy
    out.write(jsonDocument(policyJson))
    return EXIT.done
  }
  const { policyView } = await import('../../../terminal/views/policy/show.ts')
  out.write(policyView(policy, await out.style(), out.columns))
  return EXIT.done
}
