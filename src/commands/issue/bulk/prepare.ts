import type { App } from '../../../app.ts'
import type { PlannedRow } from '../../../bulk/plan/planned.ts'
import type { Problem } from '../../../bulk/rows/problem.ts'
import type { Ready } from '../../../bulk/run/ready.ts'
import type { Finding } from '../../../checks/finding.ts'
import type { Draft } from '../../../drafts/draft.ts'
import { Failure, UsageError } from '../../../errors.ts'
import type { Template } from '../../../forms/templates.ts'
import type { GitHub } from '../../../github/connect.ts'
import type { ExistingIssue } from '../../../github/issues.ts'
import { withAiUse } from '../../../preflight/preflight.ts'
import { issueRef, publicationOf } from '../../../publish/publication.ts'
import type { RowChecking } from './check-row.ts'
import { fromTemplate } from './from-template.ts'
import { judge } from './judge.ts'
import type { BulkPlace, BulkPlaces } from './place.ts'

export type Preparing = {
  readonly app: App
  readonly checking: RowChecking
  /** null: it is not asked. */
  readonly github: GitHub | null
  readonly places: BulkPlaces
  /** The AI agent that runs this; null: none. */
  readonly agent: string | null
  readonly aiDisclosure: string | null
  readonly createLabels: boolean
  /** Whether an earlier run began the row: then an issue of its title is its own. */
  readonly isBegun: (row: PlannedRow) => boolean
}

/** What stands against a row. `check`: the check that stops it; null: something that GitHub would not take. */
export type RowFault = Problem & { readonly check: Finding['check'] | null }

export type Prepared = {
  readonly draft: Draft
  readonly faults: readonly RowFault[]
  readonly warnings: readonly Finding[]
  /** null: GitHub was not asked, or something stands against it. */
  readonly ready: Ready | null
  readonly newLabels: readonly string[]
}

/** A row's text, and the template that it was made with. */
export type Written = {
  readonly draft: Draft
  readonly template: Template | null
  readonly faults: readonly string[]
}

/** A row as it would be posted, with everything that stands against it at once. */
export async function prepare(preparing: Preparing, row: PlannedRow): Promise<Prepared> {
  const said = withDisclosed(preparing, row.draft)
  try {
    const place = await preparing.places.at(row.draft.repo)
    if (row.reuse !== null) return reusing(row, said, place, await existing(preparing, row, 'reuse', row.reuse))
    const written = await write(place, row, said)
    const faults = [...written.faults, ...(await parentFaults(preparing, row))]
    return await judge(preparing, row, place, { ...written, faults })
  } catch (error) {
    const faults = [{ at: row.at, message: faultOfRow(error), check: null }]
    return { draft: said, faults, warnings: [], ready: null, newLabels: [] }
  }
}

/** A token that GitHub does not take, or a network that is down, is no fault of a row. */
const OF_ROW: ReadonlySet<Failure['failure']> = new Set(['validation', 'permission', 'GitHub', 'file'])

function faultOfRow(error: unknown): string {
  if (error instanceof UsageError || (error instanceof Failure && OF_ROW.has(error.failure))) return error.message
  throw error
}

async function write(place: BulkPlace, { draft: { kind } }: PlannedRow, draft: Draft): Promise<Written> {
  const { template: named } = draft
  if (named === null) return { draft, template: null, faults: [] }
  try {
    const template = await place.template(kind, named)
    return { template, ...fromTemplate(draft, template) }
  } catch (error) {
    return { draft, template: null, faults: [`template: ${faultOfRow(error)}`] }
  }
}

/** An issue that is to be the parent has to be there before anything is sent. */
async function parentFaults(preparing: Preparing, row: PlannedRow): Promise<readonly string[]> {
  if (row.draft.parent === null) return []
  try {
    await existing(preparing, row, 'parent', row.draft.parent)
    return []
  } catch (error) {
    return [faultOfRow(error)]
  }
}

/** The row's own word on AI counts before the plan's. */
function withDisclosed({ aiDisclosure }: Preparing, draft: Draft): Draft {
  const said = draft.aiDisclosure ?? aiDisclosure
  return said === null ? draft : withAiUse({ ...draft, aiDisclosure: said })
}

/** The issue that a row names. null: GitHub is not asked. @throws Failure where there is none. */
async function existing(
  { places, github }: Preparing,
  { draft }: PlannedRow,
  column: 'reuse' | 'parent',
  text: string,
): Promise<ExistingIssue | null> {
  const ref = issueRef(text, draft.repo)
  if (github === null || ref === null) return null
  const issue = await places.issue(ref)
  if (issue === null) throw new Failure('validation', `${column}: there is no issue ${text} that this token can see`)
  return issue
}

/** Nothing of it is sent, so that nothing has to be said for what it says. */
function reusing(row: PlannedRow, draft: Draft, { onGitHub }: BulkPlace, reused: ExistingIssue | null): Prepared {
  const publication = publicationOf(draft, row.draft.kind, row.draft.repo)
  const ready =
    onGitHub === null || reused === null
      ? null
      : { row, publication, place: onGitHub, projects: [], reused, newLabels: [] }
  return { draft, faults: [], warnings: [], ready, newLabels: [] }
}
