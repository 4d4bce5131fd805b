import { expect, test } from 'vitest'
import { watchFailures } from '../../../src/bulk/run/running.ts'
import { Failure, type FailureClass } from '../../../src/errors.ts'

/** Which of these, one after the other, is enough; `+` is a success. */
function enoughAt(...ends: readonly (FailureClass | '+')[]): number | null {
  const systemic = watchFailures()
  for (const [at, end] of ends.entries()) {
    if (end === '+') systemic.reset()
    else if (systemic.shouldStopAfter(new Failure(end, 'no'))) return at
  }
  return null
}

test.each<[string, readonly (FailureClass | '+')[], number | null]>([
  ['three of a kind', ['permission', 'permission', 'permission'], 2],
  ['three with a success between', ['network', 'network', '+', 'network', 'network'], null],
  ['three of several kinds', ['network', 'permission', 'network', 'permission'], null],
  ['rows that are wrong themselves', ['validation', 'validation', 'validation', 'validation'], null],
  ['a limit that was waited for long enough', ['rate limit'], 0],
  ['a ledger that takes no more', ['+', 'file'], 1],
])('%s', (_, ends, enough) => {
  expect(enoughAt(...ends)).toBe(enough)
})
