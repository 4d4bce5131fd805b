import { cite } from '../policy/match.ts'
import { agentRuleFor } from '../policy/repositories.ts'
import type { AgentRule } from '../policy/schema.ts'
import { disclosureIn, disclosureOf } from '../text/added-lines.ts'
import { ownerOf } from '../text/github-names.ts'
import { countOf } from '../text/quote.ts'
import { type Finding, type MaskedInput, publishedText } from './check.ts'

/**
 * Some repositories accept posts from an AI agent only on behalf of certain people:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AGENTS.md#contribution-policy-for-ai-agents
 * This check cannot be overridden.
 */
export function checkAiAgent({ draft, lines, policy, facts, mask }: MaskedInput): readonly Finding[] {
  const rule = draft.repo === null ? undefined : agentRuleFor(policy, draft.repo)
  if (facts.agent === null || rule === undefined || mayPost(rule, facts)) return []
  return [
    {
      check: 'ai-agent',
      severity: 'block',
      message: `${facts.agent} is running this, and ${mask(draft.repo ?? '')} only accepts posts from an AI agent on behalf of ${peopleOf(rule)}; ${describeStanding(facts)}`,
      line: lines.title,
      fix: `Stop here and show the draft to the person you work for: they can read it and post it themselves. This cannot be overridden: ${rule.source}`,
    },
  ]
}

function mayPost(
  { mergedPullRequests }: AgentRule,
  { viewer, mergedPullRequests: merged, isMaintainer }: MaskedInput['facts'],
): boolean {
  if (viewer === null) return false
  return (merged !== null && merged > mergedPullRequests) || isMaintainer === true
}

function peopleOf({ maintainers, mergedPullRequests }: AgentRule): string {
  return `maintainers listed in ${maintainers} and people with more than ${countOf(mergedPullRequests, 'merged pull request')} there`
}

function describeStanding({ viewer, mergedPullRequests, isMaintainer }: MaskedInput['facts']): string {
  if (viewer === null) return 'the account is unknown'
  if (mergedPullRequests === null) return `it is unknown how many ${viewer} has`
  const listing = isMaintainer === null ? ', and the list could not be read' : ' and is not listed'
  return `${viewer} has ${mergedPullRequests}${listing}`
}

/**
 * Requires the author to say whether AI helped with a post. If it did, the post must say how:
 * https://github.com/modelcontextprotocol/modelcontextprotocol/blob/main/AI_POLICY.md
 */
export function checkAiDisclosure(input: MaskedInput): readonly Finding[] {
  const { draft, lines, policy } = input
  const rule = policy.ai?.disclosure
  if (rule === undefined || !isRequiredIn(rule.owners, draft.repo) || isTypoFix(publishedText(draft))) return []
  const problem = disclosureProblem(input)
  if (problem === null) return []
  const fix = `${problem.fix} See ${cite(policy, rule.source).source}`
  return [{ check: 'ai-disclosure', ...problem, severity: 'block', line: lines.body, fix }]
}

function isRequiredIn(owners: readonly string[], repo: string | null): boolean {
  return repo === null || owners.some((owner) => owner.toLowerCase() === ownerOf(repo))
}

type Problem = Pick<Finding, 'code' | 'message' | 'fix'>

function disclosureProblem({ draft, facts, mask }: MaskedInput): Problem | null {
  const aiUse = (facts.aiUse ?? draft.aiDisclosure ?? '').trim()
  const disclosed = disclosureIn(draft.body)
  if (aiUse === '' && disclosed !== null) return null
  if (aiUse === '')
    return {
      code: 'ai-use-unknown',
      message: 'the draft does not say whether AI helped with it; this project asks you to tell readers',
      fix: 'Add "aiDisclosure: none" to the draft, or a sentence that says how AI helped.',
    }
  const sentence = disclosureOf(aiUse)
  if (sentence === null && facts.agent !== null)
    return {
      code: 'ai-use-denied',
      message: `the draft says that no AI was used, but ${facts.agent} is running this`,
      fix: `Say in "aiDisclosure" what ${facts.agent} did.`,
    }
  if (sentence === null || disclosed === sentence) return null
  return {
    code: 'ai-use-not-in-body',
    message: 'the text does not say how AI helped',
    fix: `Add this line at its end: **AI disclosure:** ${mask(sentence)}`,
  }
}

const MAX_TYPO_FIX_WORDS = 40
const TYPO =
  /\b(typos?|misspell\w*|misspelt|spelling|spacing|whitespace|white space|indentation|punctuation|missing comma)\b/i

/** The policy requires no disclosure for trivial fixes of spacing or typos in short phrases. */
function isTypoFix(text: string): boolean {
  return TYPO.test(text) && text.split(/\s+/).length <= MAX_TYPO_FIX_WORDS
}
