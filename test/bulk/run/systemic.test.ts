import { expect, test } from 'vitest'
import { createFailureCounter } from '../../../src/bulk/run/run-context.ts'
import { Failure, type FailureClass } from '../../../src/errors.ts'

/** The index of the result that stops the run, or null if none does. `+` is a success. */
function indexOfStop(...results: readonly (FailureClass | '+')[]): number | null {
  const failures = createFailureCounter()
  for (const [index, result] of results.entries()) {
    if (result === '+') failures.reset()
    else failures.add(new Failure(result, 'no'))
    if (failures.shouldStop()) return index
  }
  return null
}

test.each<[string, number | null, readonly (FailureClass | '+')[]]>([
  ['three failures of one kind', 2, ['permission', 'permission', 'permission']],
  ['failures of one kind with a success between', null, ['network', 'network', '+', 'network', 'network']],
  ['failures of two kinds in turn', null, ['network', 'permission', 'network', 'permission']],
  ['invalid rows', null, ['validation', 'validation', 'validation', 'validation']],
  ['a rate limit that lasted too long', 0, ['rate limit']],
  ['a ledger that cannot be written', 1, ['+', 'file']],
])('for %s, the index of the result that stops the run is %j', (_, expected, results) => {
  expect(indexOfStop(...results)).toBe(expected)
})
