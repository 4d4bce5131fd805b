import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasSecret } from '../../src/checks/secrets/detect.ts'
import { createClient } from '../../src/github/client.ts'
import { GitHubFailure } from '../../src/github/failure.ts'
import { FileText } from '../../src/github/operations.ts'
import { TOKEN } from '../support/github.ts'
import { manualClock } from '../support/manual-clock.ts'

type Fetch = typeof globalThis.fetch
const VARIABLES = { owner: 'a', name: 'b', expression: 'HEAD:c' }

function clientWith(answer: (request: Request) => Response | Promise<Response>, waits: number[] = []) {
  const requests: Request[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    return answer(request)
  }
  const endpoints = { api: 'https://ghe.test/api/v3', graphql: 'https://ghe.test/api/graphql', host: 'ghe.test' }
  const client = createClient({
    endpoints,
    token: TOKEN,
    userAgent: 'mcp-comms/1.2.3',
    fetch,
    clock: manualClock(),
    hasSecret,
    onWait: (seconds) => void waits.push(seconds),
  })
  return { client, requests, read: () => client.read(FileText, VARIABLES, 'a/b') }
}

const GITHUB_HEADERS = { 'x-github-request-id': 'AB12:34CD', date: 'Sun, 22 Nov 2026 10:00:00 GMT' }
const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...GITHUB_HEADERS, ...headers },
  })

test('a request contains the name of the operation, the token and our user agent', async () => {
  const { read, requests } = clientWith(async (request) =>
    json({ data: { repository: null, sent: await request.json() } }),
  )
  expect(await read()).toEqual({
    repository: null,
    sent: { query: FileText.text, operationName: 'FileText', variables: VARIABLES },
  })
  const [request] = requests
  expect(request?.url).toBe('https://ghe.test/api/graphql')
  expect(request?.headers.get('authorization')).toBe(`bearer ${TOKEN}`)
  expect(request?.headers.get('user-agent')).toBe('mcp-comms/1.2.3')
})

describe('a response without usable data is reported with its reason', () => {
  test.each<[string, Response, string]>([
    ['null', json(null), 'not-github'],
    ['a number', json(7), 'not-github'],
    ['an object without data', json({ message: 'hello' }), 'not-github'],
    ['data that is null', json({ data: null }), 'not-github'],
    ['errors that are not a list', json({ data: {}, errors: 'many' }), 'not-github'],
    ['an empty response', new Response(null, { status: 204 }), 'not-github'],
    ['broken JSON', new Response('{"data": {', { headers: { 'content-type': 'application/json' } }), 'not-github'],
    ['an HTML page', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'not-github'],
    ['bytes', new Response(new Uint8Array([1, 2])), 'not-github'],
    ['a status from a proxy', new Response('no', { status: 407 }), 'not-github'],
    ['a status from a gateway', new Response('no', { status: 503 }), 'gateway'],
    ['404 instead of GraphQL', json({ message: 'Not Found' }, 404), 'not-found'],
    ['too many requests', json({ message: '' }, 429, { 'retry-after': '7' }), 'secondary-limit'],
    ['too many requests, without a time', json({ message: '' }, 429), 'secondary-limit'],
  ])('%s', async (_, response, kind) => {
    await expect(clientWith(() => response.clone()).read()).rejects.toMatchObject({ reason: { kind } })
  })
})

