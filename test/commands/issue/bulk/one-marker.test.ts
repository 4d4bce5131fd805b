import { expect, test } from 'vitest'
import { bulk, rowsOf } from '../../../support/bulk.ts'

test('a row keeps its marker from run to run, so that one look finds whichever of its sendings came late', async () => {
  const { fake, go, ledger, posts } = bulk({ files: { 'p.csv': rowsOf(1) } })
  fake.faults([{ operation: 'CreateIssue', mode: 'drop-before', times: 3 }])
  expect((await go('p.csv --apply --yes')).exitCode).toBe(5)
  expect((await go('p.csv --apply --yes')).exitCode).toBe(0)
  const markers = ledger().flatMap((record) => (record.record === 'sending' ? [record.marker] : []))
  expect(markers.length).toBeGreaterThan(3)
  expect(new Set(markers).size).toBe(1)
  expect(posts()).toHaveLength(1)
})
