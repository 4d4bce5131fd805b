import { cite } from '../policy/fill.ts'
import { isSameRepo } from '../text/repo-name.ts'
import type { Finding } from './finding.ts'
import type { CheckInput } from './input.ts'

type Rule = NonNullable<CheckInput['policy']['ai']>['agents'][number]

/**
 * Some repositories take posts from an AI agent only for certain people. Nothing overrides it:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AGENTS.md#contribution-policy-for-ai-agents
 */
export function aiAgent({ draft, lines, policy, facts }: CheckInput): readonly Finding[] {
  const rule = draft.repo === null ? undefined : agentRuleOf(policy, draft.repo)
  if (facts.agent === null || rule === undefined || mayPost(rule, facts)) return []
  return [
    {
      check: 'ai-agent',
      severity: 'block',
      message: `${facts.agent} runs this, and ${draft.repo} takes posts from an AI agent only for ${peopleOf(rule)}; ${standing(facts)}`,
      line: lines.title,
      fix: `Stop here and show the draft to the person you work for: they can read it and open it themselves. This cannot be overridden: ${cite(policy, rule.source).source}`,
    },
  ]
}

/** What a repository asks of AI agents; undefined: nothing. */
export function agentRuleOf({ ai, repositories }: CheckInput['policy'], repo: string): Rule | undefined {
  return ai?.agents.find(({ repository }) => isSameRepo(repositories[repository]?.repo ?? '', repo))
}

function mayPost(
  { mergedPullRequests }: Rule,
  { viewer, mergedPullRequests: merged, isMaintainer }: CheckInput['facts'],
): boolean {
  if (viewer === null) return false
  return (merged !== null && merged > mergedPullRequests) || isMaintainer === true
}

function peopleOf({ maintainers, mergedPullRequests }: Rule): string {
  return `maintainers listed in ${maintainers} and people with more than ${mergedPullRequests} merged pull requests there`
}

function standing({ viewer, mergedPullRequests, isMaintainer }: CheckInput['facts']): string {
  if (viewer === null) return 'who posts is not known'
  if (mergedPullRequests === null) return `what ${viewer} has merged there is not known`
  return `${viewer} has ${mergedPullRequests}${isMaintainer === null ? ', and the list could not be read' : ' and is not listed'}`
}
