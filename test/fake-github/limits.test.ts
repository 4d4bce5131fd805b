import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const CREATE = 'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { number } } }'

async function setUp(limits: SeedInput['limits'] = {}) {
  const clock = manualClock()
  const fake = createFakeGitHub(
    { viewer: { login: 'newcomer' }, limits, repositories: { 'example/protocol': {} } },
    clock,
  )
  const { data } = await sendQuery(fake, 'query R { repository(owner: "example", name: "protocol") { id } }')
  const input = { repositoryId: valueAt(data, 'repository.id'), title: 'One of many' }
  const create = () => sendQuery(fake, CREATE, { input })
  const createMany = async (count: number, everyMs: number) => {
    for (let made = 0; made < count; made++) {
      expect((await create()).errors).toBeUndefined()
      clock.advance(everyMs)
    }
  }
  return { fake, clock, create, createMany }
}

test('the fake allows eighty posts a minute; the next response says how long to wait', async () => {
  const { create, createMany, clock } = await setUp()
  await createMany(80, 500)
  const limited = await create()
  expect(limited.status).toBe(403)
  expect(limited.headers.get('retry-after')).toBe('20')
  clock.advance(20_000)
  expect((await create()).status).toBe(200)
})

test('the fake allows five hundred posts an hour; the next one fails with the validation error "was submitted too quickly"', async () => {
  const { create, createMany, clock } = await setUp()
  await createMany(500, 5_000)
  const limited = await create()
  expect(limited).toMatchObject({ status: 200, data: { createIssue: null } })
  expect(limited.errors).toMatchObject([
    { type: 'UNPROCESSABLE', path: ['createIssue'], message: 'was submitted too quickly' },
  ])
  clock.advance(3_600_000)
  expect((await create()).errors).toBeUndefined()
})

test('on a server with lower limits, both the minute and the hour are sliding windows', async () => {
  const { create, createMany, clock } = await setUp({ perMinute: 2, perHour: 4 })
  await createMany(1, 40_000)
  await createMany(1, 0)
  expect((await create()).headers.get('retry-after')).toBe('20')
  clock.advance(20_000)
  await createMany(1, 60_000)
  await createMany(1, 60_000)
  expect((await create()).errors).toMatchObject([{ message: 'was submitted too quickly' }])
  // Refused writes do not count, so one write is allowed an hour after the first.
  clock.advance(3_600_000 - 180_000)
  await createMany(1, 0)
  expect((await create()).errors).toMatchObject([{ message: 'was submitted too quickly' }])
})

test('the fake allows five thousand points an hour, and refuses requests when none are left', async () => {
  const { fake, clock } = await setUp()
  const me = () => sendQuery(fake, 'query Me { viewer { login } rateLimit { remaining } }')
  expect((await me()).data).toMatchObject({ rateLimit: { remaining: 4_998 } })
  fake.faults([{ operation: 'Me', mode: 'rate-limited' }])
  await me()
  const limited = await me()
  expect(limited.errors).toMatchObject([{ type: 'RATE_LIMITED' }])
  expect(limited.headers.get('x-ratelimit-remaining')).toBe('0')
  clock.advance(3_600_000)
  expect((await me()).errors).toBeUndefined()
})