describe('an error status is reported with its reason', () => {
  const docs = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api'
  test.each<[string, Response, object]>([
    [
      'a secondary limit without a time, recognized by the page that it links to',
      json({ message: 'Wait', documentation_url: `${docs}#about-secondary-rate-limits` }, 403),
      { kind: 'secondary-limit', retryAfter: 60 },
    ],
    [
      'a refusal with a link to a page about something else',
      json({ message: '', documentation_url: `${docs}#about` }, 403),
      { kind: 'forbidden' },
    ],
    [
      'single sign-on',
      json({ message: '' }, 403, { 'x-github-sso': 'required; url=https://x.test/sso' }),
      { kind: 'sso', url: 'https://x.test/sso' },
    ],
    [
      'a header that says only that results of some organizations are missing',
      json({ message: '' }, 403, { 'x-github-sso': 'partial-results; organizations=1' }),
      { kind: 'forbidden' },
    ],
    [
      'a missing scope',
      json({ message: '' }, 404, { 'x-oauth-scopes': '', 'x-accepted-oauth-scopes': 'repo' }),
      { kind: 'missing-scope', scopes: ['repo'] },
    ],
    [
      'an exhausted hourly limit',
      json({ message: '' }, 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '60' }),
      { kind: 'primary-limit', resetAt: new Date(60_000) },
    ],
    [
      'an exhausted hourly limit without a reset time',
      json({ message: '' }, 429, { 'x-ratelimit-remaining': '0' }),
      { kind: 'primary-limit', resetAt: new Date('2026-11-22T11:00:00Z') },
    ],
    [
      'an exhausted hourly limit with a reset time that no date can hold',
      json({ message: '' }, 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1e13' }),
      { kind: 'primary-limit', resetAt: new Date('2026-11-22T11:00:00Z') },
    ],
    [
      'a pause whose end no date can hold',
      json({ message: 'secondary rate limit' }, 403, { 'retry-after': '1e13' }),
      { kind: 'secondary-limit', retryAfter: 60 },
    ],
    [
      'a negative pause',
      json({ message: 'secondary rate limit' }, 403, { 'retry-after': '-5' }),
      { kind: 'secondary-limit', retryAfter: 60 },
    ],
    [
      'a validation error',
      json({ message: 'Validation Failed', errors: [{ message: 'no title' }] }, 422),
      { kind: 'validation', messages: ['no title'] },
    ],
    [
      'a validation error without details',
      json({ message: 'Problems parsing JSON' }, 400),
      { kind: 'validation', messages: ['Problems parsing JSON'] },
    ],
    ['a number instead of a message', json(7, 422), { kind: 'not-github' }],
  ])('%s', async (_, response, reason) => {
    await expect(clientWith(() => response.clone()).client.get('/user', 'x')).rejects.toMatchObject({ reason })
  })
})

test('a write that took effect is not reported as refused if a field of its result failed', async () => {
  const error = { type: 'FORBIDDEN', path: ['createIssue', 'issue', 'labels'], message: 'no' }
  const { client } = clientWith(() =>
    json({ data: { createIssue: { issue: { number: 1, labels: null } } }, errors: [error] }),
  )
  expect(await client.write({ ...FileText, kind: 'mutation' }, VARIABLES, 'a/b')).toMatchObject({
    outcome: 'unknown',
    failure: { reason: { kind: 'partial' } },
  })
})

