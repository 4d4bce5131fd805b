import { expect, test } from 'vitest'
import { watchFailures } from '../../../src/bulk/run/run-context.ts'
import { Failure, type FailureClass } from '../../../src/errors.ts'

/** The index of the failure that stops the run, or null. `+` is a success. */
function indexOfStop(...ends: readonly (FailureClass | '+')[]): number | null {
  const systemic = watchFailures()
  for (const [at, end] of ends.entries()) {
    if (end === '+') systemic.reset()
    else if (systemic.shouldStopAfter(new Failure(end, 'no'))) return at
  }
  return null
}

test.each<[string, readonly (FailureClass | '+')[], number | null]>([
  ['three failures of one kind', ['permission', 'permission', 'permission'], 2],
  ['failures of one kind with a success between', ['network', 'network', '+', 'network', 'network'], null],
  ['failures of two kinds in turn', ['network', 'permission', 'network', 'permission'], null],
  ['invalid rows', ['validation', 'validation', 'validation', 'validation'], null],
  ['a rate limit that lasted too long', ['rate limit'], 0],
  ['a ledger that cannot be written', ['+', 'file'], 1],
])('whether the run stops after %s', (_, ends, expected) => {
  expect(indexOfStop(...ends)).toBe(expected)
})
