import { emptyDraft } from '../../drafts/draft.ts'
import type { Destinations } from '../../preflight/destination.ts'
import { findingsOn } from '../../preflight/findings.ts'
import { isSameRepo } from '../../text/github-names.ts'
import { parsePostUrl } from '../ledger/record.ts'
import { type ExistingPost, hasPost, type Statuses, statusFor } from '../ledger/status.ts'
import { linksOf, type PlannedRow } from '../plan/planned-row.ts'
import { type CheckedRow, problemsOf, type RowChecks } from './check-row.ts'

/** The post that an earlier run created for the row, or the issue that it recorded as reused; null: there is none. */
export function existingPostOf(statuses: Statuses, row: PlannedRow): ExistingPost | null {
  const status = statusFor(statuses, row)
  return hasPost(status) ? status : null
}

/** Whether the post of a row is private. A reused issue may be in another repository. undefined: unknown. */
export async function isPrivatePost(
  destinations: Destinations,
  { draft: { repo } }: PlannedRow,
  post: ExistingPost | null,
): Promise<boolean | undefined> {
  const postRepo = post === null ? repo : parsePostUrl(post.url).repo
  if (isSameRepo(postRepo, repo)) return (await targetOrNull(destinations, repo))?.isPrivate
  return (await destinations.isPrivate(postRepo)) ?? undefined
}

/**
 * Checks the tracker and the parent of a row whose post exists already. They may have been added to the plan since an earlier run
 * created or reused the post.
 * @param isReused whether the row reuses an issue. Only then may the post still become a sub-issue of the row's parent.
 * @param isPrivate whether the post is private @returns null if nothing is wrong
 */
export async function checkExistingPost(
  checks: RowChecks,
  row: PlannedRow,
  { isReused, isPrivate }: { readonly isReused: boolean; readonly isPrivate: boolean },
): Promise<CheckedRow | null> {
  const { context } = checks
  const { repo, kind } = row.draft
  const parent = isReused ? row.draft.parent : null
  const linkedRow = isReused ? row : { ...row, parentKey: null }
  const links = linksOf(linkedRow, checks.isPrivate).filter(({ part }) => part !== 'source')
  if (parent === null && links.every((link) => link.isPrivate === isPrivate)) return null
  // Leaves out the text of the row, which is not sent again.
  const draft = { ...emptyDraft(kind), repo, parent }
  const line = row.at.line ?? row.at.row
  const candidate = {
    draft,
    kind: null,
    template: null,
    lines: { title: line, body: line },
    destination: await context.destinations.get(repo),
    isPrivate,
    links,
  }
  const findings = (await findingsOn(context, candidate)).filter(({ check }) => check === 'private-repo')
  if (findings.length === 0) return null
  return { draft, problems: problemsOf(row, findings), warnings: [], newLabels: [], isPrivate, ready: null }
}

/** null: GitHub was not asked, or the repository could not be read. In that case, the rows of the repository report the problem. */
export async function targetOrNull(destinations: Destinations, repo: string) {
  try {
    return (await destinations.get(repo)).onGitHub?.target ?? null
  } catch {
    return null
  }
}
