import type { App } from '../../../app.ts'
import { nearestGroups } from '../../../policy/groups.ts'
import type { Policy } from '../../../policy/schema.ts'
import { groupGateView } from '../../../terminal/views/sep/new.ts'

/**
 * Since September 2026 a new SEP is developed with a working group. Where none backs it yet: whom to ask, and what to
 * say there. https://github.com/modelcontextprotocol/modelcontextprotocol/pull/3304
 */
export async function showGroupGate({ terminal }: App, policy: Policy, title: string): Promise<void> {
  const { err } = terminal
  const near = nearestGroups(policy, title).slice(0, 3)
  const rule = policy.rules.find(({ channel }) => channel === 'sep')
  const url = rule?.steps.find((step) => step.url !== undefined)?.url ?? null
  err.write(groupGateView({ near: near.map(({ group }) => group), url, title }, await err.style(), err.columns))
}
