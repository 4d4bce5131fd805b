import { emptyDraft } from '../../drafts/draft.ts'
import { findingsOn } from '../../preflight/findings.ts'
import { linksOf, type PlannedRow } from '../plan/planned-row.ts'
import type { RowChecks } from './check-row.ts'
import { type CheckedRow, stoppedBy } from './problems.ts'

/**
 * Checks the tracker and the parent of a row whose post exists already. They may have been added to the plan since an earlier run
 * created or reused the post.
 * @param isReused whether the row reuses an issue. Only then may the post still become a sub-issue of the row's parent.
 * @param isPrivate whether the post is private
 * @returns null if nothing is wrong
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
  // Without the text of the row, which is not sent again.
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
  return stoppedBy(findings, row, draft, isPrivate)
}
