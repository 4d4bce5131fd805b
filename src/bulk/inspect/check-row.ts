import type { Finding } from '../../checks/check.ts'
import { maskOf } from '../../checks/secrets/mask.ts'
import { checkSecretsIn } from '../../checks/secrets.ts'
import { type Draft, withAiUse } from '../../drafts/draft.ts'
import { fillFromTemplate } from '../../drafts/from-template.ts'
import { Failure, UsageError } from '../../errors.ts'
import { checkAnswers } from '../../forms/fill.ts'
import type { Template } from '../../forms/templates.ts'
import type { Context } from '../../preflight/context.ts'
import type { Destination } from '../../preflight/destination.ts'
import { findingsOn, mustNotBeSent } from '../../preflight/findings.ts'
import { isBlocking, preflight, type Ready, type StoppedDraft } from '../../preflight/preflight.ts'
import { describeProblem, type PublicationProblem } from '../../publish/post-input.ts'
import { markerIn } from '../../text/added-lines.ts'
import { issueRef, postsWithTitle } from '../../text/github-names.ts'
import { hasDerivedKey, linksOf, type PlannedRow } from '../plan/planned-row.ts'
import type { Problem } from '../rows/row.ts'
import type { ReadyRow } from '../run/run-context.ts'
import { type CheckedRow, notReady, problemAt, problemOf, type RowProblem, stoppedBy } from './problems.ts'

/** What the checks of all rows of a plan share. */
export type RowChecks = {
  readonly context: Context
  /** The author's AI disclosure for rows that have none. */
  readonly aiDisclosure: string | null
  readonly createLabels: boolean
  /** Whether the row may have a post already. If so, an existing issue with the same title may be that post. */
  readonly mayBePosted: (row: PlannedRow) => boolean
  /** Whether the row became a private report. */
  readonly isReported: (row: PlannedRow) => boolean
  /** Whether the ledger has the post with this marker. */
  readonly isInLedger: (marker: string) => boolean
  /** When the person started a new ledger, to create all rows again. That ledger lacks older posts on purpose. null: there is no such ledger. */
  readonly ledgerStart: Date | null
  /** The problem if the ledger has this row under another key, see `createFormerKeyCheck`; otherwise null. */
  readonly formerKeyProblem: (row: PlannedRow, destination: Destination) => string | null
  /** Whether the post of the parent or tracker with this key is private; undefined: unknown. */
  readonly isPrivate: (key: string, part: 'parent' | 'tracker') => boolean | undefined
}

/** Checks a row as it would be posted, and returns its problems. Asks no questions, and posts nothing. */
export async function checkRow(checks: RowChecks, row: PlannedRow): Promise<CheckedRow> {
  const checked = await checkUnmasked(checks, row)
  return { ...checked, problems: await withoutSecrets(checked.problems) }
}

/** Hides secrets in what problems quote from a plan, because the output may end up in a log. */
export function withoutSecrets<P extends Problem>(problems: readonly P[]): Promise<readonly P[]> {
  return Promise.all(
    problems.map(async (problem) => {
      const mask = await maskOf(problem.message)
      return { ...problem, message: mask(problem.message) }
    }),
  )
}

/** The problems may still quote secrets. */
async function checkUnmasked(checks: RowChecks, row: PlannedRow): Promise<CheckedRow> {
  const draft = withDisclosure(checks, row.draft)
  if (checks.isReported(row)) return notReady(draft, [problemAt(row, REPORTED_MESSAGE)])
  const keyFindings = await secretsInKey(row)
  if (keyFindings.length > 0) return stoppedBy(keyFindings, row, draft)
  try {
    const destination = await checks.context.destinations.get(row.draft.repo)
    const checked =
      row.reuse === null
        ? await checkPost(checks, row, draft, destination)
        : await checkReuse(checks, row, draft, row.reuse)
    return row.isShort ? { ...checked, warnings: [missingCells(row), ...checked.warnings] } : checked
  } catch (error) {
    return notReady(draft, [problemAt(row, messageOrThrow(error))])
  }
}

/** A run writes the key into the ledger and prints it. A key that comes from the title is checked with the title. */
async function secretsInKey(row: PlannedRow): Promise<readonly Finding[]> {
  return hasDerivedKey(row) ? [] : secretsInPart('key', row.key, row)
}

async function secretsInPart(part: string, text: string, { at }: PlannedRow): Promise<readonly Finding[]> {
  const findings = await checkSecretsIn([{ part, text, line: at.line ?? at.row }])
  return findings.filter(({ code }) => code === 'secret')
}

