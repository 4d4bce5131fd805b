import { expect, test } from 'vitest'
import { notReady } from '../../../src/bulk/inspect/problems.ts'
import { SummaryBuilder } from '../../../src/bulk/inspect/summary.ts'
import { planRow } from '../../../src/bulk/plan/planned-row.ts'
import type { Finding } from '../../../src/checks/check.ts'

const NO_DIFFERENCE = {
  changed: [],
  gone: [],
  orphans: [],
  fingerprints: [],
  rekeyed: [],
  retitled: [],
  planHash: '',
}

test('a warning that stops a run is kept, however many others there are', () => {
  const parsed = planRow({ at: { file: 'p.csv', row: 1, line: 2 }, content: { title: 'A' } }, { repo: 'o/n' })
  if (!parsed.ok) throw new Error('the row is valid')
  const row = parsed.value
  const finding = (message: string): Finding => ({ check: 'duplicate', severity: 'warn', message, line: 2, fix: '' })
  const others = Array.from({ length: 1_001 }, (_, index) => finding(`warning ${index}`))
  const builder = new SummaryBuilder()
  builder.addChecked(row, {
    ...notReady(row.draft, []),
    warnings: [...others, { ...finding('a copy'), code: 'own-copy' }],
  })
  const { warnings } = builder.finish(NO_DIFFERENCE, new Map(), new Map())
  expect(warnings).toHaveLength(1_001)
  expect(warnings.at(-1)).toMatchObject({ message: 'a copy', code: 'own-copy' })
})
