import type { Format } from '../../../bulk/plan/plan.ts'

/** `issue bulk` as it was called. */
export type BulkOptions = {
  readonly apply?: true
  readonly status?: string
  readonly undo?: string
  readonly ledger?: string
  readonly format?: Format
  readonly repo?: string
  readonly max?: string
  readonly pace?: string
  readonly stopAfter?: string
  readonly createLabels?: true
  readonly failFast?: true
  readonly allow: readonly string[]
  readonly aiDisclosure?: string
  readonly dryRun?: true
  readonly offline?: true
  readonly yes?: true
  readonly json?: true
  readonly input: boolean
  readonly policy?: string
}