const REPORTED_MESSAGE =
  'it became a private report, so it is never posted: remove it from the plan. Once nothing in it has to stay private, you can remove its record "reported" from the ledger instead'

/** A warning with the same text for every row, so that the summary shows it once. */
function missingCells({ at }: PlannedRow): Finding {
  return {
    check: 'required',
    code: 'missing-cells',
    severity: 'warn',
    message: 'it has fewer cells than the header; missing cells count as empty',
    line: at.line ?? at.row,
    fix: 'If one of its texts has several lines, put that text in quotes.',
  }
}

/** The AI disclosure of the row takes precedence over that of the plan. */
function withDisclosure({ aiDisclosure }: RowChecks, draft: Draft): Draft {
  const disclosure = draft.aiDisclosure ?? aiDisclosure
  return disclosure === null ? draft : withAiUse({ ...draft, aiDisclosure: disclosure })
}

/** Failures that count as problems of a row. Others, such as a rejected token or a broken network, would fail every row. */
const ROW_FAILURES: ReadonlySet<Failure['failureClass']> = new Set(['validation', 'permission', 'GitHub', 'file'])

function messageOrThrow(error: unknown): string {
  if (error instanceof UsageError || (error instanceof Failure && ROW_FAILURES.has(error.failureClass)))
    return error.message
  throw error
}

/** Hides the title and the key of a row that may contain a secret, or that became a private report. Returns any other row unchanged. */
export async function redactRow(
  { isReported }: Pick<RowChecks, 'isReported'>,
  row: PlannedRow,
  { problems }: Pick<CheckedRow, 'problems'>,
): Promise<PlannedRow> {
  const mayHaveSecret =
    problems.some(({ check }) => check === 'secrets') ||
    // A problem, such as a missing repository, may have kept the checks from running.
    (problems.length > 0 && (await secretsInPart('title', row.draft.title, row)).length > 0)
  if (!mayHaveSecret && !isReported(row)) return row
  const why = mayHaveSecret ? 'the row contains a secret' : 'the row became a private report'
  return { ...row, key: `row-${row.at.row}`, draft: { ...row.draft, title: `(not shown: ${why})` } }
}

/** Checks a row that reuses an issue. Such a row creates no issue, but a tracker may show its title. */
async function checkReuse(checks: RowChecks, row: PlannedRow, draft: Draft, reuse: string): Promise<CheckedRow> {
  const { context } = checks
  const { destinations } = context
  const destination = await destinations.get(row.draft.repo)
  const line = row.at.line ?? row.at.row
  const candidate = { draft, destination, kind: null, template: null, lines: { title: line, body: line } }
  // These checks come first, because the row may contain a secret, which must not be sent to look up the issue.
  const findings = (await findingsOn(context, candidate)).filter(mustNotBeSent)
  if (findings.length > 0) return stoppedBy(findings, row, draft)
  const ref = issueRef(reuse, row.draft.repo)
  if (destination.onGitHub === null || ref === null) return notReady(draft, [])
  const reused = await destinations.issue(ref)
  if (reused === null) throw new Failure('validation', `reuse: there is no issue ${reuse} that this token can see`)
  const { isPrivate } = reused
  const links = linksOf(row, checks.isPrivate)
  const findingsWithLinks = await findingsOn(context, { ...candidate, isPrivate, links })
  const checked = stoppedBy(findingsWithLinks.filter(mustNotBeSent), row, draft, isPrivate)
  return checked.problems.length > 0 ? checked : { ...checked, ready: { row, reused } }
}