describe('a connection that fails', () => {
  const failing = (code?: string) => () => {
    const cause = Object.assign(new Error(`no luck with ${TOKEN}`), code === undefined ? {} : { code })
    throw new TypeError('fetch failed', { cause })
  }
  test.each([
    ['ENOTFOUND', 'unreachable'],
    ['ECONNREFUSED', 'unreachable'],
    ['EAI_AGAIN', 'unreachable'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable'],
    ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
    ['ECONNRESET', 'network'],
    ['EPIPE', 'network'],
    ['UND_ERR_SOCKET', 'network'],
    [undefined, 'network'],
  ])('with the code %s is reported as %s, without its own message, which may quote anything', async (code, kind) => {
    const failure: unknown = await clientWith(failing(code))
      .read()
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ reason: { kind }, failureClass: 'network' })
    expect(String(failure)).not.toContain(TOKEN)
    expect(failure).not.toHaveProperty('cause')
  })

  test.each(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])(
    'with the code %s names the clock of the computer, which may be wrong',
    async (code) => {
      const hint = 'check the date and time of this computer, then try again'
      await expect(clientWith(failing(code)).read()).rejects.toMatchObject({ reason: { kind: 'unreachable' }, hint })
    },
  )

  test('with an error that is its own cause does not loop', async () => {
    const circular = new TypeError('fetch failed')
    circular.cause = circular
    const { read } = clientWith(() => {
      throw circular
    })
    await expect(read()).rejects.toMatchObject({ reason: { kind: 'network', code: 'no details' } })
  })

  test('leads to four attempts in all for a read, and to only one for a write', async () => {
    const reading = clientWith(failing('ECONNRESET'))
    await expect(reading.read()).rejects.toThrow('broke (ECONNRESET)')
    expect(reading.requests).toHaveLength(4)
    const writing = clientWith(failing('ECONNRESET'))
    const mutation = { ...FileText, kind: 'mutation' } as const
    expect(await writing.client.write(mutation, VARIABLES, 'a/b')).toMatchObject({ outcome: 'unknown' })
    expect(writing.requests).toHaveLength(1)
  })

  test('before anything was sent means that a write certainly did not happen', async () => {
    const mutation = { ...FileText, kind: 'mutation' } as const
    const { client } = clientWith(failing('ENOTFOUND'))
    expect(await client.write(mutation, VARIABLES, 'a/b')).toMatchObject({ outcome: 'refused' })
  })
})

describe('errors with status 200 are reported with their reason', () => {
  const answering = (body: unknown, headers = {}) => clientWith(() => json(body, 200, headers))
  const error = (fields: object) => ({
    data: { repository: null },
    errors: [{ message: 'x', path: ['repository'], ...fields }],
  })
  test.each<[string, object, Record<string, string>, object]>([
    ['a missing scope', error({ type: 'INSUFFICIENT_SCOPES' }), {}, { kind: 'missing-scope', scopes: [] }],
    [
      'a missing scope that a header names',
      error({ type: 'INSUFFICIENT_SCOPES' }),
      { 'x-oauth-scopes': 'gist', 'x-accepted-oauth-scopes': 'repo, public_repo' },
      { kind: 'missing-scope', scopes: ['repo'] },
    ],
    [
      'single sign-on that a header requires',
      error({ type: 'FORBIDDEN' }),
      { 'x-github-sso': 'required' },
      { kind: 'sso', url: null },
    ],
    [
      'another name for the type of a rate limit',
      error({ type: 'RATE_LIMIT' }),
      { 'x-ratelimit-remaining': '0' },
      { kind: 'primary-limit' },
    ],
    [
      'a field that GitHub does not have',
      { errors: [{ message: 'no x', extensions: { code: 'undefinedField' } }] },
      {},
      { kind: 'unsupported', operation: 'FileText' },
    ],
    [
      'an error in GitHub itself',
      { data: null, errors: [{ message: 'Something went wrong' }] },
      {},
      { kind: 'gateway' },
    ],
    ['a type of error that we do not know', error({ type: 'NEW_TYPE' }), {}, { kind: 'gateway' }],
    ['a field that is null', { data: { a: 1, b: null }, errors: [{ message: 'x' }] }, {}, { kind: 'partial' }],
    [
      'the message of a limit without its type',
      error({ message: 'was submitted too quickly' }),
      {},
      { kind: 'gateway' },
    ],
    [
      'the message of a limit within a longer message',
      error({ type: 'UNPROCESSABLE', message: 'Title was submitted too quickly' }),
      {},
      { kind: 'validation' },
    ],
  ])('%s', async (_, body, headers, reason) => {
    await expect(answering(body, headers).read()).rejects.toMatchObject({ reason })
  })
})

