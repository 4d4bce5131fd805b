import type { Target } from '../../github/target.ts'
import type { Destinations } from '../../preflight/destination.ts'
import { isSameRepo, issueRef } from '../../text/github-names.ts'
import { LedgerComparison } from '../ledger/compare.ts'
import { createFormerKeyCheck } from '../ledger/former-keys.ts'
import { createFormerNameFinder } from '../ledger/other-keys.ts'
import { type LedgerRecord, parsePostUrl } from '../ledger/record.ts'
import {
  type ExistingPost,
  hasPost,
  mayHavePost,
  reportedRowTest,
  type Statuses,
  statusesOf,
  statusFor,
} from '../ledger/status.ts'
import type { PlannedRow } from '../plan/planned-row.ts'
import type { Parsed, Problem } from '../rows/row.ts'
import { checkExistingPost } from './check-existing-post.ts'
import { checkRow, type RowChecks, redactRow, withoutSecrets } from './check-row.ts'
import { prefetchDestinations, targetOrNull, withCreatedLabels, withRememberedFailures } from './plan-destinations.ts'
import type { CheckedRow } from './problems.ts'
import { type Outlook, type PlanSummary, SummaryBuilder } from './summary.ts'

export type PlanToInspect = {
  readonly rows: AsyncIterable<Parsed<PlannedRow>>
  /** Names of the plan and its ledger, for messages. */
  readonly plan: string
  readonly ledger: string
  readonly records: readonly LedgerRecord[]
  /** When the person started a new ledger, to create all rows again. null: there is no such ledger. */
  readonly ledgerStart?: Date | null
  /** GitHub's time, as in the ledger. It is known only after GitHub's first response. */
  readonly now: () => Date
  readonly onRow?: (row: InspectedRow) => void | Promise<void>
}

export type InspectedRow = {
  /** null: the row could not be read. */
  readonly row: PlannedRow | null
  readonly outlook: Outlook
  /** null: the row could not be read, or its post already exists and has no problem. */
  readonly checked: CheckedRow | null
  readonly problems: readonly Problem[]
}

export type Inspection = {
  readonly statuses: Statuses
  readonly checks: RowChecks
  readonly summary: PlanSummary
}

/** The parts of `RowChecks` that depend on the plan or its ledger. */
type PlanCheck = 'mayBePosted' | 'isReported' | 'isInLedger' | 'ledgerStart' | 'isPrivate' | 'formerKeyProblem'

/**
 * Inspects a plan, and compares it with its ledger. Posts nothing. Keeps little of a valid row in memory, because a plan may be
 * long.
 */
export async function inspectPlan(
  options: Omit<RowChecks, PlanCheck>,
  planToInspect: PlanToInspect,
): Promise<Inspection> {
  const { rows, plan, ledger, records, now, onRow = () => undefined } = planToInspect
  const destinations = withCreatedLabels(options.context.destinations, records, now)
  const statuses = statusesOf(records)
  const privacy = createPrivacyIndex()
  const checks: RowChecks = {
    ...options,
    ...planChecks(planToInspect, statuses),
    isPrivate: privacy.get,
    context: { ...options.context, destinations: withRememberedFailures(destinations) },
  }
  const formerNamesOf = createFormerNameFinder(records)
  const comparison = new LedgerComparison(records, statuses, { ledger, plan })
  const summaryBuilder = new SummaryBuilder()
  for await (const parsed of prefetchDestinations(rows, destinations)) {
    if (!parsed.ok) {
      const problems = await withoutSecrets(parsed.problems)
      comparison.addUnreadable(parsed.key)
      privacy.set(parsed, undefined)
      summaryBuilder.addUnreadable(problems)
      await onRow({ row: null, outlook: 'problem', checked: null, problems })
      continue
    }
    const row = parsed.value
    const { repo } = row.draft
    const namesSentTo = formerNamesOf(statuses.size === 0 ? null : await targetOrNull(destinations, repo))
    const formerRepos = [...namesSentTo].filter((name) => !isSameRepo(name, repo))
    comparison.add(formerRepos.length === 0 ? row : { ...row, formerRepos })
    const { checked, isPrivate } = await checkNewOrExisting(checks, row, existingPostOf(statuses, row))
    privacy.set(row, isPrivate)
    const outlook = outlookOf(row, checked)
    const redactedRow = checked === null ? row : await redactRow(checks, row, checked)
    summaryBuilder.addRow(redactedRow, outlook, { mayExist: statuses.get(row.key)?.state === 'unconfirmed' })
    if (checked !== null) summaryBuilder.addChecked(row, checked)
    await onRow({ row: redactedRow, outlook, checked, problems: checked?.problems ?? [] })
  }
  const difference = comparison.finish()
  const targets = new Map<string, Target | null>()
  for (const repo of summaryBuilder.repos()) targets.set(repo, await targetOrNull(destinations, repo))
  return {
    statuses,
    checks: { ...checks, context: { ...options.context, destinations } },
    summary: summaryBuilder.finish(
      difference,
      targets,
      await countSubIssues(checks.context.destinations, statuses, summaryBuilder.parents()),
    ),
  }
}