async function checkPost(
  checks: RowChecks,
  row: PlannedRow,
  draft: Draft,
  destination: Destination,
): Promise<CheckedRow> {
  const { context, createLabels, mayBePosted } = checks
  const { at, isTracker } = row
  const filled = await fillTemplate(destination, row, draft)
  const line = at.line ?? at.row
  const checked = await preflight(
    context,
    {
      draft: filled.draft,
      template: filled.template,
      destination,
      kind: row.draft.kind,
      lines: { title: line, body: line },
      // The body of a tracker may be empty, because it gets its list only at the end of the run.
      isComplete: filled.problems.length === 0 && !(isTracker && filled.draft.body.trim() === ''),
      isResumed: mayBePosted(row),
      links: linksOf(row, checks.isPrivate),
    },
    { createLabels },
  )
  const ownCopy = await findOwnCopy(checks, row, destination)
  const findings = [
    ...(checked.kind === 'ready' ? checked.warnings : checked.findings),
    ...(ownCopy === null ? [] : [ownCopy]),
  ]
  const formerKey = checks.formerKeyProblem(row, destination)
  const problems = [
    ...filled.problems.map((message) => problemAt(row, message)),
    ...(formerKey === null ? [] : [problemAt(row, formerKey)]),
    ...refusalsOf(checked, row),
    ...(isTracker && draft.kind !== 'issue' ? [problemAt(row, 'tracker: it has to be an issue')] : []),
    ...findings.filter(isBlocking).map((finding) => problemOf(row, finding)),
  ]
  return {
    draft: checked.draft,
    problems,
    warnings: findings.filter((finding) => !isBlocking(finding)),
    newLabels: checked.newLabels,
    isPrivate: destination.onGitHub?.target.isPrivate ?? null,
    ready: checked.kind === 'ready' && problems.length === 0 ? readyRow(row, checked) : null,
  }
}

/**
 * Finds a post with the title of a new row that the viewer created with this program, but that the ledger lacks. Somebody may have lost
 * the ledger, or restored an older one.
 */
async function findOwnCopy(
  { context, mayBePosted, isInLedger, ledgerStart }: RowChecks,
  row: PlannedRow,
  { repo, onGitHub }: Destination,
): Promise<Finding | null> {
  const { draft, at } = row
  const isAllowed = [...draft.allow, ...context.allow].includes('duplicate')
  if (onGitHub === null || isAllowed || mayBePosted(row)) return null
  const ownPosts = onGitHub.target.openPosts
    .filter(({ isMine, createdAt }) => isMine && (ledgerStart === null || createdAt >= ledgerStart))
    // An issue may have been turned into a discussion, but not the other way round.
    .filter(({ kind }) => kind === 'discussion' || draft.kind === 'issue')
  for (const { kind, number, url } of postsWithTitle(draft.title, ownPosts)) {
    const post =
      kind === 'issue'
        ? await context.destinations.issue({ repo, number })
        : await onGitHub.github.discussion(repo, number)
    const marker = markerIn(post?.body ?? '')
    if (marker === null || isInLedger(marker)) continue
    const message = `you have created ${url} with the same title before, and the ledger does not have it`
    const remedy = kind === 'issue' ? `add "reuse: ${url}" to the row` : 'remove the row'
    const fix = `If it is the post of this row, ${remedy}, or restore the ledger.`
    return { check: 'duplicate', code: 'own-copy', severity: 'warn', message, line: at.line ?? at.row, fix }
  }
  return null
}

function refusalsOf(checked: Ready | StoppedDraft, row: PlannedRow): readonly RowProblem[] {
  if (checked.kind === 'ready') return []
  return checked.problems.map((refusal) => problemAt(row, refusalText(refusal, row.draft.repo), { refusal }))
}

/** What GitHub would refuse, in words for a plan, which has columns instead of flags. */
function refusalText(refusal: PublicationProblem, repo: string): string {
  if (refusal.code === 'missing-category') {
    // Only GitHub knows the choices.
    const choices = refusal.choices.length === 0 ? '' : `; choices: ${refusal.choices.join(', ')}`
    return `category: a discussion needs one${choices}`
  }
  return refusal.code === 'missing-title' ? 'it has no title' : describeProblem(refusal, repo)
}

function readyRow(row: PlannedRow, { destination, publication, onDemand, newLabels }: Ready): ReadyRow | null {
  const { onGitHub } = destination
  const { projects, types } = onDemand
  return onGitHub && { row, reused: null, onGitHub, publication, projects, types, newLabels }
}

type FilledRow = {
  readonly draft: Draft
  readonly template: Template | null
  readonly problems: readonly string[]
}

/** Writes the body from the template and the row's answers. Reports all problems with the answers at once. */
async function fillTemplate(destination: Destination, row: PlannedRow, draft: Draft): Promise<FilledRow> {
  if (draft.template === null) return { draft, template: null, problems: [] }
  try {
    const template = await destination.template(row.draft.kind, draft.template)
    const problems = checkAnswers(template.form, draft.fields).map(({ message }) => `field:${message}`)
    return { draft: fillFromTemplate(draft, template, draft.fields), template, problems }
  } catch (error) {
    return { draft, template: null, problems: [`template: ${messageOrThrow(error)}`] }
  }
}
