import { agentRuleFor } from '../policy/agent-rules.ts'
import type { AgentRule } from '../policy/schema.ts'
import type { CheckInput, Finding } from './check.ts'

/**
 * Some repositories accept posts from an AI agent only on behalf of certain people. This check cannot be overridden:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AGENTS.md#contribution-policy-for-ai-agents
 */
export function aiAgent({ draft, lines, policy, facts }: CheckInput): readonly Finding[] {
  const rule = draft.repo === null ? undefined : agentRuleFor(policy, draft.repo)
  if (facts.agent === null || rule === undefined || mayPost(rule, facts)) return []
  return [
    {
      check: 'ai-agent',
      severity: 'block',
      message: `${facts.agent} is running this, and ${draft.repo} only accepts posts from an AI agent on behalf of ${peopleOf(rule)}; ${describeStanding(facts)}`,
      line: lines.title,
      fix: `Stop here and show the draft to the person you work for: they can read it and post it themselves. This cannot be overridden: ${rule.source}`,
    },
  ]
}

function mayPost(
  { mergedPullRequests }: AgentRule,
  { viewer, mergedPullRequests: merged, isMaintainer }: CheckInput['facts'],
): boolean {
  if (viewer === null) return false
  return (merged !== null && merged > mergedPullRequests) || isMaintainer === true
}

function peopleOf({ maintainers, mergedPullRequests }: AgentRule): string {
  return `maintainers listed in ${maintainers} and people with more than ${mergedPullRequests} merged pull requests there`
}

function describeStanding({ viewer, mergedPullRequests, isMaintainer }: CheckInput['facts']): string {
  if (viewer === null) return 'the account is unknown'
  if (mergedPullRequests === null) return `it is unknown how many ${viewer} has`
  return `${viewer} has ${mergedPullRequests}${isMaintainer === null ? ', and the list could not be read' : ' and is not listed'}`
}