/**
 * Remembers whether the posts of the rows are private; undefined: unknown. Most posts of a long plan are public, so it stores a public
 * one only for a tracker, which may come after its rows. A parent always comes before its children, so a parent that is not stored is
 * public.
 */
function createPrivacyIndex() {
  const known = new Map<string, boolean | undefined>()
  return {
    get: (key: string, part: 'parent' | 'tracker') => (part === 'tracker' || known.has(key) ? known.get(key) : false),
    set: ({ key, isTracker = false }: { key: string | null; isTracker?: boolean }, isPrivate: boolean | undefined) => {
      if (key === null || (isPrivate === false && !isTracker)) return
      // A later row with the same key is invalid, and must not replace what is known about the first.
      if (!known.has(key)) known.set(key, isPrivate)
    },
  }
}

function planChecks(
  { records, ledgerStart = null }: PlanToInspect,
  statuses: Statuses,
): Pick<RowChecks, Exclude<PlanCheck, 'isPrivate'>> {
  const markers = new Set(records.flatMap((record) => ('marker' in record ? [record.marker] : [])))
  return {
    mayBePosted: ({ key }) => mayHavePost(statuses.get(key)),
    isReported: reportedRowTest(records, statuses),
    isInLedger: (marker) => markers.has(marker),
    ledgerStart,
    formerKeyProblem: formerKeySearch(records, statuses),
  }
}

/** Searches nothing before the first run, when no row has a former key. */
function formerKeySearch(records: readonly LedgerRecord[], statuses: Statuses): RowChecks['formerKeyProblem'] {
  return statuses.size === 0 ? () => null : createFormerKeyCheck(records, statuses)
}

/** `isPrivate`: whether the row's post is private; undefined: unknown. */
type CheckResult = { readonly checked: CheckedRow | null; readonly isPrivate: boolean | undefined }

/** Checks a new row in full, but only the links of a row whose post exists, because nothing else of it is sent. */
async function checkNewOrExisting(checks: RowChecks, row: PlannedRow, post: ExistingPost | null): Promise<CheckResult> {
  const { destinations } = checks.context
  if (post === null) {
    const checked = await checkRow(checks, row)
    return { checked, isPrivate: checked.isPrivate ?? (await isPrivatePost(destinations, row, post)) }
  }
  const isPrivate = await isPrivatePost(destinations, row, post)
  if (isPrivate === undefined) return { checked: null, isPrivate }
  return { checked: await checkExistingPost(checks, row, { isReused: post.state === 'reused', isPrivate }), isPrivate }
}

/** The post that an earlier run created for the row, or the issue that it recorded as reused; null: there is none. */
function existingPostOf(statuses: Statuses, row: PlannedRow): ExistingPost | null {
  const status = statusFor(statuses, row)
  return hasPost(status) ? status : null
}

/** Whether the post of a row is private. A reused issue may be in another repository. undefined: unknown. */
async function isPrivatePost(
  destinations: Destinations,
  { draft: { repo } }: PlannedRow,
  post: ExistingPost | null,
): Promise<boolean | undefined> {
  const postRepo = post === null ? repo : parsePostUrl(post.url).repo
  if (isSameRepo(postRepo, repo)) return (await targetOrNull(destinations, repo))?.isPrivate
  return (await destinations.isPrivate(postRepo)) ?? undefined
}

function outlookOf({ reuse }: PlannedRow, checked: CheckedRow | null): Outlook {
  if (checked === null) return 'there'
  if (checked.problems.length > 0) return 'problem'
  return reuse === null ? 'new' : 'reuse'
}

/** How many sub-issues each existing parent has. A parent that cannot be read is reported by its rows. */
async function countSubIssues(
  destinations: Destinations,
  statuses: Statuses,
  parents: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for (const parent of parents) {
    const status = statuses.get(parent)
    const ref = issueRef(status !== undefined && 'url' in status ? status.url : parent, '')
    // A key that is a number names no repository.
    const issue = ref === null || ref.repo === '' ? null : await destinations.issue(ref).catch(() => null)
    if (issue !== null) counts.set(parent, issue.subIssueCount)
  }
  return counts
}