test('any response to a read gives data, or a GitHubFailure whose message has no undefined value', async () => {
  const statuses = fc.constantFrom(200, 200, 400, 401, 403, 404, 410, 422, 429, 451, 500, 502, 503)
  const names = fc.constantFrom(
    'retry-after',
    'x-ratelimit-remaining',
    'x-ratelimit-reset',
    'x-github-sso',
    'x-oauth-scopes',
  )
  const headers = fc.dictionary(names, fc.constantFrom('0', '1', '1e9', '-1', 'x', 'repo, gist'))
  const error = fc.record(
    {
      type: fc.constantFrom('NOT_FOUND', 'FORBIDDEN', 'RATE_LIMITED', 'UNPROCESSABLE', 'X'),
      message: fc.jsonValue(),
      path: fc.jsonValue(),
    },
    { requiredKeys: [] },
  )
  const body = fc.oneof(fc.jsonValue(), fc.record({ data: fc.jsonValue(), errors: fc.array(error) }))
  await fc.assert(
    fc.asyncProperty(statuses, headers, body, async (status, headers, body) => {
      const result: unknown = await clientWith(() => json(body, status, headers))
        .read()
        .catch((error: unknown) => error)
      if (result instanceof Error) expect(result).toBeInstanceOf(GitHubFailure)
      expect(String(result)).not.toMatch(/undefined|Invalid Date|NaN/)
    }),
  )
})

describe('a response to a write', () => {
  const mutation = { ...FileText, kind: 'mutation' } as const
  const outcomeOf = async (response: Response) => clientWith(() => response).client.write(mutation, VARIABLES, 'a/b')
  const unprocessable = { type: 'UNPROCESSABLE', path: ['createIssue'], message: 'Title is too long' }
  const page = (status: number) => new Response('<html>', { status, headers: { 'content-type': 'text/html' } })
  const fromProxy = (body: unknown, status: number) => Response.json(body, { status })

  // A proxy may answer after GitHub has carried out the write.
  test.each<[string, Response]>([
    ...[400, 401, 403, 404, 405, 407, 408, 409, 413, 422, 429, 451].map(
      (status) => [`a page with ${status}`, page(status)] as [string, Response],
    ),
    ['JSON from a proxy', fromProxy({ message: 'Blocked by policy' }, 403)],
    ['JSON from a proxy that looks like GraphQL', fromProxy({ data: null, errors: [unprocessable] }, 200)],
    ['an empty response', new Response(null, { status: 403, headers: GITHUB_HEADERS })],
    ['JSON of another shape', json({ error: 'no' }, 422)],
    [
      'a redirect',
      new Response(null, { status: 307, headers: { ...GITHUB_HEADERS, location: 'https://elsewhere.test' } }),
    ],
    [
      'an error in a field of what was created',
      json({ data: { createIssue: null }, errors: [{ ...unprocessable, path: ['createIssue', 'issue', 'labels'] }] }),
    ],
    [
      'an error in GitHub itself',
      json({
        data: { createIssue: null },
        errors: [{ path: ['createIssue'], message: 'Something went wrong while executing your query.' }],
      }),
    ],
    [
      'an error in GitHub itself, and asks for a pause',
      json(
        { data: { createIssue: null }, errors: [{ message: 'Something went wrong while executing your query.' }] },
        200,
        { 'retry-after': '7' },
      ),
    ],
    [
      'an error in GitHub itself beside another one',
      json({ data: { createIssue: null }, errors: [unprocessable, { ...unprocessable, type: 'INTERNAL' }] }),
    ],
    [
      'the limit of what one request may cost, which GitHub reaches while it carries out the request',
      json({
        data: { createIssue: null },
        errors: [
          { ...unprocessable, type: 'RESOURCE_LIMITS_EXCEEDED', message: 'Resource limits for this query exceeded.' },
        ],
      }),
    ],
    ['a server error from GitHub itself', json({ message: 'Server Error' }, 500, { 'retry-after': '7' })],
  ])('that is %s does not show whether the write took effect', async (_, response) => {
    expect(await outcomeOf(response)).toMatchObject({ outcome: 'unknown' })
  })

  test.each<[string, unknown]>([
    ['null', { createIssue: null }],
    ['null inside', { createIssue: { issue: null } }],
    ['null inside, with a client mutation id', { createIssue: { clientMutationId: null, issue: null } }],
    ['no data', null],
  ])('that has %s and an error for the mutation is a refusal with its reason', async (_, data) => {
    for (const error of [unprocessable, { ...unprocessable, type: undefined }, { ...unprocessable, type: 'NEW_TYPE' }])
      expect(await outcomeOf(json({ data, errors: [error] }))).toMatchObject({
        outcome: 'refused',
        failure: { reason: { kind: 'validation', messages: ['Title is too long'] } },
      })
  })

  const secondary = 'You have exceeded a secondary rate limit and have been temporarily blocked from content creation.'
  test.each<[string, Response, number]>([
    ['403 with a time', json({ message: 'no' }, 403, { 'retry-after': '7' }), 7],
    ['403 with a message', json({ message: secondary }, 403), 60],
    ['400 with a message', json({ message: secondary }, 400), 60],
    ['422 with a time', json({ message: 'no' }, 422, { 'retry-after': '7' }), 7],
    ['429', json({ message: 'no' }, 429), 60],
    ['200 with a message', json({ message: secondary }), 60],
    ['200 with a message among the errors', json({ data: null, errors: [{ message: secondary }] }), 60],
    [
      '200 with errors and a time',
      json({ data: { createIssue: null }, errors: [unprocessable] }, 200, { 'retry-after': '7' }),
      7,
    ],
    [
      '200 with an error of the type RATE_LIMIT',
      json({ data: null, errors: [{ type: 'RATE_LIMIT', message: '' }] }),
      60,
    ],
  ])(
    'that reports a secondary limit by %s means that the write had no effect, and says how long to wait',
    async (_, response, retryAfter) => {
      expect(await outcomeOf(response)).toMatchObject({
        outcome: 'refused',
        failure: { reason: { kind: 'secondary-limit', retryAfter } },
      })
    },
  )

  test('is not followed if it is a redirect', async () => {
    const { client, requests } = clientWith(() => json({ data: {} }))
    await client.write(mutation, VARIABLES, 'a/b')
    expect(requests[0]?.redirect).toBe('manual')
  })
})

