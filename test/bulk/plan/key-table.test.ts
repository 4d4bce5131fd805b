import fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeyTable } from '../../../src/bulk/plan/key-table.ts'

test('a key is known by the number that it came with first, as a map knows it', () => {
  const key = fc.oneof(fc.string({ maxLength: 3 }), fc.string({ unit: 'grapheme' }), fc.nat(40).map(String))
  fc.assert(
    fc.property(fc.array(key, { maxLength: 3000, size: 'max' }), (keys) => {
      const table = new KeyTable()
      const map = new Map<string, number>()
      for (const [number, one] of keys.entries()) {
        expect(table.has(one)).toBe(map.has(one))
        expect(table.earlier(one, number)).toBe(map.get(one) ?? null)
        if (!map.has(one)) map.set(one, number)
      }
    }),
    { numRuns: 30 },
  )
})

test.each<[string, (number: number) => string]>([
  ['numbers', String],
  ['numbers at the end', (number) => `key-${number}`],
  ['numbers in front', (number) => `${number}-key-of-a-row`],
  ['lengths alone', (number) => 'a'.repeat(number % 500) + 'b'.repeat(number / 500)],
])('200,000 keys that differ little are all told apart: %s', (_, keyOf) => {
  const table = new KeyTable()
  for (let number = 0; number < 200_000; number++)
    if (table.earlier(keyOf(number), number) !== null) throw new Error(`${keyOf(number)} is there twice`)
  expect(table.earlier(keyOf(777), 0)).toBe(777)
})
