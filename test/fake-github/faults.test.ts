import { expect, test } from 'vitest'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import type { FaultInput } from '../support/fake-github/faults.ts'
import { sendQuery, valueAt } from '../support/graphql.ts'
import { manualClock } from '../support/manual-clock.ts'

const READ = `query Read { repository(owner: "example", name: "protocol") {
  id milestones(first: 10) { nodes { title } }
} }`
const CREATE = 'mutation Create($input: CreateIssueInput!) { createIssue(input: $input) { issue { id number } } }'

async function setUp(fault?: FaultInput) {
  const clock = manualClock('2026-11-22T10:00:00Z')
  const seed = { viewer: { login: 'newcomer' }, clockAhead: 86_400, repositories: { 'example/protocol': {} } }
  const fake = createFakeGitHub(seed, clock)
  const repositoryId = valueAt(await sendQuery(fake, READ), 'data.repository.id')
  if (fault !== undefined) fake.faults([fault])
  const send = async (query: string, variables = {}) => {
    const body = JSON.stringify({ query, variables })
    const headers = { authorization: 'bearer any' }
    const answer = await fake.fetch('http://127.0.0.1/graphql', { method: 'POST', headers, body })
    return { status: answer.status, headers: answer.headers, text: await answer.text() }
  }
  const postCount = () => fake.state().repositories['example/protocol']?.posts.length
  const create = () => send(CREATE, { input: { repositoryId, title: 'One' } })
  return { fake, clock, create, read: () => send(READ), postCount }
}

test('two responses from GitHub have different request ids', async () => {
  const { read } = await setUp()
  const ids = [await read(), await read()].map(({ headers }) => headers.get('x-github-request-id'))
  expect(new Set(ids).size).toBe(2)
  expect(ids).not.toContain(null)
})

test.each([
  [400, 'html', '<html>', 'text/html'],
  [401, 'empty', '', 'text/plain'],
  [404, 'text', 'The request was rejected.', 'text/plain'],
  [403, 'json', '{"error":"rejected","reference":"c0ffee"}', 'application/json'],
  [503, 'html', '<html>', 'text/html'],
  [200, 'html', '<html>', 'text/html'],
] as const)(
  'a proxy answers %d with the page "%s", whatever happens to the write',
  async (status, page, start, type) => {
    for (const [write, countAtOnce, countLater] of [
      ['never', 0, 0],
      ['done', 1, 1],
      ['late', 0, 1],
    ] as const) {
      const { create, postCount, clock } = await setUp({
        operation: 'Create',
        mode: 'proxy',
        status,
        page,
        write,
        ms: 9_000,
      })
      const answer = await create()
      expect(answer.status).toBe(status)
      expect(answer.text.startsWith(start)).toBe(true)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(answer.headers.get('x-github-request-id')).toBeNull()
      expect(answer.headers.get('x-ratelimit-remaining')).toBeNull()
      // The clock of a proxy differs from GitHub's.
      expect(answer.headers.get('date')).toBe('Sun, 22 Nov 2026 10:00:00 GMT')
      expect(postCount()).toBe(countAtOnce)
      clock.advance(9_000)
      expect(postCount()).toBe(countLater)
    }
  },
)

test.each([
  ['null', { createIssue: null }],
  ['null-inside', { createIssue: { issue: null } }],
] as const)('a refusal whose payload is %s has the mutation as its path', async (payload, data) => {
  const { create, postCount } = await setUp({
    operation: 'mutation',
    mode: 'refused',
    payload,
    message: 'Title is too rude',
  })
  const { status, text, headers } = await create()
  expect(status).toBe(200)
  expect(JSON.parse(text)).toMatchObject({
    data,
    errors: [{ type: 'UNPROCESSABLE', path: ['createIssue'], message: 'Title is too rude' }],
  })
  expect(headers.get('x-github-request-id')).not.toBeNull()
  expect(postCount()).toBe(0)
})

const SHAPES = [true, false].flatMap((message) =>
  [null, 7].flatMap((retryAfter) => [null, 0].map((remaining) => ({ message, retryAfter, remaining, link: message }))),
)

test.each([200, 403, 429].flatMap((status) => [['Create', status] as const, ['Read', status] as const]))(
  'a fault chooses what a secondary limit on %s with status %d contains: its message and link, retry-after, remaining points',
  async (operation, status) => {
    for (const shape of SHAPES) {
      const { create, read, postCount, fake } = await setUp()
      const faults = JSON.stringify([{ operation, mode: 'secondary', status, ...shape }])
      await fake.fetch('http://127.0.0.1/_fake/faults', { method: 'POST', body: faults })
      const answer = await (operation === 'Read' ? read() : create())
      expect(answer.status).toBe(status)
      expect(answer.text.includes('secondary rate limit')).toBe(shape.message)
      expect(answer.headers.get('retry-after')).toBe(shape.retryAfter === null ? null : '7')
      expect(answer.headers.get('x-ratelimit-remaining') === '0').toBe(shape.remaining === 0)
      expect(answer.text.includes('documentation_url')).toBe(shape.link && status !== 200)
      expect(answer.headers.get('x-github-request-id')).not.toBeNull()
      expect(postCount()).toBe(0)
    }
  },
)

test('a failing field does not affect the others', async () => {
  const { fake, read } = await setUp({
    operation: '*',
    mode: 'field',
    field: 'Repository.milestones',
    times: 'always',
  })
  for (let times = 0; times < 2; times++)
    expect(JSON.parse((await read()).text)).toMatchObject({
      data: { repository: { id: expect.any(String), milestones: null } },
      errors: [{ type: 'FORBIDDEN', path: ['repository', 'milestones'] }],
    })
  fake.verify()
})

test('a fault can make the search fail with a message', async () => {
  const { fake } = await setUp()
  fake.faults([{ operation: 'query', mode: 'field', field: 'Query.search', type: null, message: 'Timed out' }])
  const query = 'query S { search(query: "x", type: ISSUE, first: 1) { issueCount } viewer { login } }'
  expect(await sendQuery(fake, query)).toMatchObject({
    status: 200,
    errors: [{ path: ['search'], message: 'Timed out' }],
  })
})

test.each([
  { operation: 'x', mode: 'proxy', status: 99 },
  { operation: 'x', mode: 'field', field: 'milestones' },
  { operation: 'x', mode: 'secondary', status: 500 },
])('an invalid fault is rejected: %j', async (fault) => {
  const { fake } = await setUp()
  const body = JSON.stringify([fault])
  expect((await fake.fetch('http://127.0.0.1/_fake/faults', { method: 'POST', body })).status).toBe(400)
})