describe("GitHub's time", () => {
  test('comes from the last response, and not from the local clock', async () => {
    const { client, requests, read } = clientWith(() =>
      json({ data: { repository: null } }, 200, { date: 'Mon, 01 Jun 2026 12:00:00 GMT' }),
    )
    await read()
    expect((await client.time()).toISOString()).toBe('2026-06-01T12:00:00.000Z')
    expect(requests).toHaveLength(1)
  })

  test('is requested if no response has shown it, and is not taken from a proxy', async () => {
    const { client, requests } = clientWith(() => json({ data: { viewer: { login: 'me' } } }))
    expect((await client.time()).toISOString()).toBe('2026-11-22T10:00:00.000Z')
    expect(requests).toHaveLength(1)
    const { client: behindProxy } = clientWith(() =>
      Response.json({ data: {} }, { headers: { date: GITHUB_HEADERS.date } }),
    )
    await expect(behindProxy.time()).rejects.toMatchObject({ reason: { kind: 'not-github' } })
  })
})

describe('a secondary limit on a read', () => {
  const rateLimited = (retryAfter: string) =>
    json({ message: 'You have exceeded a secondary rate limit' }, 403, { 'retry-after': retryAfter })

  test('is waited for, and reported', async () => {
    const waits: number[] = []
    const answers = [rateLimited('30'), rateLimited('60'), json({ data: { repository: null } })]
    const { read } = clientWith(() => answers.shift() ?? json(null), waits)
    expect(await read()).toEqual({ repository: null })
    expect(waits).toEqual([30, 60])
  })

  test('fails at once if the pause is longer than a read waits', async () => {
    const waits: number[] = []
    const { read, requests } = clientWith(() => rateLimited('600'), waits)
    const error = await read().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ reason: { kind: 'secondary-limit', retryAfter: 600 } })
    expect([requests.length, waits]).toEqual([1, []])
  })
})
