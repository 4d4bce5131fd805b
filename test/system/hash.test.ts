import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashOf, runningHash } from '../../src/system/hash.ts'

function reverseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reverseKeys(one)]),
  )
}

test('a hash ignores the order of keys in a JSON value, and nothing else', () => {
  const value = fc.jsonValue({ maxDepth: 4 })
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(hashOf(reverseKeys(one))).toBe(hashOf(one))
      const isSame = JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(other))
      expect(hashOf(one) === hashOf(other)).toBe(isSame)
    }),
    { numRuns: 500 },
  )
})

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const pairs = Object.entries(value).map(([key, one]) => [key, sortKeys(one)] as const)
  return { pairs: pairs.sort(([one], [other]) => (one < other ? -1 : 1)) }
}

test.each<[unknown, unknown]>([
  [['a', 'b'], ['a,b']],
  [
    [['a'], 'b'],
    ['a', ['b']],
  ],
  [{ a: 'b' }, [['a', 'b']]],
  [{ a: { b: 1 } }, { a: '{"b":1}' }],
  [null, 'null'],
  [null, {}],
  [[], {}],
  [
    { a: 1, b: 2 },
    { a: 2, b: 1 },
  ],
  [{ a: 1 }, { b: 1 }],
  [[null, 1], [1]],
])('%j and %j have different hashes', (one, other) => {
  expect(hashOf(one)).not.toBe(hashOf(other))
})

test('a hash treats undefined in an object like a missing key, and otherwise like null', () => {
  expect(hashOf({ a: 1, b: undefined })).toBe(hashOf({ a: 1 }))
  expect(hashOf(undefined)).toBe(hashOf(null))
})

test('a hash never changes between versions, because ledgers on disk contain hashes', () => {
  expect(hashOf({ b: [1, { d: null, c: 'ä' }], a: 'x' })).toBe('8bcd1e46ff1a9c01efe8')
})

test('a running hash depends on all values and their order', () => {
  const runningHashOf = (...values: readonly string[]) => {
    const hash = runningHash()
    for (const value of values) hash.add(value)
    return hash.end()
  }
  expect(runningHashOf('a', 'b')).toBe(runningHashOf('a', 'b'))
  expect(
    new Set([
      runningHashOf('a', 'b'),
      runningHashOf('b', 'a'),
      runningHashOf('ab'),
      runningHashOf('a', 'b', ''),
      runningHashOf(),
    ]).size,
  ).toBe(5)
  expect(runningHashOf('a')).toMatch(/^[0-9a-f]{20}$/)
})
