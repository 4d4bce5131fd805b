import type { Kind } from '../drafts/draft.ts'
import type { Channel } from '../policy/answers.ts'
import type { Recommendation } from '../policy/recommend.ts'
import type { Policy } from '../policy/schema.ts'
import { ownerOf } from '../text/repo-name.ts'
import type { Severity } from './finding.ts'
import type { CheckInput } from './input.ts'

/** The channel that a draft of a kind is published in. */
export const CHANNEL_OF: { readonly [K in Kind]: Channel } = {
  issue: 'issue',
  discussion: 'discussion',
  decision: 'decision-record',
  sep: 'sep',
  advisory: 'security-advisory',
}

/** Whether the policy applies to a repository: it lists others of the same owner. */
export function isGoverned(policy: Policy, repo: string | null): boolean {
  return repo === null || ownersIn(policy).has(ownerOf(repo))
}

const ownersOf = new WeakMap<Policy, ReadonlySet<string>>()

function ownersIn(policy: Policy): ReadonlySet<string> {
  const owners = ownersOf.get(policy) ?? new Set(Object.values(policy.repositories).map(({ repo }) => ownerOf(repo)))
  ownersOf.set(policy, owners)
  return owners
}

/** An uncertain recommendation only warns. */
export function severityOf({ placement }: Pick<CheckInput, 'placement'>): Severity {
  return placement.confidence === 'high' ? 'block' : 'warn'
}

/** What to do instead, and the reason with its source. */
export function insteadOf({ title, url, because: [reason] }: Recommendation): string {
  const where = url === null ? title : `${title}: ${url}`
  return reason === undefined ? where : `${where}. ${reason.text} (${reason.source})`
}
