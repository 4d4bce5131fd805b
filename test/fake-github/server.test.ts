import { readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createFakeGitHub } from '../support/fake-github/fake-github.ts'
import { parseSeed } from '../support/fake-github/seed.ts'
import { listen, type RunningServer } from '../support/fake-github/server.ts'
import { TOKEN } from '../support/github.ts'
import { AUTHORIZED, sendQuery, valueAt } from '../support/graphql.ts'

const example = parse(readFileSync('test/support/fake-github/seeds/example.yaml', 'utf8'))
const openServers: RunningServer[] = []
afterEach(async () => {
  await Promise.all(openServers.splice(0).map((server) => server.close()))
})

async function startServer(): Promise<string> {
  const server = await listen(createFakeGitHub(parseSeed(example)), 0)
  openServers.push(server)
  return server.url
}
const graphql = (url: string, query: string, token = TOKEN) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { authorization: `bearer ${token}` },
    body: JSON.stringify({ query }),
  })
const addFaults = (url: string, faults: unknown) =>
  fetch(`${url}/_fake/faults`, { method: 'POST', body: JSON.stringify(faults) })

test('the server answers a query, and shows its state and a log of the requests that contains no token', async () => {
  const url = await startServer()
  expect(await (await graphql(url, 'query Me { viewer { login } }')).json()).toEqual({
    data: { viewer: { login: 'newcomer' } },
  })
  const state = await (await fetch(`${url}/_fake/state`)).json()
  expect(valueAt(state, 'repositories.example/protocol.posts.0')).toMatchObject({
    type: 'Issue',
    number: 1,
    labels: ['bug'],
  })
  const log = await (await fetch(`${url}/_fake/requests`)).text()
  expect(JSON.parse(log)).toEqual([
    {
      operation: 'Me',
      kind: 'query',
      variables: {},
      token: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 200,
      fault: null,
    },
  ])
  expect(log).not.toContain(TOKEN)
})

test('a fault that is added over HTTP respects `after` and `times`, and really drops the connection', async () => {
  const url = await startServer()
  expect((await addFaults(url, [{ operation: 'Me', mode: 'drop-before', after: 1, times: 2 }])).status).toBe(204)
  const statuses: unknown[] = []
  for (let count = 0; count < 4; count++)
    statuses.push(
      await graphql(url, 'query Me { viewer { login } }').then(
        ({ status }) => status,
        () => 'dropped',
      ),
    )
  expect(statuses).toEqual([200, 'dropped', 'dropped', 200])
})

test.each([[[{ operation: 'Me', mode: 'explode' }]], [{ mode: 'slow' }], ['?']])(
  'invalid faults are rejected: %j',
  async (faults) => {
    expect((await addFaults(await startServer(), faults)).status).toBe(400)
  },
)

test('a request without a token gets 401, and a request for an unsupported path gets 404', async () => {
  const url = await startServer()
  expect((await fetch(`${url}/graphql`, { method: 'POST', body: '{"query":"{viewer{login}}"}' })).status).toBe(401)
  expect((await fetch(`${url}/repos/example/protocol/pulls`, { headers: AUTHORIZED })).status).toBe(404)
})

test('a private vulnerability report is stored, and is not public', async () => {
  const url = await startServer()
  const report = (body: object) =>
    fetch(`${url}/repos/example/protocol/security-advisories/reports`, {
      method: 'POST',
      headers: AUTHORIZED,
      body: JSON.stringify(body),
    })
  expect((await report({ summary: 'only this' })).status).toBe(422)
  const answer = await report({ summary: 'A hole', description: 'How to get in' })
  expect(answer.status).toBe(201)
  expect(valueAt(await answer.json(), 'html_url')).toMatch(/\/security\/advisories\/GHSA-/)
  const state = await (await fetch(`${url}/_fake/state`)).json()
  expect(valueAt(state, 'repositories.example/protocol.advisories')).toMatchObject([{ summary: 'A hole' }])
  expect(JSON.stringify(valueAt(state, 'repositories.example/protocol.posts'))).not.toContain('A hole')
})

test('a fault that was used less often than planned fails the test', async () => {
  const fake = createFakeGitHub(parseSeed(example))
  fake.faults([{ operation: 'Me', mode: 'slow', times: 2, ms: 0 }])
  await sendQuery(fake, 'query Me { viewer { login } }')
  expect(() => fake.verify()).toThrow('the fault slow on Me was not used up')
  await sendQuery(fake, 'query Me { viewer { login } }')
  fake.verify()
})

test.each([
  [{ viewer: { login: 'a' }, repositories: { nothing: {} } }],
  [{ viewer: { login: 'a' }, repositories: { 'a/b': { labells: [] } } }],
  [{ repositories: {} }],
])('an invalid seed is rejected: %j', (seed) => {
  expect(() => parseSeed(seed)).toThrow()
})
