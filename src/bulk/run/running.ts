import type { GitHub } from '../../github/github.ts'
import type { Clock } from '../../system/clock.ts'
import type { LedgerRecord } from '../ledger/record.ts'
import type { Pacer } from './pacer.ts'

/** The world as a run sees it. */
export type RunContext = {
  readonly github: GitHub
  readonly clock: Clock
  readonly pacer: Pacer
  /** An id that no other post has. */
  readonly newId: () => string
  /** Safely on the disk when it resolves. */
  readonly append: (record: LedgerRecord) => Promise<void>
  /** Aborts when the person wants to stop. */
  readonly stop: AbortSignal
}

export function timestamp({ clock }: Pick<RunContext, 'clock'>): string {
  return clock.now().toISOString()
}
