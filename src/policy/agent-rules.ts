import { isSameRepo } from '../text/repo-name.ts'
import { cite } from './match.ts'
import type { AgentRule, Policy } from './schema.ts'

/** A policy's own rules for AI agents, with the names and addresses that its file keeps elsewhere. */
export function agentRulesOf(policy: Policy): readonly AgentRule[] {
  return (policy.ai?.agents ?? []).flatMap(({ repository, source, ...rule }) => {
    const repo = policy.repositories[repository]?.repo
    return repo === undefined ? [] : { ...rule, repo, source: cite(policy, source).source }
  })
}

/** A repository's rule for AI agents. undefined: it has no rule. */
export function agentRuleFor({ agentRules }: Policy, repo: string): AgentRule | undefined {
  return agentRules.find((rule) => isSameRepo(rule.repo, repo))
}

/** Another policy cannot switch off the rules that the repositories of the built-in one have made for themselves. */
export function withBuiltInAgentRules(policy: Policy, builtIn: Policy): Policy {
  return { ...policy, agentRules: [...builtIn.agentRules, ...policy.agentRules] }
}
