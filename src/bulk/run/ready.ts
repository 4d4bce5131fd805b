import type { ExistingIssue } from '../../github/issues.ts'
import type { Named } from '../../github/target.ts'
import type { Publication } from '../../publish/publication.ts'
import type { Offered } from '../../publish/resolve.ts'
import type { PlannedRow } from '../plan/planned.ts'

/** A repository that rows go to. */
export type RowPlace = {
  readonly id: string
  readonly repo: string
  /** What it has by now: with the labels that this run made. */
  readonly offered: () => Offered
  readonly addLabel: (label: Named) => void
}

/** A row that nothing speaks against. */
export type Ready = {
  readonly row: PlannedRow
  readonly publication: Publication
  readonly place: RowPlace
  readonly projects: readonly Named[]
  /** The issue that does its job already. */
  readonly reused: ExistingIssue | null
  /** Labels that the repository lacks, and that are to be made. */
  readonly newLabels: readonly string[]
}
