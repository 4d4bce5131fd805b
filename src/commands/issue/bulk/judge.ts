import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Finding } from '../../../checks/finding.ts'
import { answerFields } from '../../../forms/form.ts'
import type { Template } from '../../../forms/templates.ts'
import { refusalOf } from '../../../github/target.ts'
import { type Publication, publicationOf } from '../../../publish/publication.ts'
import { faultsOf } from '../../../publish/resolve.ts'
import { checkRow, sameTitled } from './check-row.ts'
import type { BulkPlace } from './place.ts'
import type { Prepared, Preparing, RowFault, Written } from './prepare.ts'

type OnGitHub = NonNullable<BulkPlace['onGitHub']>

/** Holds a row's text against its place and the checks. */
export async function judge(
  preparing: Preparing,
  row: PlannedRow,
  place: BulkPlace,
  written: Written,
): Promise<Prepared> {
  const { draft, template } = written
  const { onGitHub } = place
  const publication = publicationOf(draft, row.draft.kind, row.draft.repo, template?.form)
  const projects = publication.projects.length === 0 ? [] : await place.projects()
  const newLabels = preparing.createLabels && onGitHub !== null ? lacking(publication.labels, onGitHub, template) : []
  const wrong = onGitHub === null ? [] : placeFaults(onGitHub, withoutLabels(publication, newLabels), projects)
  const isWritten = written.faults.length === 0 && !(row.isTracker && draft.body.trim() === '')
  const findings = (await findingsOn(preparing, row, place, written)).filter(
    ({ check }) => isWritten || !OF_WHOLE_TEXT.has(check),
  )
  const faults: readonly RowFault[] = [
    ...[...written.faults, ...wrong, ...roleFaults(row)].map((message) => ({ at: row.at, message, check: null })),
    ...findings.filter(isBlocking).map((finding) => faultOf(row, finding)),
  ]
  const warnings = findings.filter((finding) => !isBlocking(finding))
  if (onGitHub === null || faults.length > 0) return { draft, faults, warnings, ready: null, newLabels }
  const ready = { row, publication, place: onGitHub, projects, reused: null, newLabels }
  return { draft, faults, warnings, ready, newLabels }
}

/** What is wrong with a text that could not be written was said of its template; a tracker's list is still to come. */
const OF_WHOLE_TEXT: ReadonlySet<Finding['check']> = new Set<Finding['check']>(['required', 'placeholders'])

function isBlocking({ severity }: Finding): boolean {
  return severity === 'block'
}

function faultOf({ at }: PlannedRow, { check, message, fix }: Finding): RowFault {
  return { at, message: `${check}: ${message}. ${fix}`, check }
}

function placeFaults(
  { target, offered }: OnGitHub,
  publication: Publication,
  projects: Parameters<typeof faultsOf>[2],
): readonly string[] {
  const closed = refusalOf(target, publication.kind)
  if (closed !== null) return [closed.message]
  return faultsOf(publication, offered(), projects).map((fault) => inPlace(fault, publication.repo))
}

/** "there is no label …" says where. */
function inPlace(fault: string, repo: string): string {
  if (fault.startsWith('it has no category')) return fault.replace('it', repo)
  if (!fault.startsWith('there is no ')) return fault
  return fault.replace(/"(?= \(|$)/, `" in ${repo}`)
}

function roleFaults({ isTracker, draft }: PlannedRow): readonly string[] {
  return isTracker && draft.kind !== 'issue' ? ['tracker: it has to be an issue'] : []
}

function withoutLabels(publication: Publication, made: readonly string[]): Publication {
  if (made.length === 0) return publication
  return { ...publication, labels: publication.labels.filter((name) => !made.includes(name)) }
}

/** What only the form names is left out where there is none, as on GitHub's page. */
function lacking(labels: readonly string[], { offered }: OnGitHub, template: Template | null): readonly string[] {
  const named = [...offered().labels.map(({ name }) => name), ...(template?.form.labels ?? [])]
  const there = new Set(named.map((name) => name.toLowerCase()))
  return labels.filter((label) => !there.has(label.toLowerCase()))
}

async function findingsOn(
  { checking, agent, isBegun }: Preparing,
  row: PlannedRow,
  place: BulkPlace,
  { draft, template }: Written,
): Promise<readonly Finding[]> {
  const target = place.onGitHub?.target ?? null
  const viewer = target?.viewer ?? null
  const facts = {
    resemblances: target === null || isBegun(row) ? [] : sameTitled(draft, target.openIssues),
    aiUse: null,
    agent,
    viewer,
    ownForms: template === null && draft.kind === 'issue' ? await place.formsNeeded() : null,
    ...(await place.standing(checking.policy, agent)),
  }
  const form = template === null || template.form.kind === 'markdown' ? [] : answerFields(template.form)
  return checkRow(checking, { draft, line: row.at.line ?? row.at.row, form, facts })
}
