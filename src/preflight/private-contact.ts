import { Failure } from '../errors.ts'
import { repositoryNamed } from '../policy/repositories.ts'
import type { Policy } from '../policy/schema.ts'
import type { Context } from './context.ts'
import type { Destination } from './destination.ts'
import { reportingOf } from './private-report.ts'

/**
 * @throws Failure (permission) that names the private contact, unless the repository is known to accept private reports.
 */
export async function requirePrivateReporting(context: Context, destination: Destination): Promise<void> {
  const reporting = await reportingOf(context, destination)
  if (reporting === 'open') return
  const { policy } = context
  const { repo } = destination
  const what =
    reporting === 'closed'
      ? `${repo} accepts no private reports through GitHub`
      : `it is not known whether ${repo} accepts private reports through GitHub`
  const note = repositoryNamed(policy, repo)?.security.note ?? null
  throw new Failure('permission', [what, ...(note === null ? [] : [note]), contactText(policy, repo)].join('. '))
}

/** Says which private contact to write to instead, or where to look for one. */
export function contactText(policy: Policy, repo: string): string {
  const { security } = policy.contacts
  const home = policy.repositories[policy.home]
  const contact =
    security === undefined
      ? `Look for a private contact in the SECURITY.md of ${repo}`
      : `Write privately to: ${security.title}, ${security.address ?? security.url}`
  const repository = repositoryNamed(policy, repo)
  const isElsewhere = repository !== undefined && repository !== home
  const homeAdvice =
    isElsewhere && home?.security.accepted === true
      ? ` (or run mcp-comms security report --repo ${home.repo}, and name ${repo} in the report)`
      : ''
  return `${contact}${homeAdvice}. Do not post anything about the vulnerability publicly`
}
