import { agentRuleOf } from '../checks/ai-agent.ts'
import { commonplaceOf } from '../checks/duplicate.ts'
import type { Facts } from '../checks/input.ts'
import type { Draft } from '../drafts/draft.ts'
import type { GitHub } from '../github/github.ts'
import type { Policy } from '../policy/schema.ts'
import { maintainerOf, parseMaintainers } from '../seps/maintainers.ts'
import { searchWords } from '../text/titles.ts'

export type Asked = {
  readonly policy: Policy
  /** null: GitHub is not asked. */
  readonly github: GitHub | null
  readonly viewer: string | null
  readonly agent: string | null
  readonly ownForms: Facts['ownForms']
}

/** What the checks want to know of the world. GitHub is asked only for what can change their findings. */
export async function gatherFacts({ policy, github, viewer, agent, ownForms }: Asked, draft: Draft): Promise<Facts> {
  const { repo, title } = draft
  const words = repo === null || title === '' ? [] : searchWords(title, commonplaceOf(policy, repo))
  const [resemblances, standing] = await Promise.all([
    github === null || repo === null || words.length === 0 ? [] : github.findDuplicates(repo, words),
    repo === null ? UNKNOWN : standingIn({ policy, github, viewer, agent }, repo),
  ])
  return { resemblances, aiUse: null, agent, viewer, ownForms, ...standing }
}

export type Standing = Pick<Facts, 'mergedPullRequests' | 'isMaintainer'>
const UNKNOWN: Standing = { mergedPullRequests: null, isMaintainer: null }

/** How the one who posts stands there, where an AI agent runs this. */
export async function standingIn(
  { policy, github, viewer, agent }: Pick<Asked, 'policy' | 'github' | 'viewer' | 'agent'>,
  repo: string,
): Promise<Standing> {
  return github === null || agent === null ? UNKNOWN : standingOf(github, policy, repo, viewer)
}

/** Only some repositories ask who it is that an AI agent works for. */
async function standingOf(github: GitHub, policy: Policy, repo: string, viewer: string | null): Promise<Standing> {
  const rule = agentRuleOf(policy, repo)
  if (rule === undefined || viewer === null) return UNKNOWN
  const [mergedPullRequests, list] = await Promise.all([
    github.countMergedPullRequests(repo, viewer),
    github.fileText(repo, rule.maintainers),
  ])
  const isMaintainer = list === null ? null : maintainerOf(parseMaintainers(list), viewer) !== null
  return { mergedPullRequests, isMaintainer }
}
