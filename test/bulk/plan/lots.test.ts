import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planLots } from '../../../src/bulk/plan/plan.ts'
import { inChunks, listed } from '../../support/chunks.ts'

const sizesOf = async (count: number, cuts: readonly number[] = []) => {
  const text = ['title', ...Array.from({ length: count }, (_, at) => `Task ${at}`)].join('\n')
  const lots = await listed(planLots(inChunks(text, cuts), { file: 'p', format: 'csv', repo: 'o/n' }))
  return lots.map(({ length }) => length)
}

test.each([
  [1, [1]],
  [63, [63]],
  [64, [64]],
  [65, [64, 1]],
  [200, [64, 64, 64, 8]],
])('%d rows come in lots of %j', async (count, sizes) => {
  expect(await sizesOf(count)).toEqual(sizes)
})

test('where the pieces of the file end makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(2_000)), async (cuts) => {
      expect(await sizesOf(150, cuts)).toEqual([64, 64, 22])
    }),
    { numRuns: 20 },
  )
})

test('no rows are one problem', async () => {
  expect(await sizesOf(0)).toEqual([1])
})
