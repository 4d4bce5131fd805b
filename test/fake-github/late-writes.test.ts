import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { FaultInput } from '../support/fake-github/faults.ts'
import type { SeedInput } from '../support/fake-github/seed.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const REPOSITORY =
  'query Repository { repository(owner: "example", name: "protocol") { id issues(first: 100) { totalCount } } }'
const CREATE =
  'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { number createdAt } } }'

async function setUp(fault: FaultInput | null, rest: Partial<SeedInput> = {}) {
  const clock = manualClock('2026-11-22T10:00:00Z')
  const fake = createFakeGitHub(
    { viewer: { login: 'newcomer' }, ...rest, repositories: { 'example/protocol': {} } },
    clock,
  )
  if (fault !== null) fake.faults([fault])
  const read = async () => valueAt(await sendQuery(fake, REPOSITORY), 'data.repository')
  const repositoryId = valueAt(await read(), 'id')
  const body = JSON.stringify({ query: CREATE, variables: { input: { repositoryId, title: 'Late' } } })
  const create = () =>
    fake.fetch('http://127.0.0.1/graphql', { method: 'POST', headers: { authorization: 'bearer any' }, body })
  const posts = () => fake.state().repositories['example/protocol']?.posts ?? []
  return { fake, clock, create, posts, count: async () => valueAt(await read(), 'issues.totalCount') }
}

test.each(['drop-late', '502-late', '504-late'] as const)('%s executes the write later', async (mode) => {
  const { fake, clock, create, posts, count } = await setUp({ operation: 'Create', mode, ms: 25_000 })
  const status = await create().then(
    (answer) => answer.status,
    () => 'dropped',
  )
  expect(status).toBe({ 'drop-late': 'dropped', '502-late': 502, '504-late': 504 }[mode])
  clock.advance(24_999)
  expect([posts().length, await count()]).toEqual([0, 0])
  clock.advance(60_000)
  // The write was executed when it was due, although no request arrived at that time.
  expect([await count(), posts()[0]?.createdAt]).toEqual([1, '2026-11-22T10:00:25.000Z'])
  fake.verify()
})

test('the lag of a late write starts when it is executed', async () => {
  const { clock, create, count } = await setUp(
    { operation: 'mutation', mode: 'drop-late', ms: 10_000 },
    { lag: { listings: 30 } },
  )
  await expect(create()).rejects.toThrow('fetch failed')
  clock.advance(39_000)
  expect(await count()).toBe(0)
  clock.advance(1_000)
  expect(await count()).toBe(1)
})

test("the dates of responses and posts come from GitHub's clock", async () => {
  const { fake, clock, create } = await setUp(null, { clockAhead: 2 * 86_400 })
  const answer = await create()
  expect(answer.headers.get('date')).toBe('Tue, 24 Nov 2026 10:00:00 GMT')
  expect(valueAt(await answer.json(), 'data.createIssue.issue.createdAt')).toBe('2026-11-24T10:00:00.000Z')
  fake.conditions({ clockAhead: -3600 })
  clock.advance(1_000)
  expect((await create()).headers.get('date')).toBe('Sun, 22 Nov 2026 09:00:01 GMT')
})
