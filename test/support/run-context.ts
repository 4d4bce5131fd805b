import { onTestFinished } from 'vitest'
import type { LedgerRecord } from '../../src/bulk/ledger/record.ts'
import { DOCUMENTED_LIMITS } from '../../src/bulk/pace/limits.ts'
import { createPacer } from '../../src/bulk/pace/pace.ts'
import type { RunContext } from '../../src/bulk/run/run-context.ts'
import type { GitHubSetup } from './github.ts'

/**
 * A run on a fake GitHub, with a ledger in memory. `stop` acts like Ctrl-C. A fault that was not used up, or a request that the
 * fake does not support, fails the test.
 */
export function setUpRun({ github, clock, fake }: GitHubSetup) {
  onTestFinished(() => fake.verify())
  const ledger: LedgerRecord[] = []
  const stopping = new AbortController()
  const context: RunContext = {
    github,
    clock,
    pacer: createPacer([], DOCUMENTED_LIMITS, { clock, stop: stopping.signal, onWait: () => undefined }),
    newId: () => `marker-${ledger.length}`,
    append: async (record) => void ledger.push(record),
    stop: stopping.signal,
    abandon: new AbortController().signal,
  }
  return { context, ledger, stop: () => stopping.abort() }
}
