import type { Kind } from '../drafts/draft.ts'
import type { Channel } from '../policy/answers.ts'
import type { Recommendation } from '../policy/recommend.ts'
import type { Policy } from '../policy/schema.ts'
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

export function isSameRepo(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

export function ownerOf(repo: string): string {
  return (repo.split('/')[0] ?? '').toLowerCase()
}

/** Whether the policy has anything to say about a repository: it knows others of the same owner. */
export function isGoverned(policy: Policy, repo: string | null): boolean {
  if (repo === null) return true
  return Object.values(policy.repositories).some((known) => ownerOf(known.repo) === ownerOf(repo))
}

/** A recommendation that may well be wrong only warns. */
export function severityOf({ answered }: Pick<CheckInput, 'answered'>): Severity {
  return answered.confidence === 'high' ? 'block' : 'warn'
}

/** What to do instead, and the reason with its source. */
export function insteadOf({ title, url, because: [reason] }: Recommendation): string {
  const where = url === null ? title : `${title}: ${url}`
  return reason === undefined ? where : `${where}. ${reason.text} (${reason.source})`
}
