import { expect, test } from 'vitest'
import { planWithRows, setUpBulk } from '../../../support/bulk.ts'
import type { Mode } from '../../../support/fake-github/faults.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const LIMITS: readonly (readonly [Mode, minWaitMs: number])[] = [
  ['secondary-403', MINUTE],
  ['secondary-200', MINUTE],
  ['submitted-too-quickly', 1_000],
  ['rate-limited', 30 * MINUTE],
]
test.each(LIMITS)('after the fault %s, the run waits, says so, and continues', async (mode, minWaitMs) => {
  const { fake, run, clock, titles } = setUpBulk()
  fake.faults([{ operation: 'CreateIssue', mode, after: 1 }])
  const startedAt = clock.now().getTime()
  const { exitCode, stderr } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
  expect(clock.now().getTime() - startedAt).toBeGreaterThanOrEqual(minWaitMs)
  expect(stderr).toContain('GitHub asked us to wait. Resuming at ')
})

/** The largest number of posts in any period of this length. */
function mostWithin(times: readonly number[], length: number): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + length).length))
}
const timesOf = (posts: readonly { readonly createdAt: string }[]) =>
  posts.map(({ createdAt }) => Date.parse(createdAt))

test('--pace limits the posts in a minute, and GitHub refuses none of them', async () => {
  const { fake, run, posts, clock } = setUpBulk({
    files: { 'p.csv': planWithRows(30) },
    limits: { perMinute: 80, perHour: 500 },
  })
  const startedAt = clock.now().getTime()
  expect((await run('p.csv --apply --yes --pace 10')).exitCode).toBe(0)
  expect(mostWithin(timesOf(posts()), MINUTE)).toBeLessThanOrEqual(10)
  // The last of 30 posts is sent 29 pauses of six seconds after the first.
  expect(clock.now().getTime() - startedAt).toBeGreaterThanOrEqual(2.8 * MINUTE)
  expect(fake.requests().filter(({ status }) => status !== 200)).toEqual([])
})

test('the run adapts to limits that are lower than the documented ones', async () => {
  const { fake, run, titles } = setUpBulk({
    files: { 'p.csv': planWithRows(40) },
    limits: { perMinute: 15, perHour: 30 },
  })
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(40)
  expect(fake.requests().filter(({ operation }) => operation === 'CreateIssue').length).toBeLessThan(60)
})

test('a resumed run counts the posts of the earlier run toward its pace', async () => {
  const { run, posts, clock } = setUpBulk({ files: { 'p.csv': planWithRows(30) } })
  expect((await run('p.csv --apply --yes --pace 5 --stop-after 5')).exitCode).toBe(5)
  const resumedAt = clock.now().getTime()
  expect((await run('p.csv --apply --yes --pace 5')).exitCode).toBe(0)
  expect(mostWithin(timesOf(posts()), MINUTE)).toBeLessThanOrEqual(5)
  expect(clock.now().getTime() - resumedAt).toBeGreaterThan(4 * MINUTE)
})

test('too many consecutive refusals stop the run', async () => {
  const { fake, run, clock, titles } = setUpBulk()
  fake.faults([{ operation: 'CreateIssue', mode: 'submitted-too-quickly', times: 8 }])
  const startedAt = clock.now().getTime()
  const { exitCode, stderr } = await run('p.csv --apply --yes')
  expect(exitCode).toBe(5)
  expect(stderr).toContain('Stopped')
  expect(titles()).toEqual([])
  expect(clock.now().getTime() - startedAt).toBeGreaterThan(HOUR)
  expect((await run('p.csv --apply --yes')).exitCode).toBe(0)
  expect(titles()).toHaveLength(3)
})

test.each(
  ['0', '-1', 'NaN', 'Infinity', '1e-12', '1e9', 'fast', '0.001'].flatMap((pace) =>
    ['p.csv', 'p.csv --dry-run', 'p.csv --apply --yes', '--undo p.csv.ledger.jsonl --yes'].map((line) => [
      `${line} --pace=${pace}`,
    ]),
  ),
)('refuses a pace that is no possible number of issues a minute, and sends nothing: %s', async (line) => {
  const { run, mutations, file } = setUpBulk()
  await run('p.csv --apply --yes --stop-after 1')
  const [ledger, sent] = [file('p.csv.ledger.jsonl'), mutations().length]
  const { exitCode, stderr } = await run(line)
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('use a number from 0.01 to 10000')])
  expect([file('p.csv.ledger.jsonl'), mutations().length]).toEqual([ledger, sent])
  expect(file('p.csv.ledger.jsonl.undo.jsonl')).toBe('')
})

test.each(
  ['--max', '--stop-after'].flatMap((flag) =>
    ['0', '-1', '1.5', 'NaN', 'Infinity', 'many'].map((number) => [flag, number] as const),
  ),
)('refuses %s %s, also in a preview', async (flag, number) => {
  for (const line of ['p.csv', 'p.csv --dry-run', 'p.csv --apply --yes']) {
    const { exitCode, stderr } = await setUpBulk().run(`${line} ${flag}=${number}`)
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining(`${flag} expects a whole number above 0, not "${number}"`),
    ])
  }
})
